using Azure.Data.Tables;
using Functions.Tests.Operating;
using Functions.Tests.Processing;
using Functions.Tests.Senders.FastPix;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Webhooks.Events;

namespace Functions.Tests.Senders;

// Whoever has a signed address may use it. All that people read is searched for what signs it.
public sealed class SignedAddressTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    private const string Planted = "pl4nted-51gnature-0815";

    // The secret follows. Some signed addresses have names of their own for it, and only when they expire is named alike everywhere.
    public static TheoryData<string> Queries =>
    [
        "part=7&Signature=", "X-Goog-Signature=", "X-Amz-Signature=", "x-goog-signature=", "X-Amz-Security-Token=", "sv=2025-01-05&sig=", "token=", "access_token=", "upload_token=",
        "key=", "apikey=", "uploadType=resumable&upload_id=", "Expires=1795262400&ticket=", "ticket=a&X-Amz-Expires=900&v=", "hdnts=exp=1795262400~acl=/*~hmac=", "exp=1795262400&h=",
    ];

    [AzuriteTheory]
    [MemberData(nameof(Queries))]
    public async Task An_address_that_is_signed_in_its_query_is_read_by_nobody(string query)
    {
        var address = $"https://storage.example.com/a/file.mp4?{query}{Planted}&n=1";
        using var log = new FakeLoggerProvider();
        await using var app = await StartAsync(log, $"PUT {address} was answered 403");

        await app.SendAsync("video.media.upload", body => body["data"]!["url"] = address);
        await app.SendAsync("video.media.failed", body => (body["data"]!["metadata"]!["title"], body["data"]!["thumbnail"]) = ($"see {address}", address));
        await app.SendAsync("video.media.created", body => (body["data"]!["inputs"]![0]!["url"], body["attempts"]) = (address, new System.Text.Json.Nodes.JsonArray(new System.Text.Json.Nodes.JsonObject { ["responseBody"] = $"no {address}", ["address"] = address })));
        foreach (var delivery in Others(address))
        {
            (await app.PostAsync(delivery)).EnsureSuccessStatusCode();
        }

        await app.ProcessAsync();

        var read = await ReadAsync(app, log);
        read.ShouldContain("storage.example.com");
        read.ShouldContain("receiver.dead-letter");
        read.ShouldNotContain(Planted);
    }

    [AzuriteTheory]
    [InlineData("https://uploads.example.com/v1/" + Planted)]
    [InlineData("https://uploads.example.com/v1/upload?id=" + Planted)]
    [InlineData(Planted)]
    public async Task A_signed_upload_URL_is_read_by_nobody(string url)
    {
        using var log = new FakeLoggerProvider();
        await using var app = await StartAsync(log, $"GET {url} failed");

        await app.SendAsync("video.media.upload", body => body["data"]!["url"] = url);

        (await ReadAsync(app, log)).ShouldNotContain(Planted);
    }

    private static IEnumerable<SignedDelivery> Others(string address)
    {
        yield return From.Valara().WithBody(body => (body["event_type"], body["data"]!["job_id"], body["data"]!["error"]) =
            ("media.delivery.failed", "deliver_1", new System.Text.Json.Nodes.JsonObject { ["code"] = "s3_403", ["message"] = $"PUT {address} was answered 403" }));
        yield return From.NovaVms().WithBody(body => (body["data"]!["description"], body["data"]!["rule_name"]) = ($"see {address}", address));
        yield return From.Envless().WithBody(body => (body["type"], body["data"]) = ("webhook.delivery_failed", new System.Text.Json.Nodes.JsonObject
        {
            ["delivery"] = new System.Text.Json.Nodes.JsonObject { ["endpointId"] = "ep_1", ["endpointName"] = address, ["endpointUrl"] = address, ["attempts"] = 5, ["responseStatus"] = 403, ["error"] = $"POST {address}" },
        })).With("Envless-Event", "webhook.delivery_failed");
        yield return From.StandardWebhooks().WithBody(body => body["data"]!["note"] = $"see {address}");
    }

    private Task<ReceiverApp> StartAsync(FakeLoggerProvider log, string error) => ReceiverApp.StartAsync(
        azurite.NewAccount(), NotifiedQueue.Channel, new ScriptedHandler((_, _) => throw new PermanentFailureException(error)),
        overrides: services => services.AddSingleton<ILoggerProvider>(log));

    /// <summary>Log, tables without bodies, messages, the operator's API, the page and the command.</summary>
    private static async Task<string> ReadAsync(ReceiverApp app, FakeLoggerProvider log)
    {
        List<string> read = [.. (await app.NotifiedAsync()).Select(notification => notification.Write())];
        read.AddRange(await RowsAsync(app.Table));
        read.AddRange(await RowsAsync(app.StatusTable));
        var hook = new HookShell(app);
        foreach (var line in await app.LogAsync("log"))
        {
            var (source, id) = ((string)line["source"]!, (string)line["id"]!);
            await hook.RunAsync("show", id, "--source", source);
            read.Add(hook.Output);
            read.Add((await app.AskAsync($"events/{source}?id={Uri.EscapeDataString(id)}")).ToJsonString());
            read.Add(await app.Http.GetStringAsync(new Uri($"operator/page/event?source={source}&id={Uri.EscapeDataString(id)}", UriKind.Relative)));
        }

        foreach (var verb in new[] { "status", "dead", "events", "overview" })
        {
            await hook.RunAsync(verb);
            read.Add(hook.Output);
        }

        foreach (var page in new[] { "status", "dead", "log", "overview" })
        {
            read.Add(await app.Http.GetStringAsync(new Uri("operator/page/" + page, UriKind.Relative)));
        }

        return string.Join('\n', read.Concat(log.Collector.GetSnapshot().Select(line => line.Message + line.Exception)));
    }

    private static async Task<IReadOnlyList<string>> RowsAsync(TableClient table)
    {
        var values = new List<string>();
        await foreach (var row in table.QueryAsync<TableEntity>(filter: (string?)null))
        {
            values.AddRange(row.Where(property => property.Value is string).Select(property => (string)property.Value));
        }

        return values;
    }
}
