using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Webhooks.OperatorPage;

namespace Functions.Operating.Page;

/// <summary>A file of the operator's page. What a version's address once answered, it answers for ever.</summary>
public sealed class ShowPageAsset
{
    [Function(nameof(ShowPageAsset))]
    public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "operator/assets/{version}/{file}")] HttpRequest request, string version, string file) =>
        version == PageAssets.Current.Version && PageAssets.Current.Find(file) is var (content, mediaType)
            ? PageAnswer.Asset(content, mediaType)
            : TypedResults.NotFound();
}
