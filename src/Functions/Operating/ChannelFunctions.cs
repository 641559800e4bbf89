using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Webhooks;
using Webhooks.Notifying;
using Webhooks.Operating;

namespace Functions.Operating;

// The channels of notifications, and test messages through them.
public sealed class ChannelFunctions(ChannelCatalog catalog, ChannelTester tester)
{
    [Function("ListChannels")]
    public Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = "operator/channels")] HttpRequest request) =>
        OperatorApi.RunAsync(() =>
        {
            _ = new Query(request);
            return Task.FromResult(OperatorApi.Json(new ChannelsView([.. catalog.All.Select(ChannelLine.Of)]), OperatorJson.Default.ChannelsView));
        });

    [Function("TestChannels")]
    public Task<IResult> TestAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "operator/channels/test")] HttpRequest request, CancellationToken cancellationToken) =>
        OperatorApi.RunAsync(async () =>
        {
            var order = await RequestBody.ReadAsync(request, OperatorJson.Default.ChannelTestRequest, cancellationToken);
            var who = RequestBody.Required(order.RequestedBy, "who");
            var tests = await Task.WhenAll(Chosen(order.Channel).Select(channel => TestAsync(channel, who, cancellationToken)));
            return OperatorApi.Json(new ChannelTestReport(tests), OperatorJson.Default.ChannelTestReport);
        });

    private List<ChannelLine> Chosen(string? name)
    {
        var all = catalog.All.Select(ChannelLine.Of).ToList();
        return name is null ? all : all.Where(channel => channel.Name == name).ToList() is { Count: > 0 } found ? found
            : throw InvalidRequestException.NotFound(ChannelsView.Unknown(name, [.. all.Select(channel => channel.Name)]));
    }

    private async Task<ChannelTestLine> TestAsync(ChannelLine channel, string who, CancellationToken cancellationToken) => tester.WaitFor(channel.Name) is { } wait
        ? new(channel.Name, channel.Type, ChannelTestLine.TooSoon, $"It was tested a moment ago; wait {Quantity.Seconds(wait.TotalSeconds)}.")
        : ChannelTestLine.Of(channel, await tester.SendAsync(channel.Name, who, cancellationToken));
}
