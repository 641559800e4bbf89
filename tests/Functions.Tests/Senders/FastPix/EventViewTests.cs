using Functions.Tests.Operating;

namespace Functions.Tests.Senders.FastPix;

// Names quote FastPix's page: https://docs.fastpix.io/docs/events-collection
public sealed class EventViewTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    [AzuriteFact]
    public async Task Attempts_list_of_attempts_made_to_deliver_the_webhook()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());

        await app.SendAsync("video.media.ready");

        foreach (var shown in await app.EventAsync("evt-ready"))
        {
            shown.ShouldContain("Our responses to earlier attempts, as FastPix saw them");
            shown.ShouldContain("2026-11-21 11:30 UTC  404  from https://webhook.site  {\"success\":false}  (of at most 30 attempts)");
        }
    }

    [AzuriteTheory]
    [InlineData("video.media.ready", "Metadata", "key1: value1")]
    [InlineData("video.media.ready", "Access restrictions", $"{Documented.Playback} (public), domains: allow by default; allowed: none; denied: example.net")]
    [InlineData("video.media.ready", "Access restrictions", $"{Documented.Playback} (public), user agents: deny by default; allowed: Roku; denied: none")]
    [InlineData("video.media.ready", "Tracks", "video ed8b563c-7c3e-4bad-a74c-3e4ce0afa919, available, 1280x720, 25/1 frames per second")]
    [InlineData("video.media.ready", "Tracks", "audio 5f0c2b1e-8f0a-4c66-9b0e-2f6d3a7b9c10, available, default")]
    [InlineData("video.media.created", "Inputs", "video: https://static.fastpix.io/sample.mp4")]
    [InlineData("video.media.upload", "Metadata", "key1: value1")]
    [InlineData("video.media.upload", "Access restrictions", "(new playback id) (public), domains: allow by default; allowed: none; denied: example.net")]
    [InlineData("video.media.updated", "Tracks", "video ed8b563c-7c3e-4bad-a74c-3e4ce0afa919, 1280x720")]
    public async Task Metadata_access_restrictions_tracks_and_inputs_are_shown_folded(string type, string title, string line)
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());

        await app.SendAsync(type);

        var id = (string)Documented.Of(type)["id"]!;
        foreach (var shown in await app.EventAsync(id))
        {
            shown.ShouldContain(title);
            shown.ShouldContain(line);
        }

        var section = (await app.AskAsync("events/fastpix?id=" + id))["sections"]!.AsArray().Single(section => (string)section!["title"]! == title)!;
        ((bool)section["is_folded"]!).ShouldBeTrue();
        (await app.EventAsync(id))[1].ShouldContain("<details>");
    }

    [AzuriteFact]
    public async Task What_a_source_redacts_is_in_no_section()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), new() { ["Sources__fastpix__Redact__0"] = "data.metadata.key1" });

        await app.SendAsync("video.media.ready");

        foreach (var shown in (await app.EventAsync("evt-ready")).Concat(await app.BoardAsync()))
        {
            shown.ShouldNotContain("value1");
        }

        (await app.EventAsync("evt-ready"))[0].ShouldContain("key1: [redacted]");
    }
}
