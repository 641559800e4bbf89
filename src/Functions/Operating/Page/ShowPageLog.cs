using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Webhooks;
using Webhooks.Operating;
using Webhooks.OperatorPage.Log;
using Webhooks.Redriving;

namespace Functions.Operating.Page;

/// <summary>The delivery log, as the operator's page shows it.</summary>
public sealed class ShowPageLog(IDeliveryLog log, IDeadLetterLedger known, SourceCatalog sources, PageParts parts)
{
    [Function(nameof(ShowPageLog))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "operator/page/log")] HttpRequest request, CancellationToken cancellationToken) =>
        OperatorCall.AnswerAsync(async () =>
        {
            var filter = ReadLog.FilterOf(request, log, otherwise: 50);
            await KnownSource.CheckAsync(known, filter.Source, cancellationToken);
            return await parts.AnswerAsync<LogFragment>(new()
            {
                [nameof(LogFragment.Page)] = await log.ReadAsync(filter, cancellationToken),
                [nameof(LogFragment.Filter)] = filter,
                [nameof(LogFragment.Sources)] = sources.All.Select(source => source.Name).ToList(),
            });
        });
}
