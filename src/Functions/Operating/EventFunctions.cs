using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Webhooks;
using Webhooks.Events;
using Webhooks.Operating;
using Webhooks.OperatorPage.Log;
using Webhooks.Redriving;

namespace Functions.Operating;

// One event and its history. Its id is in the query, since senders' ids may hold slashes.
public sealed class EventFunctions(EventDetails events, IEventLookup lookup, IDeadLetterLedger ledger, Redriver redriver, OperatorApi api, TimeProvider clock)
{
    [Function("ShowEvent")]
    public Task<IResult> ShowAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = "operator/events/{source}")] HttpRequest request, string source, CancellationToken cancellationToken) =>
        OperatorApi.RunAsync(async () =>
            OperatorApi.Json(await FindAsync(source, new Query(request, "id").Id(), cancellationToken), OperatorJson.Default.EventView));

    [Function("ShowPageEvent")]
    public Task<IResult> ShowPageAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = "operator/page/event")] HttpRequest request, CancellationToken cancellationToken) =>
        OperatorApi.RunAsync(async () =>
        {
            var (source, id) = new Query(request, "source", "id").SourceAndId();
            return await api.PageAsync<EventFragment>(new() { [nameof(EventFragment.View)] = await FindAsync(source, id, cancellationToken) });
        });

    [Function("NoteEvent")]
    public Task<IResult> NoteAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "operator/notes/{source}")] HttpRequest request, string source, CancellationToken cancellationToken) =>
        OperatorApi.RunAsync(async () =>
        {
            var order = await RequestBody.ReadAsync(request, OperatorJson.Default.NoteRequest, cancellationToken);
            var id = RequestBody.Name(order.EventId, "event_id");
            var note = $"by {RequestBody.Required(order.RequestedBy, "who")}: {RequestBody.Required(order.Note, "note", NoteRequest.LongestNote)}";
            source = SourceCatalog.Spell(source);
            await api.CheckSourceAsync(source, cancellationToken);
            if (await lookup.FindAsync(source, id, cancellationToken) is not { } found)
            {
                throw NotFound(source, id);
            }

            return await ledger.NoteAsync(found.Key, new HistoryEntry(clock.GetUtcNow(), HistoryEntry.Note, note), cancellationToken)
                && await events.FindAsync(source, id, cancellationToken) is { } noted
                ? OperatorApi.Json(noted, OperatorJson.Default.EventView)
                : throw new InvalidRequestException("The event has work to do; write the note when that has ended.", StatusCodes.Status409Conflict);
        });

    [Function("ResendEvent")]
    public Task<IResult> ResendAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "operator/resend/{source}")] HttpRequest request, string source, CancellationToken cancellationToken) =>
        OperatorApi.RunAsync(async () =>
        {
            var order = await RequestBody.ReadAsync(request, OperatorJson.Default.ResendRequest, cancellationToken);
            var id = RequestBody.Name(order.EventId, "event_id");
            var choice = api.Handler(order.Handler) is { } handler ? HandlerChoice.Only(handler) : HandlerChoice.All;
            var resend = new RedriveOrder(RequestBody.Required(order.RequestedBy, "who"), RequestBody.Required(order.Reason, "why")) { Handlers = choice };
            await api.CheckSourceAsync(source, cancellationToken);
            var found = await lookup.FindAsync(source, id, cancellationToken) ?? throw NotFound(source, id);
            return await redriver.ResendAsync(found.Key, resend, cancellationToken)
                ? OperatorApi.Json(await FindAsync(source, id, cancellationToken), OperatorJson.Default.EventView)
                : throw new InvalidRequestException("The event is being processed; resend it when that has ended.", StatusCodes.Status409Conflict);
        });

    private async Task<EventView> FindAsync(string source, string id, CancellationToken cancellationToken)
    {
        source = SourceCatalog.Spell(source);
        await api.CheckSourceAsync(source, cancellationToken);
        return await events.FindAsync(source, id, cancellationToken) ?? throw NotFound(source, id);
    }

    private static InvalidRequestException NotFound(string source, string id) =>
        InvalidRequestException.NotFound($"'{source}' has no event '{Printable.Of(id)}'; it never came, or its retention is over.");
}
