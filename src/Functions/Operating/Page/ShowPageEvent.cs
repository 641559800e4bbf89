using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Webhooks;
using Webhooks.Operating;
using Webhooks.OperatorPage.Log;
using Webhooks.Redriving;

namespace Functions.Operating.Page;

/// <summary>One event, as the operator's page shows it.</summary>
public sealed class ShowPageEvent(EventDetails events, IDeadLetterLedger known, PageParts parts)
{
    [Function(nameof(ShowPageEvent))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "operator/page/event")] HttpRequest request, CancellationToken cancellationToken) =>
        OperatorCall.AnswerAsync(async () =>
        {
            var (source, id) = PageQuery.OneOf(request);
            await KnownSource.CheckAsync(known, source, cancellationToken);
            return await events.FindAsync(source, id, cancellationToken) is { } found
                ? await parts.AnswerAsync<EventFragment>(new() { [nameof(EventFragment.View)] = found })
                : throw UnusableInputException.NotFound($"'{source}' has no event '{Printable.Of(id)}'; it never came, or its retention is over.");
        });
}
