using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace StandIns.Http;

internal static class Pipeline
{
    public const string StorageScope = "https://storage.azure.com/.default";

    public static HttpPipeline Build(ClientOptions options, HttpPipelinePolicy authentication, RequestFailedDetailsParser errors) =>
        HttpPipelineBuilder.Build(new HttpPipelineOptions(options)
        {
            PerRetryPolicies = { authentication },
            RequestFailedDetailsParser = errors,
        });

    /// <exception cref="RequestFailedException">The status is none of the expected.</exception>
    public static async Task<Response> SendAsync(this HttpPipeline pipeline, Request request, CancellationToken cancellationToken, params int[] expected)
    {
        var response = await pipeline.SendRequestAsync(request, cancellationToken).ConfigureAwait(false);
        return expected.Contains(response.Status) ? response : throw new RequestFailedException(response);
    }
}
