using Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Webhooks.Receiving;

namespace Functions;

// For people with a browser, and for senders that check the address before they use it. The same for every name, unless a sender asks in the
// very way of its preset: the names of sources are not disclosed to those who do not know them.
public sealed class ExplainAddress(Receiver receiver)
{
    private const string Explanation = """
        This address receives webhooks. It works, but there is no page here.

        Senders POST signed deliveries to it. For the status of a delivery, ask the team that gave you this address.

        """;

    [Function(nameof(ExplainAddress))]
    public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "options", Route = "webhooks/{source?}")] HttpRequest request, string? source)
    {
        var arrival = new Arrival(source ?? "", RequestHeaders.Read(request), Stream.Null, ContentLength: null)
        {
            Id = "",
            Method = request.Method,
            Query = request.QueryString.Value?.TrimStart('?') ?? "",
        };
        return receiver.Answer(arrival) switch
        {
            // Whoever only wants to hear 200 hears what all do.
            { Answer: not { Status: StatusCodes.Status200OK, Body: "", Headers.Count: 0 } } handshake => SenderResponse.To(handshake),
            // As the host answers a method that no function has.
            null when HttpMethods.IsOptions(request.Method) => TypedResults.StatusCode(StatusCodes.Status404NotFound),
            _ => TypedResults.Text(Explanation, "text/plain; charset=utf-8"),
        };
    }
}
