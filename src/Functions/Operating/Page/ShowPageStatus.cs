using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Webhooks;
using Webhooks.Operating;
using Webhooks.OperatorPage.Board;
using Webhooks.Redriving;

namespace Functions.Operating.Page;

/// <summary>The status board, as the operator's page shows it.</summary>
public sealed class ShowPageStatus(BoardReader board, IDeadLetterLedger known, SourceCatalog sources, PageParts parts)
{
    private const int MostThings = 200;

    [Function(nameof(ShowPageStatus))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "operator/page/status")] HttpRequest request, CancellationToken cancellationToken) =>
        OperatorCall.AnswerAsync(async () =>
        {
            var query = new Query(request, "source", "wrong");
            var (source, wrong) = (query.Text("source"), query.Flag("wrong"));
            await KnownSource.CheckAsync(known, source, cancellationToken);
            return await parts.AnswerAsync<StatusFragment>(new()
            {
                [nameof(StatusFragment.View)] = await board.ReadAsync(source, wrong, MostThings, cancellationToken),
                [nameof(StatusFragment.Sources)] = sources.All.Select(known => known.Name).ToList(),
                [nameof(StatusFragment.Source)] = source,
                [nameof(StatusFragment.Wrong)] = wrong,
            });
        });
}
