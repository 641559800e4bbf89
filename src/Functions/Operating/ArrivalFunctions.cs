using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Webhooks;
using Webhooks.Operating;

namespace Functions.Operating;

// New events in order of arrival, for `hook listen`, which then reads each one raw.
public sealed class ArrivalFunctions(IArrivals arrivals, RawAccess access, SourceCatalog sources, OperatorApi api)
{
    // Beside the deadline: the difference between the clocks of instances, and a write that lands after its caller gave up.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(10);

    [Function("ListArrivals")]
    public Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "operator/arrivals")] HttpRequest request, CancellationToken cancellationToken) =>
        OperatorApi.RunAsync(async () =>
        {
            var query = new Query(request, "source", "type", "since");
            var filter = new ArrivalFilter
            {
                Source = query.Source(),
                EventType = query.Text("type"),
                Since = query.Time("since"),
                Lateness = sources.All.Select(source => source.Deadline).Append(Source.DefaultDeadline).Max() + Margin,
            };
            access.Require();
            await api.CheckSourceAsync(filter.Source, cancellationToken);
            return OperatorApi.Json(await arrivals.ReadAsync(filter, cancellationToken), OperatorJson.Default.ArrivalPage);
        });
}
