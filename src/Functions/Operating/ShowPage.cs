using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Webhooks.OperatorPage;

namespace Functions.Operating;

// The operator's page without data. It fetches data with a key, so this needs none.
public sealed class ShowPage
{
    [Function(nameof(ShowPage))]
    public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "operator")] HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);

        // The page addresses its files relative to itself, which a slash at the end would change.
        return request.Path.Value is { } path && path.EndsWith('/')
            ? TypedResults.LocalRedirect("~" + path.TrimEnd('/') + request.QueryString)
            : PageResponse.Create(Encoding.UTF8.GetBytes(PageShell.Html), "text/html; charset=utf-8", "no-cache", new() { ["Content-Security-Policy"] = PageShell.ContentSecurityPolicy });
    }
}
