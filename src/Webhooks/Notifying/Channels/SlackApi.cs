using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Webhooks.Notifying.Channels;

// Slack's Web API answers 200 to what it rejects, and says so in the body.
// https://docs.slack.dev/apis/web-api#responses
internal sealed class SlackApi(ChannelTarget.SlackBot target, ChannelHttp http)
{
    public async Task<SlackAnswer> CallAsync(string method, JsonObject arguments, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(target.Api, method))
        {
            Content = new StringContent(arguments.ToJsonString(), Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", target.Token);
        var answer = new SlackAnswer(new ChannelOutcome.Sent());
        var outcome = await http.PostAsync(request, cancellationToken, body => (answer = Read(body)).Outcome);
        return answer with { Outcome = outcome };
    }

    private static SlackAnswer Read(string body)
    {
        try
        {
            var json = JsonNode.Parse(body);
            return (bool?)json?["ok"] == true
                ? new(new ChannelOutcome.Sent()) { Channel = (string?)json["channel"], Ts = (string?)json["ts"] }
                : (string?)json?["error"] is { } error ? new(SlackErrors.Of(error)) { Error = error } : Unreadable();
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException or FormatException)
        {
            return Unreadable();
        }

        static SlackAnswer Unreadable() => new(new ChannelOutcome.Failed("The answer is not one of Slack's.", Permanent: false));
    }
}

internal sealed record SlackAnswer(ChannelOutcome Outcome)
{
    /// <summary>Slack's name of what went wrong.</summary>
    public string? Error { get; init; }
    public string? Channel { get; init; }
    public string? Ts { get; init; }
}
