using Cli.Operating;
using Cli.Rendering;

namespace Cli.Verbs;

internal sealed class NoteVerb(CliContext context) : OperatorVerb(context)
{
    private readonly Argument<string> eventId = new("EVENT-ID") { Description = "The event." };
    private readonly Argument<string> text = new("TEXT") { Description = "The note." };
    private readonly Option<string> source = CommonOptions.RequiredSource();
    private readonly Option<string> who = CommonOptions.Who();

    protected override string Notes => """
        For those who come later: why a dead letter is left alone, or who was informed. `hook show EVENT-ID` shows it in the history.

        Examples:
          hook note evt_01JXYZ "The listing is gone; leave it." --source valara
        """;

    protected override Command Describe() => new("note", "Writes a note into the history of an event.") { eventId, text, source, who };

    protected override async Task<int> RunAsync(ParseResult parsed, OperatorClient client, CancellationToken cancellationToken)
    {
        var note = parsed.GetRequiredValue(text);
        if (string.IsNullOrWhiteSpace(note) || note.Length > NoteRequest.LongestNote)
        {
            throw new UsageException($"TEXT: write 1 to {NoteRequest.LongestNote} characters.");
        }

        var request = new NoteRequest { EventId = parsed.GetRequiredValue(eventId), Note = note, RequestedBy = parsed.GetValue(who) };
        var path = $"notes/{Uri.EscapeDataString(parsed.GetRequiredValue(source))}";
        var view = await client.PostAsync<NoteRequest, EventView>(path, request, cancellationToken);
        Write(parsed, view, screen => screen.WriteHistory(view));
        return ExitCode.Success;
    }
}
