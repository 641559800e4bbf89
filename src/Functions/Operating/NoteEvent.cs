using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Webhooks;
using Webhooks.Events;
using Webhooks.Operating;
using Webhooks.Redriving;

namespace Functions.Operating;

/// <summary>Writes a note into the history of an event, such as a dead letter that is left alone for a reason.</summary>
public sealed class NoteEvent(EventDetails events, IDeadLetterLedger ledger, TimeProvider clock)
{
    [Function(nameof(NoteEvent))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "operator/notes/{source}")] HttpRequest request, string source, CancellationToken cancellationToken) =>
        OperatorCall.AnswerAsync(async () =>
        {
            var wanted = await OperatorBody.ReadAsync(request, OperatorJson.Default.NoteRequest, cancellationToken);
            var eventId = OperatorBody.Named(wanted.EventId, "event_id");
            var note = $"by {OperatorBody.Said(wanted.RequestedBy, "who")}: {OperatorBody.Said(wanted.Note, "note", NoteRequest.LongestNote)}";
            await KnownSource.CheckAsync(ledger, source, cancellationToken);
            if (await ledger.FindAsync(source, eventId, cancellationToken) is not { } found)
            {
                throw UnusableInputException.NotFound($"'{source}' has no event '{Printable.Of(eventId)}'; it never came, or its retention is over.");
            }

            return await ledger.NoteAsync(found.Key, new HistoryEntry(clock.GetUtcNow(), HistoryEntry.Note, note), cancellationToken)
                && await events.FindAsync(source, eventId, cancellationToken) is { } noted
                ? OperatorAnswer.Of(noted, OperatorJson.Default.EventView)
                : throw new UnusableInputException("The event has work to do; write the note when that has ended.", StatusCodes.Status409Conflict);
        });
}
