using System.CommandLine;
using Cli.Operating;
using Webhooks.Operating;

namespace Cli.Verbs;

/// <summary><c>hook dead</c>: lists dead letters, or shows one event with its history.</summary>
internal sealed class DeadVerb(Surroundings around)
{
    private const string Notes = Receiver.Notes + """


        Examples:
          hook dead
          hook dead --source valara --limit 500
          hook dead evt_01JXYZ --source valara          one event, with all that was tried
        """;

    private readonly Argument<string?> eventId = new("EVENT-ID") { Arity = ArgumentArity.ZeroOrOne, Description = "One event, with its history." };
    private readonly Option<string?> source = new("--source") { HelpName = "SOURCE", Description = "One source; all of them, when left out." };
    private readonly Option<int> limit = new("--limit") { HelpName = "N", Description = "At most so many, the newest first.", DefaultValueFactory = _ => 100 };
    private readonly Receiver receiver = new(around);

    public Command Create()
    {
        var command = new Command("dead", "Lists dead letters: events whose attempts are used up.") { eventId, source, limit };
        foreach (var option in receiver.Options)
        {
            command.Options.Add(option);
        }

        command.SetAction(RunAsync);
        return command.WithNotes(Notes);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        var most = parsed.GetValue(limit) is var number and > 0 ? number : throw new UnusableArgumentException("--limit: give a number from 1 on.");
        using var client = receiver.Connect(parsed);
        return parsed.GetValue(eventId) is { } id
            ? await ShowAsync(client, parsed.GetValue(source) ?? throw new UnusableArgumentException("--source: an event id belongs to a source; name it."), id, stop)
            : await ListAsync(client, parsed.GetValue(source), most, stop);
    }

    private async Task<int> ListAsync(OperatorClient client, string? of, int most, CancellationToken stop)
    {
        var (shown, after) = (0, (string?)null);
        do
        {
            var page = await client.GetAsync(
                "dead-letters", [("source", of), ("limit", $"{Math.Min(1000, most - shown)}"), ("after", after)], OperatorJson.Default.DeadLetterPage, stop);
            foreach (var dead in page.DeadLetters)
            {
                await around.Output.WriteLineAsync(Line(dead));
            }

            (shown, after) = (shown + page.DeadLetters.Count, page.Continue);
        }
        while (after is not null && shown < most);

        await around.Output.WriteLineAsync(after is null ? $"{Shown.Count(shown, "dead letter")}." : $"The newest {shown}; there are more, see --limit.");
        return Hook.Good;
    }

    private async Task<int> ShowAsync(OperatorClient client, string of, string id, CancellationToken stop)
    {
        var found = await client.GetAsync($"events/{Uri.EscapeDataString(of)}", [("id", id)], OperatorJson.Default.EventView, stop);
        await around.Output.WriteLineAsync($"""
            {found.Source}  {Shown.Id(found.EventId)}  {Shown.Id(found.EventType)}
            status    {found.Status}, {Shown.Count(found.Attempts, "attempt")}
            received  {Shown.Time(found.ReceivedAt)}, {Shown.Count(found.BodyBytes, "byte")}, verified by secret {found.SecretFingerprint}
            occurred  {Shown.Time(found.OccurredAt)}
            """);
        foreach (var entry in found.History)
        {
            await around.Output.WriteLineAsync($"{Shown.Time(entry.At)}  {entry.What}  {Shown.Error(entry.Detail ?? "")}");
        }

        return Hook.Good;
    }

    private static string Line(DeadLetterLine dead)
    {
        var again = dead.TimesRedriven == 0 ? "" : $", redriven {Shown.Count(dead.TimesRedriven, "time")} before";
        return $"{Shown.Time(dead.DeadAt)}  {dead.Source}  {Shown.Id(dead.EventId)}  {Shown.Id(dead.EventType)}  {Shown.Count(dead.Attempts, "attempt")}{again}  {Shown.Error(dead.LastError)}";
    }
}
