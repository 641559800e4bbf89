using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Functions;

/// <summary>
/// For a person with a browser, and for senders that look whether the address answers before they use it. The same for every name: which
/// sources there are is nobody's business.
/// </summary>
public sealed class ExplainAddress
{
    private const string Explanation = """
        This address receives webhooks. It works, and there is nothing here to look at.

        Deliveries are sent to it with POST, signed by their sender. To see what became of one, ask whoever gave you this address.

        """;

    [Function(nameof(ExplainAddress))]
    public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "webhooks/{source?}")] HttpRequest request) =>
        TypedResults.Text(Explanation, "text/plain; charset=utf-8");
}
