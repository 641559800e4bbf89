using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Webhooks.Events;
using Webhooks.Operating;
using Webhooks.OperatorPage.Log;

namespace Functions.Operating;

// The delivery log: events and refused deliveries, newest first.
public sealed class LogFunctions(IDeliveryLog log, OperatorApi api)
{
    private const int LargestPage = 500;
    private const int LongestText = 1_000;

    private static readonly string[] Statuses =
        [nameof(EventStatus.Pending), nameof(EventStatus.Processed), nameof(EventStatus.DeadLettered), LogLine.Refused];

    [Function("ReadLog")]
    public Task<IResult> ReadAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = "operator/log")] HttpRequest request, CancellationToken cancellationToken) =>
        OperatorApi.RunAsync(async () =>
        {
            var page = await ReadAsync(FilterOf(request, defaultLimit: 100), cancellationToken);
            return OperatorApi.Json(page, page with { At = default }, OperatorJson.Default.LogPage);
        });

    [Function("ShowPageLog")]
    public Task<IResult> ShowPageAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = "operator/page/log")] HttpRequest request, CancellationToken cancellationToken) =>
        OperatorApi.RunAsync(async () =>
        {
            var filter = FilterOf(request, defaultLimit: 50);
            return await api.PageAsync<LogFragment>(new()
            {
                [nameof(LogFragment.Page)] = await ReadAsync(filter, cancellationToken),
                [nameof(LogFragment.Filter)] = filter,
                [nameof(LogFragment.Sources)] = api.SourceNames,
            });
        });

    private async Task<LogPage> ReadAsync(LogFilter filter, CancellationToken cancellationToken)
    {
        await api.CheckSourceAsync(filter.Source, cancellationToken);
        return await log.ReadAsync(filter, cancellationToken);
    }

    private LogFilter FilterOf(HttpRequest request, int defaultLimit)
    {
        var query = new Query(request, "source", "type", "status", "breaches", "since", "before", "text", "limit", "after");
        return new LogFilter
        {
            Source = query.Source(),
            EventType = query.Text("type"),
            Status = Status(query.Text("status")),
            Breaches = query.Flag("breaches"),
            Since = query.Time("since"),
            Before = query.Time("before"),
            Text = query.Text("text") is { Length: > LongestText }
                ? throw new InvalidRequestException($"'text' has at most {LongestText} characters.")
                : query.Text("text"),
            After = query.Text("after") is { } after && !log.IsCursor(after)
                ? throw new InvalidRequestException("'after' is not a cursor; use 'continue' of the previous page.")
                : query.Text("after"),
            Limit = query.Number("limit", defaultLimit, LargestPage),
        };
    }

    private static string? Status(string? text) => text is null
        ? null
        : Statuses.FirstOrDefault(status => status.Equals(text, StringComparison.OrdinalIgnoreCase))
            ?? throw new InvalidRequestException($"'status' must be one of {string.Join(", ", Statuses)}.");
}
