using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Webhooks.Notifying;

namespace Functions.Tests.Senders.FastPix;

// Names quote FastPix's page: https://docs.fastpix.io/docs/events-collection
public sealed class MediaTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    [AzuriteFact]
    public async Task At_this_stage_the_playbackId_becomes_available()
    {
        await using var app = await StartAsync();

        await app.SendAsync("video.media.ready");

        foreach (var shown in await app.BoardAsync())
        {
            foreach (var text in new[] { $"{Documented.Playback} (public)", $"https://images.fastpix.io/{Documented.Playback}/thumbnail.png", "720p", "1080p", "00:00:22", "16:9" })
            {
                shown.ShouldContain(text);
            }
        }
    }

    [AzuriteFact]
    public async Task The_media_can_be_streamed_or_embedded_is_told_with_the_playback_id_where_the_rule_is_enabled()
    {
        await using var quiet = await StartAsync();
        await using var app = await StartAsync(("Notifications__Rules__fastpix-media-ready__Enabled", "true"));

        await quiet.SendAsync("video.media.ready");
        await app.SendAsync("video.media.ready");

        (await quiet.NotifiedAsync()).ShouldBeEmpty();
        var notice = (await app.NotifiedAsync()).ShouldHaveSingleItem().Notice;
        (notice.Rule, notice.Severity).ShouldBe(("fastpix.media-ready", Severity.Info));
        notice.What.ShouldContain($"Playback id {Documented.Playback} (public), 720p, 00:00:22, 16:9");
    }

    [AzuriteTheory]
    [InlineData(1795262395L)]
    [InlineData(1795262395000L)]
    public async Task Updated_created_at_integer(long at)
    {
        await using var app = await StartAsync();

        await app.SendAsync("video.media.updated", body => (body["created_at"], body["data"]!["created_at"]) = (at, at < 10_000_000_000 ? 1795262400L : 1795262400000L));

        ((DateTimeOffset)(await app.ThingAsync())!["occurred_at"]!).ShouldBe(DateTimeOffset.FromUnixTimeSeconds(1795262395));
        (await app.EventAsync("evt-updated"))[0].ShouldContain("2026-11-21 11:59:55Z");
        (await app.DetailAsync("created")).ShouldBe("2026-11-21 12:00 UTC");
    }

    [AzuriteTheory]
    [InlineData("created_at", 42L)]
    [InlineData("created_at", 4102444800L)]
    [InlineData("created_at", 1795262395000000L)]
    [InlineData("data.created_at", 42L)]
    [InlineData("data.created_at", 9007199254740993L)]
    public async Task Created_at_integer_unique_identifier_for_the_webhook_is_no_time(string path, long number)
    {
        using var log = new FakeLoggerProvider();
        await using var app = await StartAsync(log);
        await app.SendAsync("video.media.created");

        await app.SendAsync("video.media.updated", body => (path == "created_at" ? body : body["data"]!.AsObject())["created_at"] = number);

        var media = (await app.ThingAsync()).ShouldNotBeNull();
        ((string)media["state"]!).ShouldBe("ready");
        ((DateTimeOffset)media["occurred_at"]!).ShouldBeInRange(app.Clock.GetUtcNow().AddMinutes(-1), app.Clock.GetUtcNow());
        log.Collector.GetSnapshot().ShouldContain(line => line.Level == LogLevel.Warning && line.Message.Contains("evt-updated") && (line.Message.Contains("createdAt") || line.Message.Contains("(time)")));
    }

    [AzuriteFact]
    public async Task The_status_of_the_media_possible_values_failed()
    {
        await using var app = await StartAsync();

        await app.SendAsync("video.media.updated", body => body["data"]!["status"] = "failed");

        var notice = (await app.NotifiedAsync()).ShouldHaveSingleItem().Notice;
        (notice.Rule, notice.Severity).ShouldBe(("fastpix.media-failed", Severity.Error));
        ((bool)(await app.ThingAsync())!["is_unhealthy"]!).ShouldBeTrue();
    }

    [AzuriteFact]
    public async Task Updated_maxresolution_availableresolution_encoding_tier_ingest_type_accessor()
    {
        await using var app = await StartAsync();

        await app.SendAsync("video.media.updated");

        foreach (var shown in (await app.BoardAsync()).Concat(await app.EventAsync("evt-updated")))
        {
            foreach (var text in new[] { "2160p", "1440p", "smart", "on_demand_url", "00:00:22.5", "changed by editor-7 (dashboard)", $"{Documented.Playback} (private)" })
            {
                shown.ShouldContain(text);
            }
        }
    }

    [AzuriteFact]
    public async Task Changes_might_include_modifications_to_metadata_privacy_settings_thumbnail_updates_or_other_attributes()
    {
        await using var app = await StartAsync();
        await app.SendAsync("video.media.ready");

        await app.SendAsync("video.media.updated");

        (await app.DetailAsync("changed")).ShouldBe(
            $"playback_id: {Documented.Playback} (public) → {Documented.Playback} (private); max_resolution: 1080p → 2160p; duration: 00:00:22 → 00:00:22.5");
        (await app.DetailAsync("thumbnail")).ShouldEndWith("/thumbnail.png");

        await app.SendAsync("video.media.updated", body => (body["id"], body["created_at"]) = ("evt-updated-2", 1795262396));
        (await app.DetailAsync("changed")).ShouldBe("");

        await app.SendAsync("video.media.updated", body =>
        {
            (body["id"], body["created_at"], body["data"]!["metadata"]) = ("evt-updated-3", 1795262397, new JsonObject { ["key1"] = "value2" });
            body["data"]!["playback_ids"]!["accessRestrictions"] = JsonNode.Parse("""{"domains":{"defaultPolicy":"deny","allow":["example.org"],"deny":[]}}""");
        });
        var changed = await app.DetailAsync("changed");
        changed.ShouldStartWith("access_restrictions: domains allow, denied example.net; user agents deny, allowed Roku → domains deny, allowed example.org; metadata: 1 entry, fingerprint ");
        changed.ShouldNotContain("value");
    }

    [AzuriteTheory]
    [InlineData("test")]
    [InlineData("trial")]
    public async Task Data_test_and_data_trial_are_told_as_Info(string flag)
    {
        await using var app = await StartAsync();

        await app.SendAsync("video.media.updated", body => (body["data"]![flag], body["data"]!["status"]) = (true, "failed"));

        var notice = (await app.NotifiedAsync()).ShouldHaveSingleItem().Notice;
        notice.Severity.ShouldBe(Severity.Info);
        notice.Title.ShouldStartWith($"[{flag}] Media");
        (await app.DetailAsync("test")).ShouldBe(flag);
    }

    [AzuriteFact]
    public async Task Data_trial_of_created_counts_for_failed_which_has_no_such_field()
    {
        await using var app = await StartAsync();
        await app.SendAsync("video.media.created", body => body["data"]!["trial"] = true);

        await app.SendAsync("video.media.failed");

        var notice = (await app.NotifiedAsync()).ShouldHaveSingleItem().Notice;
        (notice.Severity, notice.Title[..8]).ShouldBe((Severity.Info, "[trial] "));
    }

    [AzuriteFact]
    public async Task Data_trial_of_created_counts_for_a_track_that_failed()
    {
        await using var app = await StartAsync();
        await app.SendAsync("video.media.created", body => body["data"]!["trial"] = true);

        await app.SendAsync("video.media.created", body =>
        {
            (body["id"], body["type"]) = ("evt-track", "video.media.track.failed");
            (body["object"], body["data"]) = (new JsonObject { ["type"] = "media", ["id"] = Documented.Media }, new JsonObject { ["id"] = "t-1", ["type"] = "audio" });
        });

        var notice = (await app.NotifiedAsync()).ShouldHaveSingleItem().Notice;
        (notice.Rule, notice.Severity, notice.Title[..8]).ShouldBe(("fastpix.track-failed", Severity.Info, "[trial] "));
    }

    private async Task<ReceiverApp> StartAsync(params (string Key, string Value)[] further)
    {
        var settings = NotifiedQueue.Channel;
        foreach (var (key, value) in further)
        {
            settings[key] = value;
        }

        return await ReceiverApp.StartAsync(azurite.NewAccount(), settings);
    }

    private Task<ReceiverApp> StartAsync(FakeLoggerProvider log) =>
        ReceiverApp.StartAsync(azurite.NewAccount(), NotifiedQueue.Channel, overrides: services => services.AddSingleton<ILoggerProvider>(log));
}
