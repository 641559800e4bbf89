using Cli.Operating;
using Cli.Rendering;

namespace Cli.Verbs;

internal sealed class TailVerb(CliContext context) : OperatorVerb(context)
{
    private readonly Option<string?> source = CommonOptions.Source();
    private readonly Option<string?> status = CommonOptions.Status();
    private readonly Option<string?> type = CommonOptions.Type();
    private readonly Option<bool> breaches = CommonOptions.Breaches();
    private readonly Option<int> lines = new("--lines") { HelpName = "N", Description = "Begin with this many existing lines, 0 to 200.", DefaultValueFactory = _ => 10 };
    private readonly Option<double> every = new("--every") { HelpName = "SECONDS", Description = "The polling interval, from 0.1 on.", DefaultValueFactory = _ => 2 };

    protected override string Notes => """
        Runs until Ctrl+C, which is its normal end (exit code 0). An event has a line when it arrives, and another when its status
        changes while it is among the newest 200. When the receiver restarts, this waits for it.

        Examples:
          hook tail
          hook tail --source valara --status Refused
          hook tail --lines 0 --json | jq -r 'select(.status == "DeadLettered") | .id'
        """;

    protected override Command Describe() => new("tail", "Follows the delivery log, until Ctrl+C.") { source, status, type, breaches, lines, every };

    protected override async Task<int> RunAsync(ParseResult parsed, OperatorClient client, CancellationToken cancellationToken)
    {
        var initialLines = CommonOptions.Number(parsed, lines, 0, 200);
        var interval = parsed.GetValue(every) is var seconds and >= 0.1 and <= 3600 ? TimeSpan.FromSeconds(seconds) : throw new UsageException("--every: give seconds from 0.1 to 3600.");
        var follower = new LogFollower(client, [("source", parsed.GetValue(source)), ("status", parsed.GetValue(status)), ("type", parsed.GetValue(type)), ("breaches", CommonOptions.Flag(parsed, breaches))]);
        try
        {
            // Only a receiver that has answered once is waited for.
            Write(parsed, await follower.ReadAsync(initialLines, cancellationToken));
            var isAway = false;
            while (true)
            {
                await Task.Delay(interval, Context.Clock, cancellationToken);
                isAway = await PollAsync(parsed, follower, isAway, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ExitCode.Success;
        }
    }

    private async Task<bool> PollAsync(ParseResult parsed, LogFollower follower, bool wasAway, CancellationToken cancellationToken)
    {
        try
        {
            var changed = await follower.ReadAsync(0, cancellationToken);
            if (wasAway)
            {
                await Context.Error.WriteLineAsync($"{TerminalText.Time(Context.Clock.GetUtcNow())}  The receiver answers again.");
            }

            Write(parsed, changed);
            return false;
        }
        catch (ReceiverException failure) when (failure.IsTransient)
        {
            if (!wasAway)
            {
                await Context.Error.WriteLineAsync($"{TerminalText.Time(Context.Clock.GetUtcNow())}  {failure.Message} Waiting for it; Ctrl+C ends this.");
            }

            return true;
        }
    }

    private void Write(ParseResult parsed, IReadOnlyList<LogLine> changed)
    {
        foreach (var line in changed)
        {
            Write(parsed, line, screen => screen.Line(LogText.PaddedCells(line)));
        }

        Context.Output.Flush();
    }
}
