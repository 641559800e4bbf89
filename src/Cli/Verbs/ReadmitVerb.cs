using System.CommandLine;
using Cli.Operating;
using Cli.Rendering;
using Webhooks.Operating;

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
        var totals = await ProgressBar.RunAsync(Context, "readmit", null, writesOutput: WantsJson(parsed), async report =>
        {
            var totals = new ReadmitTotals();
            do
            {
                var run = await client.PostAsync(path, request, OperatorJson.Default.ReadmitRequest, OperatorJson.Default.ReadmitRun, cancellationToken);
                totals.Add(run);
                request = request with { After = run.Continue };
                report(totals.Checked, $"checked {totals.Checked} so far");
                if (WantsJson(parsed))
                {
                    Context.WriteJson(run, OperatorJson.Default.ReadmitRun);
                }
                else if (request.After is not null && !Context.Terminal.Error)
                {
                    await Context.Output.WriteLineAsync($"checked {totals.Checked} so far");
                }
            }
            while (request.After is not null);
            return totals;
        });
        if (!WantsJson(parsed))
        {
            Write(totals, request.DryRun);
        }

        return ExitCode.Success;
    }

    private void Write(ReadmitTotals totals, bool dryRun)
    {
        Context.Screen.Line(dryRun ? $"{totals.Readmitted} would be readmitted. Nothing was changed." : $"{totals.Readmitted} readmitted.", Emphasis.Success);
        if (totals.Known > 0)
        {
            Context.Screen.Line($"{totals.Known} verified, but their events already exist.");
        }

        foreach (var (reason, count) in totals.Refused)
        {
            Context.Screen.Line($"{count} still refused: {TerminalText.Id(reason)}", Emphasis.Error);
        }
    }
}
