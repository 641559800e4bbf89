using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Functions.Tests.Processing;
using Webhooks.Events;

namespace Functions.Tests.Operating;

/// <summary>What the operator's API answers about a day on which everything happened, word for word.</summary>
public sealed partial class SaidTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [AzuriteFact]
    public async Task What_operators_are_told_is_what_was_approved()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), Settings, new ScriptedHandler((found, _) => found.Key.EventId switch
        {
            "evt_dead" or "evt_mended" => throw new PermanentFailureException("there is no such listing"),
            "evt_waits" => throw new InvalidOperationException("the cloud is full"),
            _ => Task.CompletedTask,
        }));
        await HappenAsync(app);

        var said = new StringBuilder();
        foreach (var path in Asked)
        {
            said.Append($"# {path}\n{WithoutQuietTimes(await app.AskAsync(path)).ToJsonString(Readable)}\n\n");
        }

        var id = (string)(await app.AskAsync("refused?limit=1"))["refused"]![0]!["id"]!;
        said.Append($"# the refused delivery\n{(await app.AskAsync($"refused/valara?id={id}")).ToJsonString(Readable)}\n");
        Random().Replace(said.ToString(), "(random)").ShouldMatchApproved(approved => approved.SubFolder("Approved").NoDiff());
    }

    private static Dictionary<string, string?> Settings => new()
    {
        ["Sources__valara__Secrets__0__NotAfter"] = "2026-11-25T00:00:00Z",
        ["Sources__valara__Secrets__1__Value"] = "wh_9b21c0d4e7f8a635",
        ["Sources__valara__Redact__0"] = "data.title",
        ["Sources__standard-webhooks__Shards"] = "4",
        ["Notifications__BaseUrl"] = "https://receiver.example.com/api/operator",
    };

    private static readonly string[] Asked =
    [
        "sources", "overview?span=hour", "overview?span=day", "overview?span=week", "log", "log?status=Refused", "log?source=valara&status=DeadLettered&limit=1", "dead-letters", "dead-letters?error=LISTING&limit=1",
        "events/valara?id=evt_dead", "events/valara?id=evt_mended", "events/valara?id=evt_waits", "events/standard-webhooks?id=evt_1", "status", "status?unhealthy=true", "secrets/valara", "secrets/envless", "refused",
    ];

    private static async Task HappenAsync(ReceiverApp app)
    {
        foreach (var id in new[] { "evt_good", "evt_dead", "evt_mended", "evt_waits" })
        {
            (await app.PostAsync(From.Valara().SentBefore(TimeSpan.FromSeconds(2)).About(id))).EnsureSuccessStatusCode();
            app.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        (await app.PostAsync(From.Valara().About("evt_good"))).Dispose();
        (await app.PostAsync(From.Valara().Without("X-Webhook-Signature"))).Dispose();
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        (await app.PostAsync(From.Valara().With("X-Webhook-Signature", "sha256=" + new string('0', 64)))).Dispose();
        (await app.PostAsync(From.Valara(), "nobody")).Dispose();
        (await app.PostAsync(From.StandardWebhooks() with { Id = "evt_1" })).EnsureSuccessStatusCode();
        await app.RefusedAsync("valara", 2);
        await app.ProcessAsync();
        app.Clock.Advance(TimeSpan.FromMinutes(3));
        await StatusTests.FailAsync(app, "evt_endpoint");
        using var redriven = await app.OrderAsync("redrive/valara", """{"event_ids":["evt_mended"],"who":"ann","why":"the listing is back"}""");
        redriven.EnsureSuccessStatusCode();
        using var noted = await app.OrderAsync("notes/valara", """{"event_id":"evt_dead","note":"asked the sender","who":"ann"}""");
        noted.EnsureSuccessStatusCode();
        app.Clock.Advance(TimeSpan.FromMinutes(30));
    }

    // An overview has a point for every minute, and most are of no use to a reader.
    private static JsonNode WithoutQuietTimes(JsonNode answer)
    {
        foreach (var source in answer["sources"]?.AsArray() ?? [])
        {
            source!["points"]?.AsArray().RemoveAll(point => !point!["counts"]!.ToJsonString().Any(c => c is > '0' and <= '9'));
        }

        return answer;
    }

    // Ids of refused deliveries and of things, the port, and the moment of a second attempt: about five seconds after the first.
    [GeneratedRegex("[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?<=127.0.0.1:)[0-9]+|(?<=T12:00:)(09|10|11)[0-9.]*(?=.00:00)|(?<=oldest_seconds\": )[0-9.]+", RegexOptions.ExplicitCapture)]
    private static partial Regex Random();
}
