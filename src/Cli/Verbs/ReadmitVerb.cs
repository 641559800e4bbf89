using Cli.Operating;
using Cli.Rendering;
using Webhooks.Readmitting;

namespace Cli.Verbs;

internal sealed class ReadmitVerb(CliContext context) : OperatorVerb(context)
{
    private readonly Option<string> source = CommonOptions.RequiredSource();
    private readonly Option<string?> since = CommonOptions.Since("received");
    private readonly Option<bool> dryRun = CommonOptions.DryRun("Show what would be readmitted, and change nothing.");
    private readonly Option<string> why = CommonOptions.Why();
    private readonly Option<string> who = CommonOptions.Who();

    protected override string Notes => """
        Deliveries are verified with the current settings and the time of their arrival. One that was too old then stays refused,
        unless ReplayWindow has been widened: then it is admitted, and its handlers run.
        A run can be stopped at any time; the same command continues with the rest.

        Examples:
          hook readmit --source valara --dry-run
          hook readmit --source valara --since 2026-11-21T08:00:00Z --why "secret was pasted without its end"
        """;

    protected override Command Describe() => new("readmit", "Verifies refused deliveries again, and admits those that pass now.") { source, since, dryRun, why, who };

    protected override async Task<int> RunAsync(ParseResult parsed, OperatorClient client, CancellationToken cancellationToken)
    {
        var request = new ReadmitRequest
        {
            Since = CommonOptions.TimeOrAge(parsed, since, Context.Clock),
            DryRun = parsed.GetValue(dryRun),
            RequestedBy = parsed.GetValue(who),
            Reason = parsed.GetValue(why),
        };
        var path = "readmit/" + Uri.EscapeDataString(parsed.GetRequiredValue(source));
        var runs = await ProgressBar.RunAsync(Context, "readmit", null, writesOutput: WantsJson(parsed), async report =>
        {
            var runs = new List<ReadmitRun>();
            do
            {
                var run = await client.PostAsync<ReadmitRequest, ReadmitRun>(path, request, cancellationToken);
                runs.Add(run);
                var text = $"checked {runs.Sum(Checked)} so far";
                request = request with { After = run.Continue };
                report(runs.Sum(Checked), text);
                if (WantsJson(parsed))
                {
                    Context.WriteJson(run);
                }
                else if (request.After is not null && !Context.Terminal.Error)
                {
                    await Context.Output.WriteLineAsync(text);
                }
            }
            while (request.After is not null);
            return runs;
        });
        if (!WantsJson(parsed))
        {
            Write(runs, request.DryRun);
        }

        return ExitCode.Success;
    }

    private static int Checked(ReadmitRun run) => run.Readmitted + run.KnownAlready + run.Conflicting.Count + run.StillRefused.Values.Sum();

    private void Write(List<ReadmitRun> runs, bool dryRun)
    {
        var readmitted = runs.Sum(run => run.Readmitted);
        Context.Screen.Line(dryRun ? $"{readmitted} would be readmitted. Nothing was changed." : $"{readmitted} readmitted.", Emphasis.Success);
        if (runs.Sum(run => run.KnownAlready) is > 0 and var known)
        {
            Context.Screen.Line($"{known} verified, but their events already exist.");
        }

        foreach (var copy in runs.SelectMany(run => run.Conflicting))
        {
            Context.Screen.Line(
                $"{TerminalText.Id(copy.Id)} conflicts: its type is {TerminalText.Id(copy.EventType)}, but event {TerminalText.Id(copy.EventId)} was admitted as {TerminalText.Id(copy.AdmittedAs)}. The type is not signed; it stays refused.",
                Emphasis.Error);
        }

        foreach (var reason in runs.SelectMany(run => run.StillRefused).GroupBy(refused => refused.Key, refused => refused.Value).OrderBy(reason => reason.Key, StringComparer.Ordinal))
        {
            Context.Screen.Line($"{reason.Sum()} still refused: {TerminalText.Id(reason.Key)}", Emphasis.Error);
        }
    }
}
