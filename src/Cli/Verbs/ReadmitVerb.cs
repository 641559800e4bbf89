using System.CommandLine;
using Cli.Operating;
using Webhooks.Operating;

namespace Cli.Verbs;

/// <summary><c>hook readmit</c>: judges refused deliveries again, after a secret was corrected.</summary>
internal sealed class ReadmitVerb(Surroundings around)
{
    private const string Notes = Receiver.Notes + """


        Deliveries are judged with the secrets of now and the clock of when they arrived: one that was too old then stays refused.
        A run can be stopped at any time; the same command goes on with the rest.

        Examples:
          hook readmit --source valara --dry-run
          hook readmit --source valara --since 2026-11-21T08:00:00Z --why "secret was pasted without its end"
        """;

    private readonly Option<string> source = new("--source") { Required = true, HelpName = "SOURCE", Description = "The source." };
    private readonly Option<string?> since = new("--since") { HelpName = "UNIX-OR-ISO", Description = "Only those that arrived at this time or later." };
    private readonly Option<bool> dryRun = new("--dry-run") { Description = "Say what would be readmitted, and change nothing." };
    private readonly Option<string> why = new("--why") { HelpName = "TEXT", Description = "The reason, for the history.", DefaultValueFactory = _ => "no reason given" };
    private readonly Option<string?> who = Person.Who();
    private readonly Receiver receiver = new(around);

    public Command Create()
    {
        var command = new Command("readmit", "Verifies refused deliveries again, and admits those that pass now.") { source, since, dryRun, why, who };
        foreach (var option in receiver.Options)
        {
            command.Options.Add(option);
        }

        command.SetAction(RunAsync);
        return command.WithNotes(Notes);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        var order = new ReadmitRequest
        {
            Since = Arguments.Time(parsed.GetValue(since), "--since"),
            DryRun = parsed.GetValue(dryRun),
            Who = Person.Of(parsed.GetValue(who)),
            Why = parsed.GetValue(why),
        };
        using var client = receiver.Connect(parsed);
        var path = "readmit/" + Uri.EscapeDataString(parsed.GetRequiredValue(source));
        var (readmitted, known, refused) = (0, 0, new SortedDictionary<string, int>(StringComparer.Ordinal));
        do
        {
            var run = await client.PostAsync(path, order, OperatorJson.Default.ReadmitRequest, OperatorJson.Default.ReadmitRun, stop);
            (readmitted, known) = (readmitted + run.Readmitted, known + run.KnownAlready);
            foreach (var (reason, count) in run.StillRefused)
            {
                refused[reason] = refused.GetValueOrDefault(reason) + count;
            }

            order = order with { After = run.Continue };
            if (order.After is not null)
            {
                await around.Output.WriteLineAsync($"judged {readmitted + known + refused.Values.Sum()} so far");
            }
        }
        while (order.After is not null);

        await around.Output.WriteLineAsync(order.DryRun ? $"{readmitted} would be readmitted. Nothing was changed." : $"{readmitted} readmitted.");
        if (known > 0)
        {
            await around.Output.WriteLineAsync($"{known} passed, and their events were there already.");
        }

        foreach (var (reason, count) in refused)
        {
            await around.Output.WriteLineAsync($"{count} still refused: {Shown.Id(reason)}");
        }

        return Hook.Good;
    }
}
