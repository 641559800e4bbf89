using System.Text;
using System.Text.Json.Nodes;
using Webhooks.Senders.FastPix;
using Webhooks.Senders.Reading;

namespace Webhooks.Senders.Tests;

public class FastPixEventTests
{
    [Theory]
    [InlineData("video.media.upload", "uploadId")]
    [InlineData("video.media.upload.cancelled", "uploadId")]
    [InlineData("video.media.created", "id")]
    [InlineData("video.upload.media_created", "id")]
    [InlineData("video.media.ready", "id")]
    [InlineData("video.media.failed", "id")]
    [InlineData("video.media.deleted", "success")]
    [InlineData("video.media.source.ready", "id")]
    [InlineData("video.media.source.deleted", "id")]
    [InlineData("video.media.mp4Support.ready", "id")]
    [InlineData("video.media.intro.ready", "id")]
    [InlineData("video.live_stream.created", "streamId")]
    [InlineData("video.live_stream.idle", "streamId")]
    [InlineData("video.live_stream.simulcast_target.starting", "streamId")]
    public void A_field_that_an_event_cannot_do_without_is_named(string type, string data) =>
        Promised.IsNamed("fastpix", type, new Sample("fastpix", type).Body.ContainsKey("createdAt") ? "id createdAt data" : "id data", data);

    [Theory]
    [InlineData("video.media.track.created")]
    [InlineData("video.media.subtitle.generated.ready")]
    [InlineData("video.mediaAI.chapters.ready")]
    [InlineData("video.mediaAI.summary.ready")]
    [InlineData("video.mediaAI.moderation.ready")]
    [InlineData("video.mediaAI.namedEntities.ready")]
    public void The_object_names_the_media_where_data_does_not(string type) =>
        Promised.IsNamed("fastpix", type, "id createdAt object object.id data", "");

    [Fact]
    public void The_old_name_of_the_time_counts_as_the_new_one() =>
        new Sample("fastpix", "video.media.upload").With(body => body.Remove("created_at")).Read().Breaches.Select(breach => breach.Field).ShouldBe(["createdAt"]);

    [Theory]
    [InlineData("createdAt", "created_at")]
    [InlineData("id", "webhookId")]
    [InlineData("workspace", "Workspace")]
    [InlineData("workspace", "environment")]
    [InlineData("data.playbackIds", "playback_ids")]
    [InlineData("data.maxResolution", "maxresolution")]
    [InlineData("data.aspectRatio", "aspect_ratio")]
    public void A_media_event_reads_the_same_under_its_other_names(string name, string other)
    {
        var sample = new Sample("fastpix", "video.media.ready");
        var usual = Printed(sample.Read());

        var parent = sample.Body.Parent(name, out var last);
        var value = parent[last];
        parent.Remove(last);
        parent[other] = value;

        Printed(sample.Read()).ShouldBe(usual);
    }

    [Theory]
    [InlineData("streamId", "stream_id")]
    [InlineData("streamId", "id")]
    [InlineData("srtSecret", "srtSecert")]
    public void A_live_event_reads_the_same_under_its_other_names(string name, string other)
    {
        var sample = new Sample("fastpix", "video.live_stream.active");
        var usual = Printed(sample.Read());

        var value = sample.Data[name];
        sample.Data.Remove(name);
        sample.Data[other] = value;

        Printed(sample.Read()).ShouldBe(usual);
    }

    [Theory]
    [InlineData("\"00:02:14\"", 134)]
    [InlineData("\"00:02:14.250\"", 134.25)]
    [InlineData("\"26:00:00\"", 93600)]
    [InlineData("134.25", 134.25)]
    [InlineData("\"134\"", 134)]
    public void A_duration_is_a_clock_or_a_number(string json, double seconds) =>
        Media(body => body["data"]!["duration"] = JsonNode.Parse(json)).Duration.ShouldBe(TimeSpan.FromSeconds(seconds));

