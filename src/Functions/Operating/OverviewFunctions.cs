using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Webhooks;
using Webhooks.Operating;
using Webhooks.OperatorPage.Overview;

namespace Functions.Operating;

// Counts and health per source, over the last hour, day or week.
public sealed class OverviewFunctions(OverviewReader reader, SourceCatalog sources, OperatorApi api)
{
    [Function("ShowOverview")]
    public Task<IResult> ShowAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = "operator/overview")] HttpRequest request, CancellationToken cancellationToken) =>
        OperatorApi.RunAsync(async () =>
        {
            var view = await reader.ReadAsync(SpanOf(request, OverviewSpan.All[0].Name), cancellationToken);
            return OperatorApi.Json(view, view with { At = default }, OperatorJson.Default.OverviewView);
        });

    [Function("ShowPageOverview")]
    public Task<IResult> ShowPageAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = "operator/page/overview")] HttpRequest request, CancellationToken cancellationToken) =>
        OperatorApi.RunAsync(async () => await api.PageAsync<OverviewFragment>(new()
        {
            [nameof(OverviewFragment.View)] = await reader.ReadAsync(SpanOf(request, "day"), cancellationToken),
            [nameof(OverviewFragment.Windows)] = sources.All.ToDictionary(source => source.Name, source => source.ReplayWindow),
        }));

    private static OverviewSpan SpanOf(HttpRequest request, string defaultSpan)
    {
        var wanted = new Query(request, "span").Text("span") ?? defaultSpan;
        return OverviewSpan.All.FirstOrDefault(known => known.Name == wanted)
            ?? throw new InvalidRequestException($"'span' must be one of {string.Join(", ", OverviewSpan.All.Select(known => known.Name))}.");
    }
}
