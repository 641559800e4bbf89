using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Functions;

// For people with a browser, and for senders that check the address before they use it. The same for every name: the names of sources
// are not disclosed.
public sealed class ExplainAddress
{
    private const string Explanation = """
        This address receives webhooks. It works, but there is no page here.

        Senders POST signed deliveries to it. For the status of a delivery, ask the team that gave you this address.

        """;

    [Function(nameof(ExplainAddress))]
    public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "webhooks/{source?}")] HttpRequest request) =>
        TypedResults.Text(Explanation, "text/plain; charset=utf-8");
}