    [Theory]
    [InlineData("\"2026-05-04T12:00:00.123456789Z\"")]
    [InlineData("\"2026-05-04T14:00:00.1234567+02:00\"")]
    public void Times_may_have_nanoseconds(string json) =>
        Media(body => body["data"]!["createdAt"] = JsonNode.Parse(json)).CreatedAt.ShouldBe(Sample.At.AddTicks(1234567));

    [Theory]
    [InlineData("1777896000")]
    [InlineData("\"1777896000\"")]
    [InlineData("1777896000000")]
    public void Times_may_be_numbers(string json) =>
        Media(body => body["data"]!["createdAt"] = JsonNode.Parse(json)).CreatedAt.ShouldBe(Sample.At);

    [Fact]
    public void Old_pages_show_one_object_where_a_list_belongs() =>
        Media(body => body["data"]!["playbackIds"] = new JsonObject { ["id"] = "one", ["accessPolicy"] = "drm" }).PlaybackIds
            .ShouldHaveSingleItem().AccessPolicy.ShouldBe("drm");

    [Theory]
    [InlineData("25", "25")]
    [InlineData("-1", "-1")]
    [InlineData("\"25/1\"", "25/1")]
    public void A_frame_rate_is_a_number_or_a_text(string json, string shown) =>
        Media(body => body["data"]!["tracks"]![0]!["frameRate"] = JsonNode.Parse(json)).Tracks![0].FrameRate.ToString().ShouldBe(shown);

    [Fact]
    public void Earlier_attempts_are_kept()
    {
        var attempt = new Sample("fastpix", "video.media.ready").With(body => body["attempts"] = JsonNode.Parse(
            """[{"webhookId":"w","responseStatusCode":404,"responseHeaders":{"contentType":"application/json","transfer":null},"responseBody":"{}","maxAttempts":30,"id":"a","createdAt":"2025-04-04T09:50:30.946240483Z","address":"https://receiver.example.com"}]"""))
            .Read<FastPixEvent<MediaData>>().Attempts!.ShouldHaveSingleItem();

        (attempt.ResponseStatusCode, attempt.MaxAttempts, attempt.Address).ShouldBe((404, 30, "https://receiver.example.com"));
        attempt.Further!["responseHeaders"].GetProperty("contentType").GetString().ShouldBe("application/json");
    }

    [Theory]
    [InlineData("VIDEO.MEDIA.READY", "video.media.ready")]
    [InlineData("video.media.mp4support.ready", "video.media.mp4Support.ready")]
    [InlineData("video.mediaai.namedentities.ready", "video.mediaAI.namedEntities.ready")]
    [InlineData("video.media.live_stream.ready", "video.media.ready")]
    [InlineData("video.media.live_clip.created", "video.media.created")]
    [InlineData("video.media.track.failed", "video.media.track.created")]
    public void Types_are_found_whatever_their_case_and_by_family(string type, string sample)
    {
        var read = ReadAs(type, new Sample("fastpix", sample));

        read.IsKnown.ShouldBeTrue();
        read.Breaches.ShouldBeEmpty();
    }

    [Fact]
    public void A_watermark_is_not_taken_for_a_media()
    {
        var read = ReadAs("video.media.watermark.ready", new Sample("fastpix", "video.media.ready"));

        read.Data.ShouldBeOfType<FastPixEvent<WatermarkData>>();
        read.Changes.ShouldBeEmpty();
    }

    [Fact]
    public void The_self_test_of_a_plugin_is_no_event_of_FastPix() =>
        Sample.Read("fastpix", "fastpix.plugin.test", "{}"u8.ToArray()).IsKnown.ShouldBeFalse();

    internal static SenderEvent ReadAs(string type, Sample sample) =>
        Sample.Read("fastpix", type, Encoding.UTF8.GetBytes(sample.Body.ToJsonString()), sample.OccurredAt);

    private static MediaData Media(Action<JsonObject> change) =>
        new Sample("fastpix", "video.media.ready").With(change).Read<FastPixEvent<MediaData>>().Data!;

    private static string Printed(SenderEvent read)
    {
        read.Breaches.ShouldBeEmpty();
        return System.Text.Json.JsonSerializer.Serialize(read.Data, read.Data!.GetType());
    }
}
