using Microsoft.Extensions.DependencyInjection;
using Webhooks.Status;

namespace Functions.Tests.Senders;

public sealed class SenderHandlingTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    [AzuriteFact]
    public async Task A_failed_media_delivery_reaches_the_board_and_people()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), NotifiedQueue.Channel);

        await app.PostAsync(Failed("deliver_1", "composio_401"));
        await app.ProcessAsync();

        var notification = (await app.NotifiedAsync()).Single();
        (notification.Notice.Rule, notification.Source, notification.EventId).ShouldBe(("valara.delivery-failed", "valara", "evt_deliver_1"));
        $"{notification.Notice.Title} {notification.Notice.What}".ShouldContain("abc1234");
        var job = await FindAsync(app, "valara", "delivery-job", "deliver_1");
        (job.Latest.State, job.Latest.IsUnhealthy, job.LastEventId).ShouldBe(("failed", true, "evt_deliver_1"));
    }

    [AzuriteFact]
    public async Task An_attempt_that_is_repeated_tells_the_same_thing_under_the_same_id()
    {
        var first = true;
        var handler = new ScriptedHandler((_, _) => first && !(first = false) ? throw new InvalidOperationException("after the board, before the end") : Task.CompletedTask);
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), NotifiedQueue.Channel, handler);
        await app.PostAsync(Failed("deliver_1"));

        await app.ProcessAsync();
        app.Clock.Advance(TimeSpan.FromSeconds(10));
        // As if the process had ended after the work and before its end was written.
        var row = (await app.RowsAsync("valara", "e|")).Single();
        await app.Table.UpdateEntityAsync(new Azure.Data.Tables.TableEntity(row.PartitionKey, row.RowKey) { ["Handlers"] = "" }, row.ETag);
        await app.ProcessAsync(Webhooks.Events.Envelope.For(new("valara", null, "evt_deliver_1"), null).Write());

        var notified = await app.NotifiedAsync();
        notified.Count.ShouldBe(2);
        notified.Select(notification => notification.Id).Distinct().Count().ShouldBe(1);
    }

    [AzuriteFact]
    public async Task An_unknown_type_is_stored_and_processed()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), NotifiedQueue.Channel);

        await app.PostAsync(From.Valara().WithBody(body => body["event_type"] = "listing.teleported"));
        await app.ProcessAsync();

        (await app.RowsAsync("valara", "e|")).Single().GetString("Status").ShouldBe("Processed");
        (await app.NotifiedAsync()).ShouldBeEmpty();
    }

    [AzuriteFact]
    public async Task A_known_type_that_lacks_a_required_field_is_processed_all_the_same()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), NotifiedQueue.Channel);

        await app.PostAsync(From.Valara().WithBody(body => body["event_type"] = "media.delivery.failed"));
        await app.ProcessAsync();

        var row = (await app.RowsAsync("valara", "e|")).Single();
        (row.GetString("Status"), row.GetInt32("Attempts")).ShouldBe(("Processed", 1));
    }

    [AzuriteFact]
    public async Task FastPix_events_out_of_order_end_in_the_right_state()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), NotifiedQueue.Channel);
        (string Type, int Second)[] arriving = [("ready", 3), ("created", 1), ("failed", 2), ("updated", 1)];

        foreach (var (type, second) in arriving)
        {
            await app.PostAsync(Media(type, second));
            await app.ProcessAsync();
        }

        var media = await FindAsync(app, "fastpix", "media", "m-1");
        (media.Latest.State, media.Latest.IsUnhealthy).ShouldBe(("ready", false));
        // The failure was over before it was heard of: nobody is told, neither of it nor of its end.
        (await app.NotifiedAsync()).ShouldBeEmpty();
    }

    [AzuriteFact]
    public async Task A_recovery_is_told_after_a_failure()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), NotifiedQueue.Channel);

        await app.PostAsync(Media("failed", 1));
        await app.ProcessAsync();
        await app.PostAsync(Media("ready", 2));
        await app.ProcessAsync();

        (await app.NotifiedAsync()).Select(notification => notification.Notice.Recovered).ShouldBe([false, true]);
    }

    [AzuriteFact]
    public async Task What_is_wrong_now_is_found_without_reading_what_is_well()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());
        await app.PostAsync(Media("failed", 1));
        await app.PostAsync(Failed("deliver_1"));
        await app.ProcessAsync();
        await app.PostAsync(Media("ready", 2));
        await app.ProcessAsync();

        var wrong = new List<StatusRow>();
        await foreach (var row in Board(app).ListAsync(null, onlyUnhealthy: true, CancellationToken.None))
        {
            wrong.Add(row);
        }

        wrong.Single().Latest.Id.ShouldBe("deliver_1");
    }

    [AzuriteFact]
    public async Task Changes_of_one_thing_that_race_end_with_the_latest()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());

        await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Board(app).ApplyAsync(
            "fastpix", new StatusChange("media", "m-1", $"state-{number}", SignedDelivery.Noon.AddSeconds(number), ""), $"evt_{number}", SignedDelivery.Noon, CancellationToken.None)));

        (await FindAsync(app, "fastpix", "media", "m-1")).Latest.State.ShouldBe("state-7");
    }

    internal static SignedDelivery Failed(string job, string code = "composio_5xx") => From.Valara().WithBody($$$"""
        {"event_id":"evt_{{{job}}}","event_type":"media.delivery.failed","api_version":"2026-04-17","timestamp":@unix,"nonce":"nonce-{{{job}}}",
         "data":{"agency_id":"a","listing_number":"abc1234","job_id":"{{{job}}}","destination":{"kind":"google_drive","folder_path":"/Photos"},
                 "error":{"code":"{{{code}}}","message":"no"},"duration_seconds":3}}
        """) with
    { Id = $"evt_{job}" };

    private static SignedDelivery Media(string state, int second) => From.FastPix().WithBody(
        $$$"""{"type":"video.media.{{{state}}}","object":{"type":"media","id":"m-1"},"id":"evt-{{{state}}}","workspace":{"id":"w","name":"Lab"},"status":"{{{state}}}","data":{"id":"m-1"},"createdAt":"2026-11-21T11:59:0{{{second}}}.5Z","attempts":[]}""");

    private static IStatusBoard Board(ReceiverApp app) => app.Services.GetRequiredService<IStatusBoard>();

    private static async Task<StatusRow> FindAsync(ReceiverApp app, string source, string kind, string id) =>
        (await Board(app).FindAsync(source, kind, id, CancellationToken.None)).ShouldNotBeNull();
}
