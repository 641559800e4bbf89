using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Webhooks.Notifying;

namespace Functions.Driver;

/// <summary>
/// Plays the part of Slack's Web API that posts and changes messages, as Slack documents it: JSON with a bearer token, errors as 200 with
/// <c>ok: false</c>, a rate limit as 429 with Retry-After.
/// </summary>
internal sealed class SlackWorkspace : IAsyncDisposable
{
    public const string Token = "xoxb-1234567890-0987654321-AbCdEfGhIjKlMnOp";
    public const string Channel = "C0123456789";

    private readonly ChannelEndpoint endpoint;
    private readonly Lock changing = new();
    private int number;

    private SlackWorkspace(ChannelEndpoint endpoint) => (this.endpoint, endpoint.Answer) = (endpoint, AnswerAsync);

    /// <summary>What is in the channel and its threads, in order of posting.</summary>
    public List<SlackPost> Posts { get; } = [];

    public List<string> Calls { get; } = [];

    /// <summary>Called with method and arguments: an error that Slack gives instead, or null.</summary>
    public Func<string, JsonObject, string?> Fail { get; set; } = (_, _) => null;

    /// <summary>Answers a call, if it answers true.</summary>
    public Func<HttpContext, bool> Instead { get; set; } = _ => false;

    public ChannelTarget.SlackBot Target(string token = Token, string channel = Channel) => new(token, channel) { Api = new Uri(new Uri(endpoint.Url), "/api/") };

    public static async Task<SlackWorkspace> StartAsync() => new(await ChannelEndpoint.StartAsync());

    public ValueTask DisposeAsync() => endpoint.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var received = endpoint.Received.Last();
        var method = Path.GetFileName(context.Request.Path);
        Calls.Add(method);
        if (!Instead(context))
        {
            var json = received.Headers.Find("Content-Type") == "application/json; charset=utf-8" ? (JsonObject)JsonNode.Parse(received.Body.Span)! : [];
            var error = received.Headers.Find("Authorization") == "Bearer " + Token ? Fail(method, json) : "invalid_auth";
            await context.Response.WriteAsJsonAsync(error is null ? Take(method, json) : new JsonObject { ["ok"] = false, ["error"] = error });
        }
    }

    private JsonObject Take(string method, JsonObject arguments)
    {
        var (channel, ts, thread) = ((string?)arguments["channel"], (string?)arguments["ts"], (string?)arguments["thread_ts"]);
        lock (changing)
        {
            var error = channel is not (Channel or "#alerts") ? "channel_not_found"
                : arguments["text"] is null || arguments["blocks"] is null ? "no_text"
                : method == "chat.update" && channel != Channel ? "channel_not_found"
                : method == "chat.update" && Posts.All(post => post.Ts != ts) ? "message_not_found"
                : thread is not null && Posts.All(post => post.Ts != thread) ? "thread_not_found"
                : method is not ("chat.update" or "chat.postMessage") ? "unknown_method" : null;
            if (error is not null)
            {
                return new() { ["ok"] = false, ["error"] = error };
            }

            if (method == "chat.update")
            {
                var index = Posts.FindIndex(post => post.Ts == ts);
                Posts[index] = Posts[index] with { Message = arguments, IsChanged = true };
            }
            else
            {
                ts = string.Create(CultureInfo.InvariantCulture, $"1764439{++number:D3}.000200");
                Posts.Add(new(ts, thread, (bool?)arguments["reply_broadcast"] == true, arguments));
            }

            return new() { ["ok"] = true, ["channel"] = Channel, ["ts"] = ts };
        }
    }
}

internal sealed record SlackPost(string Ts, string? Thread, bool IsBroadcast, JsonObject Message)
{
    public bool IsChanged { get; init; }

    public string Headline => (string)Message["blocks"]![0]!["text"]!["text"]!;

    public string Text => Message.ToJsonString(new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
