using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Deploying;

/// <summary>Azure Resource Manager, for the few questions that bicep cannot ask.</summary>
internal sealed class ResourceManager
{
    // What bicep puts out differs in clouds other than the public one.
    private readonly Uri address = new(Outputs.Find("AZURE_RESOURCE_MANAGER_ENDPOINT") ?? "https://management.azure.com/");
    private readonly HttpPipeline pipeline;

    public ResourceManager() => pipeline = HttpPipelineBuilder.Build(
        new Options(), new BearerTokenAuthenticationPolicy(SignedIn.Credential, new Uri(address, ".default").AbsoluteUri));

    public Uri Address(string resource, string version) => new(address, $"{resource}?api-version={version}");

    /// <summary>The answer, or why there is none.</summary>
    public async Task<(BinaryData? Answer, string? Problem)> SendAsync(RequestMethod method, Uri to, CancellationToken cancellationToken)
    {
        using var request = pipeline.CreateRequest();
        request.Method = method;
        request.Uri.Reset(to);
        try
        {
            using var answer = await pipeline.SendRequestAsync(request, cancellationToken);
            return answer.IsError ? (null, $"{answer.Status} {answer.ReasonPhrase}".TrimEnd()) : (answer.Content, null);
        }
        catch (Exception failure) when (failure is RequestFailedException or AggregateException)
        {
            return (null, failure.GetBaseException().Message);
        }
    }

    private sealed class Options : ClientOptions;
}
