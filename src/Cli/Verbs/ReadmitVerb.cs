using System.CommandLine;
using Cli.Operating;
using Cli.Showing;
using Webhooks.Operating;

namespace Cli.Verbs;

/// <summary><c>hook readmit</c>: judges refused deliveries again, after a secret was corrected.</summary>
internal sealed class ReadmitVerb(CliContext context) : OperatorVerb(context)
{
    private readonly Option<string> source = new("--source") { Required = true, HelpName = "SOURCE", Description = "The source." };
    private readonly Option<string?> since = Filters.Since("arrived");
    private readonly Option<bool> dryRun = new("--dry-run") { Description = "Say what would be readmitted, and change nothing." };
    private readonly Option<string> why = new("--why") { HelpName = "TEXT", Description = "The reason, for the history.", DefaultValueFactory = _ => "no reason given" };
    private readonly Option<string?> who = Person.Who();

    protected override string Notes => """
        Deliveries are judged with the settings of now and the clock of when they arrived. One that was too old then stays refused,
        unless ReplayWindow has been widened meanwhile: then it is admitted, and its handlers run.
        A run can be stopped at any time; the same command goes on with the rest.

        Examples:
          hook readmit --source valara --dry-run
          hook readmit --source valara --since 2026-11-21T08:00:00Z --why "secret was pasted without its end"
        """;

    protected override Command Describe() => new("readmit", "Verifies refused deliveries again, and admits those that pass now.") { source, since, dryRun, why, who };

    protected override async Task<int> RunAsync(ParseResult parsed, OperatorClient client, CancellationToken cancellationToken)
    {
        var order = new ReadmitRequest
        {
            Since = Filters.Time(parsed, since, Around.Clock),
            DryRun = parsed.GetValue(dryRun),
            RequestedBy = Person.Of(parsed.GetValue(who)),
            Reason = parsed.GetValue(why),
        };
        var path = "readmit/" + Uri.EscapeDataString(parsed.GetRequiredValue(source));
        var total = await Steps.ShowAsync(Around, "readmit", null, writes: WantsJson(parsed), async tell =>
        {
            var sum = new ReadmitSum();
            do
            {
                var run = await client.PostAsync(path, order, OperatorJson.Default.ReadmitRequest, OperatorJson.Default.ReadmitRun, cancellationToken);
                sum.Add(run);
                order = order with { After = run.Continue };
                tell(sum.Judged, $"judged {sum.Judged} so far");
                if (WantsJson(parsed))
                {
                    Around.Json(run, OperatorJson.Default.ReadmitRun);
                }
                else if (order.After is not null && !Around.Terminal.Error)
                {
                    await Around.Output.WriteLineAsync($"judged {sum.Judged} so far");
                }
            }
            while (order.After is not null);
            return sum;
        });
        return WantsJson(parsed) ? Hook.Good : Tell(total, order.DryRun);
    }

    private int Tell(ReadmitSum sum, bool dryRun)
    {
        Around.Screen.Line(dryRun ? $"{sum.Readmitted} would be readmitted. Nothing was changed." : $"{sum.Readmitted} readmitted.", Look.Good);
        if (sum.Known > 0)
        {
            Around.Screen.Line($"{sum.Known} passed, and their events were there already.");
        }

        foreach (var (reason, count) in sum.Refused)
        {
            Around.Screen.Line($"{count} still refused: {TerminalText.Id(reason)}", Look.Wrong);
        }

        return Hook.Good;
    }
}
