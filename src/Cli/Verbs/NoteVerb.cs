using System.CommandLine;
using Cli.Operating;
using Cli.Showing;
using Webhooks.Operating;

namespace Cli.Verbs;

/// <summary><c>hook note</c>: writes a note into the history of an event.</summary>
internal sealed class NoteVerb(CliContext context) : OperatorVerb(context)
{
    private readonly Argument<string> eventId = new("EVENT-ID") { Description = "The event." };
    private readonly Argument<string> text = new("TEXT") { Description = "What to write down." };
    private readonly Option<string> source = new("--source") { Required = true, HelpName = "SOURCE", Description = "Its source." };
    private readonly Option<string?> who = Person.Who();

    protected override string Notes => """
        For those who come later: why a dead letter is left alone, or who was told. `hook show EVENT-ID` shows it in the history.

        Examples:
          hook note evt_01JXYZ "The listing is gone; leave it." --source valara
        """;

    protected override Command Describe() => new("note", "Writes a note into the history of an event.") { eventId, text, source, who };

    protected override async Task<int> RunAsync(ParseResult parsed, OperatorClient client, CancellationToken cancellationToken)
    {
        var note = parsed.GetRequiredValue(text);
        if (string.IsNullOrWhiteSpace(note) || note.Length > NoteRequest.LongestNote)
        {
            throw new UnusableArgumentException($"TEXT: write 1 to {NoteRequest.LongestNote} characters.");
        }

        var order = new NoteRequest { EventId = parsed.GetRequiredValue(eventId), Note = note, RequestedBy = Person.Of(parsed.GetValue(who)) };
        var path = $"notes/{Uri.EscapeDataString(parsed.GetRequiredValue(source))}";
        var noted = await client.PostAsync(path, order, OperatorJson.Default.NoteRequest, OperatorJson.Default.EventView, cancellationToken);
        if (WantsJson(parsed))
        {
            Around.Json(noted, OperatorJson.Default.EventView);
        }
        else
        {
            EventText.History(Around.Screen, noted);
        }

        return Hook.Good;
    }
}
