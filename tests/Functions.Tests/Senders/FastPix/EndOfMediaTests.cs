using Functions.Tests.Operating;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace Functions.Tests.Senders.FastPix;

// Names quote FastPix's page: https://docs.fastpix.io/docs/events-collection
public sealed class EndOfMediaTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    [AzuriteFact]
    public async Task Deleted_as_documented_names_no_media_and_blames_nobody()
    {
        using var log = new FakeLoggerProvider();
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), NotifiedQueue.Channel, overrides: services => services.AddSingleton<ILoggerProvider>(log));
        await app.SendAsync("video.media.ready");

        await app.SendAsync("video.media.deleted");

        ((string)(await app.ThingAsync())!["state"]!).ShouldBe("ready");
        log.Collector.GetSnapshot().Where(line => line.Level >= LogLevel.Warning && line.Message.Contains("evt-deleted")).ShouldBeEmpty();
        (await app.NotifiedAsync()).ShouldBeEmpty();
    }

    [AzuriteFact]
    public async Task A_media_asset_has_been_permanently_deleted_what_was_told_of_it_is_closed_and_its_row_goes()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), NotifiedQueue.Channel);
        await app.SendAsync("video.media.failed");

        await app.SendAsync("video.media.deleted", body => body["data"]!["id"] = Documented.Media);

        var told = (await app.NotifiedAsync()).Select(notification => notification.Notice).ToList();
        told.Select(notice => (notice.Rule, notice.Recovered)).ShouldBe([("fastpix.media-failed", false), ("fastpix.media-failed", true)]);
        told[0].Subject.ShouldBe(told[1].Subject);
        told[1].Title.ShouldEndWith("was deleted");
        ((string)(await app.ThingAsync())!["state"]!).ShouldBe("deleted");

        await PassAsync(app, TimeSpan.FromDays(29));
        (await app.ThingAsync()).ShouldNotBeNull();
        await PassAsync(app, TimeSpan.FromDays(2));
        (await app.ThingAsync()).ShouldBeNull();
    }

    [AzuriteFact]
    public async Task A_deletion_without_success_changes_nothing()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());
        await app.SendAsync("video.media.ready");

        await app.SendAsync("video.media.deleted", body => (body["data"]!["id"], body["data"]!["success"]) = (Documented.Media, false));

        ((string)(await app.ThingAsync())!["state"]!).ShouldBe("ready");
    }

    [AzuriteFact]
    public async Task Time_in_seconds_the_signed_upload_URL_is_valid()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());
        await app.SendAsync("video.media.upload");

        await PassAsync(app, TimeSpan.FromSeconds(14400) - TimeSpan.FromMinutes(2));
        ((string)(await app.ThingAsync(Documented.Upload))!["state"]!).ShouldBe("waiting");
        await PassAsync(app, TimeSpan.FromHours(1));
        ((string)(await app.ThingAsync(Documented.Upload))!["state"]!).ShouldBe("expired");
    }

    [AzuriteFact]
    public async Task A_user_completes_uploading_a_file_and_the_uploadId_is_the_unique_identifier_for_the_media()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());
        await app.SendAsync("video.media.upload", body => body["data"]!["uploadId"] = Documented.Media);

        await app.SendAsync("video.media.created", body => body["type"] = "video.upload.media_created");

        (await app.AskAsync("status?source=fastpix"))["things"]!.AsArray().Select(thing => $"{thing!["kind"]} {thing["state"]}").ShouldBe(
            ["media created", "upload media_created"], ignoreOrder: true);
    }

    [AzuriteFact]
    public async Task A_media_created_in_time_that_arrives_late_is_no_expired_upload()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());
        await app.SendAsync("video.media.upload");
        await PassAsync(app, TimeSpan.FromHours(5));

        await app.SendAsync("video.media.created", body => (body["type"], body["data"]!["uploadId"]) = ("video.upload.media_created", Documented.Upload));

        ((string)(await app.ThingAsync(Documented.Upload))!["state"]!).ShouldBe("media_created");
        await PassAsync(app, TimeSpan.FromHours(5));
        ((string)(await app.ThingAsync(Documented.Upload))!["state"]!).ShouldBe("media_created");
    }

    [AzuriteFact]
    public async Task Test_media_is_deleted_after_24_hours()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());
        await app.SendAsync("video.media.updated", body => body["data"]!["test"] = true);

        await PassAsync(app, TimeSpan.FromHours(23));
        ((string)(await app.ThingAsync())!["state"]!).ShouldBe("ready");
        await PassAsync(app, TimeSpan.FromHours(2));
        ((string)(await app.ThingAsync())!["state"]!).ShouldBe("deleted");
    }

    private static async Task PassAsync(ReceiverApp app, TimeSpan time)
    {
        app.Clock.Advance(time);
        await app.SweepAsync();
    }
}
