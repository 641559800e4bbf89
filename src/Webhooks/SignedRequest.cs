using Webhooks.Signatures.Deliveries;
using Webhooks.Signatures.Schemes;
using Webhooks.Signatures.Secrets;

namespace Webhooks;

// A POST signed as Standard Webhooks. The same id marks a repeated attempt.
// https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
internal static class SignedRequest
{
    private static readonly SignatureDefinition Definition = new StandardWebhooksScheme().Definitions[0];

    public static HttpRequestMessage Of(Uri url, string id, ReadOnlyMemory<byte> body, SecretKey key, DateTimeOffset now)
    {
        var headers = new DeliveryHeaders();
        headers.Add("webhook-id", id);
        var signed = DeliverySigner.Sign(new Delivery(url.Host, headers, body, now), Definition, key.Bytes.Span, now);

        var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ReadOnlyMemoryContent(body) };
        foreach (var (name, values) in signed.Headers)
        {
            request.Headers.TryAddWithoutValidation(name, values);
        }

        return request;
    }
}
