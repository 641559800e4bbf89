using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Webhooks.Operating;
using Webhooks.Redriving;

namespace Functions.Operating;

/// <summary>The status board, what is wrong first.</summary>
public sealed class ShowStatus(BoardReader board, IDeadLetterLedger sources)
{
    private const int MostThings = 1000;

    [Function(nameof(ShowStatus))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "operator/status")] HttpRequest request, CancellationToken cancellationToken) =>
        OperatorCall.AnswerAsync(async () =>
        {
            var query = new Query(request, "source", "wrong", "limit");
            var (source, wrong, limit) = (query.Text("source"), query.Flag("wrong"), query.Number("limit", 200, MostThings));
            await KnownSource.CheckAsync(sources, source, cancellationToken);
            var view = await board.ReadAsync(source, wrong, limit, cancellationToken);
            return OperatorAnswer.Of(view, view with { At = default }, OperatorJson.Default.StatusBoardView);
        });
}
