using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Functions.Operating.Page;

/// <summary>The operator's page, without data: those it fetches with a key, so that it can be opened by its address alone.</summary>
public sealed class ShowPage
{
    [Function(nameof(ShowPage))]
    public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "operator")] HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);

        // Its files are addressed relative to it, which a slash at the end would change.
        return request.Path.Value is { } path && path.EndsWith('/')
            ? TypedResults.LocalRedirect("~" + path.TrimEnd('/') + request.QueryString)
            : PageAnswer.Shell();
    }
}
