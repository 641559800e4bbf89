using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Webhooks;
using Webhooks.Operating;
using Webhooks.Redriving;

namespace Functions.Operating;

/// <summary>One event and what was done about it. Its id stands in the query, since senders' ids may hold slashes.</summary>
public sealed class ShowEvent(EventDetails events, IDeadLetterLedger sources)
{
    [Function(nameof(ShowEvent))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "operator/events/{source}")] HttpRequest request, string source, CancellationToken cancellationToken) =>
        OperatorCall.AnswerAsync(async () =>
        {
            var eventId = new Query(request, "id").Text("id") ?? throw new UnusableInputException("Give the event's id: ?id=ID.");
            await KnownSource.CheckAsync(sources, source, cancellationToken);
            return await events.FindAsync(source, eventId, cancellationToken) is { } found
                ? OperatorAnswer.Of(found, OperatorJson.Default.EventView)
                : throw UnusableInputException.NotFound($"'{source}' has no event '{Printable.Of(eventId)}'; it never came, or its retention is over.");
        });
}
