using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Webhooks.Operating;
using Webhooks.Redriving;
using Webhooks.Refusing;

namespace Functions.Operating;

/// <summary>What was refused in the last three days and why, newest first.</summary>
public sealed class ListRefused(IRefusedLedger ledger, IDeadLetterLedger sources)
{
    private const int MostPerPage = 1000;

    [Function(nameof(ListRefused))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "operator/refused")] HttpRequest request, CancellationToken cancellationToken) =>
        OperatorCall.AnswerAsync(async () =>
        {
            var query = new Query(request, "source", "since", "limit", "after");
            var limit = query.Number("limit", 100, MostPerPage);
            var filter = new RefusedFilter { Source = query.Text("source"), Since = query.Moment("since"), After = query.Text("after") };
            await KnownSource.CheckAsync(sources, filter.Source, cancellationToken);
            var page = await ledger.ListAsync(filter, cancellationToken).Take(limit + 1).ToListAsync(cancellationToken);
            return OperatorAnswer.Of(
                new RefusedPage([.. page.Take(limit).Select(RefusedLine.Of)], page.Count > limit ? page[limit - 1].Cursor : null),
                OperatorJson.Default.RefusedPage);
        });
}
