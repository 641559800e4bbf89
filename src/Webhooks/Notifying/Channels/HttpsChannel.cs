using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Webhooks.Notifying.Channels;

internal sealed class HttpsChannel(string name, ChannelTarget.Https target, ChannelHttp http, TimeProvider clock) : INotificationChannel
{
    public string Name => name;

    public async Task<ChannelOutcome> SendAsync(ChannelMessage message, CancellationToken cancellationToken)
    {
        var body = Encoding.UTF8.GetBytes(Body(message).ToJsonString());
        using var request = SignedRequest.Of(target.Url, message.Id, body, target.Key, clock.GetUtcNow());
        request.Content!.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return await http.PostAsync(request, cancellationToken);
    }

    private static JsonObject Body(ChannelMessage message)
    {
        var data = (JsonObject)JsonNode.Parse(message.Write())!;
        data["headline"] = ChannelFacts.Headline(message);
        return new JsonObject
        {
            ["type"] = "notification." + JsonNamingPolicy.SnakeCaseLower.ConvertName((string)data["kind"]!),
            ["timestamp"] = message.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            ["data"] = data,
        };
    }
}
