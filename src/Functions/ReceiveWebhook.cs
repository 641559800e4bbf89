using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Webhooks.Receiving;
using Webhooks.Signatures.Deliveries;

namespace Functions;

// Anonymous at the host: the signature is the key.
public sealed class ReceiveWebhook(Receiver receiver, TimeProvider clock)
{
    [Function(nameof(ReceiveWebhook))]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "webhooks/{source}")] HttpRequest request,
        string source,
        CancellationToken cancellationToken)
    {
        var arrival = new Arrival(source, Headers(request), request.Body, request.ContentLength)
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()).ToString("N"),
            TraceParent = Activity.Current is { IdFormat: ActivityIdFormat.W3C } activity ? activity.Id : null,
        };
        return SenderResponse.To(await receiver.AdmitAsync(arrival, cancellationToken));
    }

    private static DeliveryHeaders Headers(HttpRequest request)
    {
        var headers = new DeliveryHeaders(request.Headers.Count);
        foreach (var (name, values) in request.Headers)
        {
            foreach (var value in values)
            {
                headers.Add(name, value ?? "");
            }
        }

        return headers;
    }
}
