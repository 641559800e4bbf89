using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Webhooks.Operating;
using Webhooks.Redriving;

namespace Functions.Operating;

/// <summary>What has failed for good, newest first.</summary>
public sealed class ListDeadLetters(IDeadLetterLedger ledger)
{
    private const int MostPerPage = 1000;

    [Function(nameof(ListDeadLetters))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "operator/dead-letters")] HttpRequest request, CancellationToken cancellationToken) =>
        OperatorCall.AnswerAsync(async () =>
        {
            var (filter, limit) = FilterOf(request, otherwise: 100);
            return OperatorAnswer.Of(await ReadAsync(ledger, filter, limit, cancellationToken), OperatorJson.Default.DeadLetterPage);
        });

    internal static (DeadLetterFilter Filter, int Limit) FilterOf(HttpRequest request, int otherwise)
    {
        var query = new Query(request, "source", "type", "error", "since", "before", "limit", "after");
        var filter = new DeadLetterFilter
        {
            Source = query.Text("source"),
            EventType = query.Text("type"),
            Error = query.Text("error"),
            Since = query.Moment("since"),
            Before = query.Moment("before"),
            After = query.Text("after"),
        };
        return (filter, query.Number("limit", otherwise, MostPerPage));
    }

    internal static async Task<DeadLetterPage> ReadAsync(IDeadLetterLedger ledger, DeadLetterFilter filter, int limit, CancellationToken cancellationToken)
    {
        await KnownSource.CheckAsync(ledger, filter.Source, cancellationToken);
        var page = await ledger.ListAsync(filter, cancellationToken).Take(limit + 1).ToListAsync(cancellationToken);
        return new DeadLetterPage([.. page.Take(limit).Select(DeadLetterLine.Of)], page.Count > limit ? page[limit - 1].Cursor : null);
    }
}
