using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Webhooks.OperatorPage;

namespace Functions.Operating;

// A file of the operator's page. Its address contains the version, so the response can be cached permanently.
public sealed class ShowPageAsset
{
    [Function(nameof(ShowPageAsset))]
    public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "operator/assets/{version}/{file}")] HttpRequest request, string version, string file) =>
        version == PageAssets.Version && PageAssets.Find(file) is var (content, mediaType)
            ? PageResponse.Create(content, mediaType, "public, max-age=31536000, immutable", [])
            : TypedResults.NotFound();
}
