using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Webhooks.Notifying;
using Webhooks.Operating;
using Webhooks.OperatorPage.Handlers;

namespace Functions.Operating;

// The handlers of this app: what waits for each, and pausing. Their page also has the channels of notifications.
public sealed class HandlerFunctions(HandlersReader reader, HandlerPausing pausing, ChannelCatalog channels, OperatorApi api)
{
    [Function("ListHandlers")]
    public Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = "operator/handlers")] HttpRequest request, CancellationToken cancellationToken) =>
        OperatorApi.RunAsync(async () =>
        {
            _ = new Query(request);
            var view = await reader.ReadAsync(cancellationToken);
            return OperatorApi.Json(view, view with { At = default }, OperatorJson.Default.HandlersView);
        });

    [Function("ShowPageHandlers")]
    public Task<IResult> ShowPageAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = "operator/page/handlers")] HttpRequest request, CancellationToken cancellationToken) =>
        OperatorApi.RunAsync(async () =>
        {
            _ = new Query(request);
            return await api.PageAsync<HandlersFragment>(new()
            {
                [nameof(HandlersFragment.View)] = await reader.ReadAsync(cancellationToken),
                [nameof(HandlersFragment.Channels)] = channels.All.Select(ChannelLine.Of).ToList(),
            });
        });

    [Function("PauseHandler")]
    public Task<IResult> PauseAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "operator/handlers/pause")] HttpRequest request, CancellationToken cancellationToken) =>
        OperatorApi.RunAsync(async () =>
        {
            var order = await RequestBody.ReadAsync(request, OperatorJson.Default.PauseRequest, cancellationToken);
            var name = RequestBody.Name(order.Handler, "handler");
            var who = RequestBody.Required(order.RequestedBy, "who");
            var note = string.IsNullOrWhiteSpace(order.Note) ? null : RequestBody.Required(order.Note, "note");
            return await AnswerAsync(name, await pausing.PauseAsync(name, who, note, cancellationToken), cancellationToken);
        });

    [Function("ResumeHandler")]
    public Task<IResult> ResumeAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "operator/handlers/resume")] HttpRequest request, CancellationToken cancellationToken) =>
        OperatorApi.RunAsync(async () =>
        {
            var order = await RequestBody.ReadAsync(request, OperatorJson.Default.ResumeRequest, cancellationToken);
            var name = RequestBody.Name(order.Handler, "handler");
            var (who, why) = (RequestBody.Required(order.RequestedBy, "who"), RequestBody.Required(order.Reason, "why"));
            return await AnswerAsync(name, await pausing.ResumeAsync(name, who, why, cancellationToken), cancellationToken);
        });

    private async Task<IResult> AnswerAsync(string name, bool isKnown, CancellationToken cancellationToken)
    {
        var view = await reader.ReadAsync(cancellationToken);
        return isKnown && view.Handlers.FirstOrDefault(handler => handler.Name == name) is { } handler
            ? OperatorApi.Json(handler, OperatorJson.Default.HandlerView)
            : throw InvalidRequestException.NotFound(HandlersView.Unknown(name, [.. view.Handlers.Select(known => known.Name)]));
    }
}
