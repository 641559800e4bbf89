using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Webhooks;
using Webhooks.Operating;
using Webhooks.OperatorPage.Board;
using Webhooks.Status;

namespace Functions.Operating;

// The status board, unhealthy resources first.
public sealed class StatusFunctions(BoardReader board, StatusClearing clearing, StatusRemoval removal, OperatorApi api)
{
    private const int LargestPage = 1000;
    private const int DefaultLimit = 200;

    [Function("ShowStatus")]
    public Task<IResult> ShowAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = "operator/status")] HttpRequest request, CancellationToken cancellationToken) =>
        OperatorApi.RunAsync(async () =>
        {
            var query = new Query(request, "source", "unhealthy", "limit");
            var view = await ReadAsync(query.Source(), query.Flag("unhealthy"), query.Number("limit", DefaultLimit, LargestPage), cancellationToken);
            return OperatorApi.Json(view, view with { At = default }, OperatorJson.Default.StatusBoardView);
        });

    [Function("ShowPageStatus")]
    public Task<IResult> ShowPageAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = "operator/page/status")] HttpRequest request, CancellationToken cancellationToken) =>
        OperatorApi.RunAsync(async () =>
        {
            var query = new Query(request, "source", "unhealthy");
            var (source, unhealthy) = (query.Source(), query.Flag("unhealthy"));
            return await api.PageAsync<StatusFragment>(new()
            {
                [nameof(StatusFragment.View)] = await ReadAsync(source, unhealthy, DefaultLimit, cancellationToken),
                [nameof(StatusFragment.Sources)] = api.SourceNames,
                [nameof(StatusFragment.Source)] = source,
                [nameof(StatusFragment.Unhealthy)] = unhealthy,
            });
        });

    [Function("ClearStatus")]
    public Task<IResult> ClearAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "operator/status/{source}/clear")] HttpRequest request, string source, CancellationToken cancellationToken) =>
        RunAsync(request, source, clearing.ClearAsync, cancellationToken);

    [Function("RemoveStatus")]
    public Task<IResult> RemoveAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "operator/status/{source}/remove")] HttpRequest request, string source, CancellationToken cancellationToken) =>
        RunAsync(request, source, removal.RemoveAsync, cancellationToken);

    private Task<IResult> RunAsync(
        HttpRequest request, string source, Func<string, string, string, string, string, CancellationToken, Task<StatusRow?>> run, CancellationToken cancellationToken) =>
        OperatorApi.RunAsync(async () =>
        {
            var order = await RequestBody.ReadAsync(request, OperatorJson.Default.StatusRequest, cancellationToken);
            var (kind, id) = (RequestBody.Name(order.Kind, "kind"), RequestBody.Name(order.Id, "id"));
            var (who, why) = (RequestBody.Required(order.RequestedBy, "who"), RequestBody.Required(order.Reason, "why"));
            source = SourceCatalog.Spell(source);
            await api.CheckSourceAsync(source, cancellationToken);
            return await run(source, kind, id, who, why, cancellationToken) is { } row
                ? OperatorApi.Json(ResourceView.Of(row), OperatorJson.Default.ResourceView)
                : throw InvalidRequestException.NotFound($"The status board of '{source}' has no {Printable.Of(kind)} '{Printable.Of(id)}'.");
        });

    private async Task<StatusBoardView> ReadAsync(string? source, bool? unhealthy, int limit, CancellationToken cancellationToken)
    {
        await api.CheckSourceAsync(source, cancellationToken);
        return await board.ReadAsync(source, unhealthy, limit, cancellationToken);
    }
}
