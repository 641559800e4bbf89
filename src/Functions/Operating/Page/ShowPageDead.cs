using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Webhooks;
using Webhooks.OperatorPage.DeadLetters;
using Webhooks.Redriving;

namespace Functions.Operating.Page;

/// <summary>The dead letters, as the operator's page shows them.</summary>
public sealed class ShowPageDead(IDeadLetterLedger ledger, SourceCatalog sources, PageParts parts)
{
    [Function(nameof(ShowPageDead))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "operator/page/dead")] HttpRequest request, CancellationToken cancellationToken) =>
        OperatorCall.AnswerAsync(async () =>
        {
            var (filter, limit) = ListDeadLetters.FilterOf(request, otherwise: 50);
            return await parts.AnswerAsync<DeadFragment>(new()
            {
                [nameof(DeadFragment.Page)] = await ListDeadLetters.ReadAsync(ledger, filter, limit, cancellationToken),
                [nameof(DeadFragment.Filter)] = filter,
                [nameof(DeadFragment.Sources)] = sources.All.Select(source => source.Name).ToList(),
            });
        });
}
