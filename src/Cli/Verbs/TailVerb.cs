using System.CommandLine;
using Cli.Operating;
using Cli.Showing;
using Webhooks.Operating;

namespace Cli.Verbs;

/// <summary><c>hook tail</c>: follows the delivery log.</summary>
internal sealed class TailVerb(CliContext context) : OperatorVerb(context)
{
    private readonly Option<string?> source = Filters.Source();
    private readonly Option<string?> status = Filters.Status();
    private readonly Option<string?> type = new("--type") { HelpName = "EVENT-TYPE", Description = "Only this type of event." };
    private readonly Option<int> lines = new("--lines") { HelpName = "N", Description = "Begin with so many that are there already, 0 to 200.", DefaultValueFactory = _ => 10 };
    private readonly Option<double> every = new("--every") { HelpName = "SECONDS", Description = "Look so often, from 0.1 on.", DefaultValueFactory = _ => 2 };

    protected override string Notes => """
        Runs until Ctrl+C, which is its ordinary end (exit code 0). An event has a line when it arrives, and another when its status
        becomes another, as long as it is among the newest 200. When the receiver restarts, this waits for it.

        Examples:
          hook tail
          hook tail --source valara --status Refused
          hook tail --lines 0 --json | jq -r 'select(.status == "DeadLettered") | .id'
        """;

    protected override Command Describe() => new("tail", "Follows the delivery log, until Ctrl+C.") { source, status, type, lines, every };

    protected override async Task<int> RunAsync(ParseResult parsed, OperatorClient client, CancellationToken cancellationToken)
    {
        var first = parsed.GetValue(lines) is var number and >= 0 and <= 200 ? number : throw new UnusableArgumentException("--lines: give a number from 0 to 200.");
        var pause = parsed.GetValue(every) is var seconds and >= 0.1 and <= 3600 ? TimeSpan.FromSeconds(seconds) : throw new UnusableArgumentException("--every: give seconds from 0.1 to 3600.");
        var follower = new Follower(client, [("source", parsed.GetValue(source)), ("status", parsed.GetValue(status)), ("type", parsed.GetValue(type))]);
        try
        {
            // The first answer tells whether this can work at all; only later is the receiver waited for.
            Write(await follower.ReadAsync(first, cancellationToken), WantsJson(parsed));
            var isAway = false;
            while (true)
            {
                await Task.Delay(pause, Around.Clock, cancellationToken);
                isAway = await LookAsync(follower, isAway, WantsJson(parsed), cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return Hook.Good;
        }
    }

    private async Task<bool> LookAsync(Follower follower, bool wasAway, bool json, CancellationToken cancellationToken)
    {
        try
        {
            var lines = await follower.ReadAsync(0, cancellationToken);
            if (wasAway)
            {
                await Around.Error.WriteLineAsync($"{TerminalText.Time(Around.Clock.GetUtcNow())}  The receiver answers again.");
            }

            Write(lines, json);
            return false;
        }
        catch (UnansweredException away) when (away.MayPass)
        {
            if (!wasAway)
            {
                await Around.Error.WriteLineAsync($"{TerminalText.Time(Around.Clock.GetUtcNow())}  {away.Message} Waiting for it; Ctrl+C ends this.");
            }

            return true;
        }
    }

    private void Write(IReadOnlyList<LogLine> fresh, bool json)
    {
        foreach (var line in fresh)
        {
            if (json)
            {
                Around.Json(line, OperatorJson.Default.LogLine);
            }
            else
            {
                Around.Screen.Line(LogText.Running(line));
            }
        }

        Around.Output.Flush();
    }
}
