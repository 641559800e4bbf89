using System.Net;
using Azure.Data.Tables;
using Functions.Tests.Operating;
using Functions.Tests.Processing;
using Functions.Tests.Searching;
using Webhooks.Storage;

namespace Functions.Tests.Storage;

/// <summary>
/// Tables and queues as version 0.1 of 2026-11-28 left them, before rows had a version: recorded from that code with events in every state,
/// and read by this one. <c>Recorded/README.md</c> says how it was made.
/// </summary>
public sealed class RecordedStorageTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    // It has no event; its hash stands for it.
    private const string UnreadableMessage = "sha256:6361b2dd9a13e547309db738ba0215b08dc6c400d2cf4436b4e377e89ea26396";

    private static readonly Dictionary<string, string?> Settings = new()
    {
        ["Sources__sharded__Scheme"] = "fastpix",
        ["Sources__sharded__Secrets__0__Value"] = From.FastPix().Secret,
        ["Sources__sharded__Shards"] = "2",
        ["Notifications__Channels__team__Type"] = "slack",
        ["Notifications__Channels__team__Url"] = "https://127.0.0.1:9/services/T0/B0/none",
    };

    [AzuriteFact]
    public async Task Events_that_were_queued_or_waiting_are_processed_once()
    {
        var handler = ScriptedHandler.Succeeding;
        await using var app = await RestoreAsync(handler);

        await app.ProcessAsync();
        app.Clock.Advance(TimeSpan.FromMinutes(5));
        await app.SweepAsync();
        await app.ProcessAsync();

        handler.Calls.Select(call => call.Key.EventId).Order(StringComparer.Ordinal).ShouldBe(["evt_dead_3", "evt_large", "evt_retried", "evt_waiting"]);
        handler.Calls.Single(call => call.Key.EventId == "evt_large").Body.Length.ShouldBeGreaterThan(70_000);
        (await StatusesAsync(app)).ShouldBe(
            "evt_dead_1 DeadLettered, evt_dead_2 DeadLettered, evt_dead_3 Processed, evt_failed Processed, evt_large Processed, evt_processed Processed, "
            + "evt_retried Processed, evt_waiting Processed");
        (await app.HistoryAsync("evt_dead_3")).ShouldBe("dead-lettered, redriven");
    }

    [AzuriteFact]
    public async Task Dead_letters_are_listed_and_redriven()
    {
        var handler = ScriptedHandler.Succeeding;
        await using var app = await RestoreAsync(handler);
        var hook = new HookShell(app);

        (await hook.RunAsync("dead", "--source", "valara")).ShouldBe(0, hook.Error);
        hook.Output.ShouldContain("evt_dead_1");
        hook.Output.ShouldContain("the cloud is full");
        (await hook.RunAsync("redrive", "evt_dead_1", "--source", "valara")).ShouldBe(0, hook.Error);
        await app.ProcessAsync();

        handler.Calls.ShouldContain(call => call.Key.EventId == "evt_dead_1");
        (await app.HistoryAsync("evt_dead_1")).ShouldBe("dead-lettered, redriven");
        (await app.AskAsync("dead-letters"))["dead_letters"]!.AsArray().Select(line => (string)line!["event_id"]!)
            .ShouldBe(["evt_dead_2", UnreadableMessage], ignoreOrder: true);
    }

    [AzuriteFact]
    public async Task Events_and_refused_deliveries_of_before_there_was_an_index_are_found_by_their_ids_and_go_as_they_did()
    {
        await using var app = await RestoreAsync(ScriptedHandler.Succeeding);
        var refused = (await app.RowsAsync("valara", "r|")).Single().GetString("Id");

        (await app.FoundAsync("evt_dead_*")).ShouldBe("evt_dead_1 evt_dead_2 evt_dead_3");
        (await app.FoundAsync(refused)).ShouldBe(refused);
        await app.ProcessAsync();
        (await app.FoundAsync("evt_waiting")).ShouldBe("evt_waiting");
    }

    [AzuriteFact]
    public async Task Nonces_and_events_are_still_known()
    {
        await using var app = await RestoreAsync(ScriptedHandler.Succeeding);

        using var replay = await app.PostAsync(Valara("evt_processed", "nonce-of-evt_processed"));
        using var duplicate = await app.PostAsync(Valara("evt_processed", "another"));
        using var sharded = await app.PostAsync(From.FastPix(), "sharded");

        (replay.StatusCode, duplicate.StatusCode, sharded.StatusCode).ShouldBe((HttpStatusCode.Conflict, HttpStatusCode.OK, HttpStatusCode.OK));
    }

    [AzuriteFact]
    public async Task Refused_deliveries_the_board_counts_and_notifications_are_shown()
    {
        await using var app = await RestoreAsync(ScriptedHandler.Succeeding);
        var hook = new HookShell(app);

        (await hook.RunAsync("refused", "--source", "valara")).ShouldBe(0, hook.Error);
        hook.Output.ShouldContain("signature_invalid");
        (await hook.RunAsync("readmit", "--source", "valara")).ShouldBe(0, hook.Error);
        hook.Output.ShouldContain("1 readmitted.");
        var board = await app.AskAsync("status");
        board["things"]!.AsArray().ShouldContain(thing => (string)thing!["id"]! == "deliver_1" && (bool)thing["is_unhealthy"]!);
        var valara = (await app.AskAsync("overview?span=day"))["sources"]!.AsArray().Single(source => (string)source!["source"]! == "valara")!;
        ((long)valara["total"]!["accepted"]!).ShouldBe(8);
        ((long)valara["total"]!["refused"]!["signature_wrong"]!).ShouldBe(1, "counts keep the code of their time");
        await app.NotifyAsync((await app.NotificationQueue.ReceiveMessagesAsync(1)).Value.Single().Body.ToString());
        foreach (var notified in new[] { "evt_dead_1", "evt_failed" })
        {
            (await app.AskAsync($"events/valara?id={notified}"))["notifications"]!.AsArray().ShouldNotBeEmpty(notified);
        }

        (await hook.RunAsync("secrets", "valara")).ShouldBe(0, hook.Error);
        hook.Output.ShouldContain("uses");
        await app.FlushNotificationsAsync();
    }

    [AzuriteFact]
    public async Task After_its_retention_nothing_is_left()
    {
        await using var app = await RestoreAsync(ScriptedHandler.Succeeding);
        await app.ProcessAsync();
        app.Clock.Advance(TimeSpan.FromMinutes(5));
        await app.SweepAsync();
        await app.ProcessAsync();

        app.Clock.Advance(TimeSpan.FromDays(31));
        await app.SweepAsync();
        await app.SweepAsync();

        (await app.RowsAsync("valara")).ShouldBeEmpty();
        (await app.RowsAsync("sharded|00")).Concat(await app.RowsAsync("sharded|01")).ShouldBeEmpty();
        (await app.RowsAsync("~unreadable")).ShouldBeEmpty();
    }

    [AzuriteFact]
    public async Task Every_row_that_is_written_now_has_a_version()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), new(Settings), ScriptedHandler.Failing());
        await app.ProcessAsync(["evt_1"], "media.delivery.failed");
        using var refused = await app.PostAsync(From.Valara().With("X-Webhook-Signature", "sha256=00"));
        await app.RecordPoisonAsync("not an envelope");
        await app.AskAsync("overview");
        await Eventually.Async(async () => (await app.RowsAsync("valara", "r|")).Count == 1);

        (await AllRowsAsync(app)).Where(row => row.GetInt32(RowVersion.Column) is not 1).Select(row => $"{row.PartitionKey} {row.RowKey}").ShouldBeEmpty();
    }

    [Fact]
    public void Azure_gives_a_selected_column_that_an_old_row_lacks_as_null()
    {
        RowVersion.IsKnown(new TableEntity { [RowVersion.Column] = null }).ShouldBeTrue();
        RowVersion.IsKnown([]).ShouldBeTrue();
        RowVersion.IsKnown(new TableEntity { [RowVersion.Column] = RowVersion.Current + 1 }).ShouldBeFalse();
    }

    [AzuriteFact]
    public async Task A_row_of_a_newer_version_is_left_alone()
    {
        var handler = ScriptedHandler.Succeeding;
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), handler: handler);
        var message = await app.AcceptAsync();
        foreach (var row in await app.RowsAsync("valara"))
        {
            row[RowVersion.Column] = RowVersion.Current + 1;
            await app.Table.UpdateEntityAsync(row, row.ETag);
        }

        var before = (await app.RowsAsync("valara")).Select(row => (row.RowKey, row.ETag)).ToArray();
        await app.ProcessAsync(message);
        app.Clock.Advance(TimeSpan.FromDays(31));
        await app.SweepAsync();

        handler.Calls.ShouldBeEmpty();
        (await app.RowsAsync("valara")).Select(row => (row.RowKey, row.ETag)).ShouldBe(before);
    }

    private static SignedDelivery Valara(string id, string nonce) =>
        From.Valara().WithBody(body => (body["event_id"], body["nonce"]) = (id, nonce)) with { Id = id };

    private static async Task<string> StatusesAsync(ReceiverApp app) => string.Join(
        ", ", (await app.RowsAsync("valara", "e|")).Select(row => $"{row.GetString("EventId")} {row.GetString("Status")}").Order(StringComparer.Ordinal));

    private static async Task<IReadOnlyList<TableEntity>> AllRowsAsync(ReceiverApp app)
    {
        var rows = new List<TableEntity>();
        foreach (var table in new[] { app.Table, app.StatusTable })
        {
            await foreach (var row in table.QueryAsync<TableEntity>())
            {
                rows.Add(row);
            }
        }

        return rows;
    }

    // Two minutes and some seconds after noon, when it was recorded.
    private async Task<ReceiverApp> RestoreAsync(ScriptedHandler handler)
    {
        var account = azurite.NewAccount();
        await StorageSnapshot.RestoreAsync(account, await File.ReadAllTextAsync(RepositoryRoot.Combine("tests", "Functions.Tests", "Storage", "Recorded", "version-0.json")));
        var clock = new ManualClock(SignedDelivery.Noon);
        clock.Advance(TimeSpan.FromMinutes(2.5));
        return await ReceiverApp.StartAsync(account, new(Settings), handler, clock: clock);
    }
}
