using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Webhooks;
using Webhooks.Operating;
using Webhooks.OperatorPage.Overview;

namespace Functions.Operating.Page;

/// <summary>The overview, as the operator's page shows it.</summary>
public sealed class ShowPageOverview(OverviewReader reader, SourceCatalog sources, PageParts parts)
{
    [Function(nameof(ShowPageOverview))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "operator/page/overview")] HttpRequest request, CancellationToken cancellationToken) =>
        OperatorCall.AnswerAsync(async () => await parts.AnswerAsync<OverviewFragment>(new()
        {
            [nameof(OverviewFragment.View)] = await reader.ReadAsync(ShowOverview.SpanOf(request, otherwise: "day"), cancellationToken),
            [nameof(OverviewFragment.Windows)] = sources.All.ToDictionary(source => source.Name, source => source.ReplayWindow),
        }));
}
