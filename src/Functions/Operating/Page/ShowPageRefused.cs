using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Webhooks;
using Webhooks.Operating;
using Webhooks.OperatorPage.Log;
using Webhooks.Redriving;

namespace Functions.Operating.Page;

/// <summary>One refused delivery with its diagnosis, as the operator's page shows it.</summary>
public sealed class ShowPageRefused(RefusedDetails refused, IDeadLetterLedger known, PageParts parts)
{
    [Function(nameof(ShowPageRefused))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "operator/page/refused")] HttpRequest request, CancellationToken cancellationToken) =>
        OperatorCall.AnswerAsync(async () =>
        {
            var (source, id) = PageQuery.OneOf(request);
            await KnownSource.CheckAsync(known, source, cancellationToken);
            return await refused.FindAsync(source, id, cancellationToken) is { } found
                ? await parts.AnswerAsync<RefusedFragment>(new() { [nameof(RefusedFragment.View)] = found })
                : throw UnusableInputException.NotFound($"'{source}' has no refused delivery '{Printable.Of(id)}'; it was readmitted, or its three days are over.");
        });
}
