using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Webhooks.Signatures.Deliveries;
using Webhooks.Signatures.Schemes;

namespace Webhooks.Notifying.Channels;

// The webhook-id is the message's id, so that a repeated attempt can be recognised.
// https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
internal sealed class HttpsChannel(string name, ChannelTarget.Https target, ChannelHttp http, TimeProvider clock) : INotificationChannel
{
    private static readonly HmacRecipe Recipe = new StandardWebhooksScheme().Recipes[0];

    public string Name => name;

    public async Task<ChannelOutcome> SendAsync(ChannelMessage message, CancellationToken cancellationToken)
    {
        var body = Encoding.UTF8.GetBytes(Body(message).ToJsonString());
        var headers = new DeliveryHeaders();
        headers.Add("webhook-id", message.Id);
        var signed = DeliverySigner.Sign(new Delivery(name, headers, body, clock.GetUtcNow()), Recipe, target.Key.Bytes.Span, clock.GetUtcNow());

        using var request = new HttpRequestMessage(HttpMethod.Post, target.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        foreach (var (header, values) in signed.Headers)
        {
            request.Headers.TryAddWithoutValidation(header, values);
        }

        return await http.PostAsync(request, cancellationToken);
    }

    private static JsonObject Body(ChannelMessage message)
    {
        var data = (JsonObject)JsonNode.Parse(message.Write())!;
        data["headline"] = ChannelFacts.Headline(message);
        return new JsonObject
        {
            ["type"] = "notification." + JsonNamingPolicy.SnakeCaseLower.ConvertName((string)data["kind"]!),
            ["timestamp"] = message.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture),
            ["data"] = data,
        };
    }
}
