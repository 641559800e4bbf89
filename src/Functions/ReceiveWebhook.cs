using System.Diagnostics;
using Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Webhooks;
using Webhooks.Receiving;

namespace Functions;

// Anonymous at the host: the signature is the key.
public sealed class ReceiveWebhook(Receiver receiver, SourceCatalog sources, TimeProvider clock)
{
    [Function(nameof(ReceiveWebhook))]
    public async Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "webhooks/{source}")] HttpRequest request, string source)
    {
        await using var body = new RequestBodyStream(request.BodyReader);
        var arrival = new Arrival(source, RequestHeaders.Read(request), body, request.ContentLength)
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()).ToString("N"),
            Query = request.QueryString.Value?.TrimStart('?') ?? "",
            TraceParent = Activity.Current is { IdFormat: ActivityIdFormat.W3C } activity ? activity.Id : null,
        };
        // Only the sender can end this early: a host that stops waits for it.
        return SenderResponse.To(await receiver.AdmitAsync(arrival, request.HttpContext.RequestAborted), sources.Find(source)?.Answer);
    }
}
