using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Webhooks.Events;
using Webhooks.Operating;
using Webhooks.Redriving;

namespace Functions.Operating;

/// <summary>What arrived and what became of it, newest first.</summary>
public sealed class ReadLog(IDeliveryLog log, IDeadLetterLedger sources)
{
    private const int MostPerPage = 500;
    private const int LongestText = 1_000;

    private static readonly string[] Statuses =
        [nameof(EventStatus.Pending), nameof(EventStatus.Processed), nameof(EventStatus.DeadLettered), LogLine.Refused];

    [Function(nameof(ReadLog))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "operator/log")] HttpRequest request, CancellationToken cancellationToken) =>
        OperatorCall.AnswerAsync(async () =>
        {
            var filter = FilterOf(request, log, otherwise: 100);
            await KnownSource.CheckAsync(sources, filter.Source, cancellationToken);
            var page = await log.ReadAsync(filter, cancellationToken);
            return OperatorAnswer.Of(page, page with { At = default }, OperatorJson.Default.LogPage);
        });

    internal static LogFilter FilterOf(HttpRequest request, IDeliveryLog log, int otherwise)
    {
        var query = new Query(request, "source", "type", "status", "since", "before", "text", "limit", "after");
        return new LogFilter
        {
            Source = query.Text("source"),
            EventType = query.Text("type"),
            Status = Status(query.Text("status")),
            Since = query.Moment("since"),
            Before = query.Moment("before"),
            Text = query.Text("text") is { Length: > LongestText }
                ? throw new UnusableInputException($"'text' has at most {LongestText} characters.")
                : query.Text("text"),
            After = query.Text("after") is { } after && !log.IsCursor(after)
                ? throw new UnusableInputException("'after' is no cursor; give the last answer's 'continue'.")
                : query.Text("after"),
            Limit = query.Number("limit", otherwise, MostPerPage),
        };
    }

    private static string? Status(string? text) => text is null
        ? null
        : Statuses.FirstOrDefault(status => status.Equals(text, StringComparison.OrdinalIgnoreCase))
            ?? throw new UnusableInputException($"'status' must be one of {string.Join(", ", Statuses)}.");
}
