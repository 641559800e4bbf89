using Webhooks.Notifying;
using Webhooks.Status;

namespace Webhooks.Senders.Tests;

public class FastPixRuleTests
{
    [Theory]
    [InlineData("video.media.created", "media", "created")]
    [InlineData("video.upload.media_created", "media", "created")]
    [InlineData("video.media.ready", "media", "ready")]
    [InlineData("video.media.failed", "media", "failed")]
    [InlineData("video.media.updated", "media", "ready")]
    [InlineData("video.media.deleted", "media", "deleted")]
    [InlineData("video.media.upload", "upload", "waiting")]
    [InlineData("video.upload.created", "upload", "waiting")]
    [InlineData("video.media.upload.cancelled", "upload", "cancelled")]
    [InlineData("video.live_stream.created", "live-stream", "created")]
    [InlineData("video.live_stream.connected", "live-stream", "connected")]
    [InlineData("video.live_stream.preparing", "live-stream", "preparing")]
    [InlineData("video.live_stream.recording", "live-stream", "recording")]
    [InlineData("video.live_stream.active", "live-stream", "active")]
    [InlineData("video.live_stream.disconnected", "live-stream", "disconnected")]
    [InlineData("video.live_stream.idle", "live-stream", "idle")]
    [InlineData("video.live_stream.updated", "live-stream", "idle")]
    [InlineData("video.live_stream.disabled", "live-stream", "disabled")]
    [InlineData("video.live_stream.deleted", "live-stream", "deleted")]
    public void An_event_changes_the_state_of_its_thing(string type, string kind, string state)
    {
        var change = new Sample("fastpix", type).Read().Changes.Where(change => !change.IfKnown).ShouldHaveSingleItem();

        (change.Kind, change.State, change.IsUnhealthy).ShouldBe((kind, state, state == "failed"));
    }

    [Theory]
    [InlineData("video.media.track.ready")]
    [InlineData("video.media.source.deleted")]
    [InlineData("video.media.mp4Support.ready")]
    [InlineData("video.media.intro.ready")]
    [InlineData("video.media.subtitle.generated.ready")]
    [InlineData("video.mediaAI.chapters.ready")]
    [InlineData("video.live_stream.simulcast_target.deleted")]
    public void What_happens_to_a_part_leaves_the_state_of_the_whole_alone(string type)
    {
        var read = new Sample("fastpix", type).Read();

        read.Changes.ShouldBeEmpty();
        read.Notices.ShouldBeEmpty();
    }

    [Fact]
    public void A_deleted_media_is_found_by_its_object()
    {
        var sample = new Sample("fastpix", "video.media.deleted");

        sample.Read().Changes.ShouldHaveSingleItem().Id.ShouldBe((string?)sample.Body["object"]!["id"]);
        sample.With(body => body["data"]!["success"] = false).Read().Changes.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("video.media.live_stream.ready", "video.media.ready", "ready")]
    [InlineData("video.media.live_clip.created", "video.media.created", "created")]
    public void A_recording_is_a_media_that_names_its_stream(string type, string sampleType, string state)
    {
        var sample = new Sample("fastpix", sampleType).With(body => body["data"]!["streamId"] = "the-stream");

        var change = FastPixEventTests.ReadAs(type, sample).Changes.ShouldHaveSingleItem();

        (change.Kind, change.Id, change.State).ShouldBe(("media", (string?)sample.Data["id"], state));
        change.Details["stream_id"].ShouldBe("the-stream");
    }

    [Fact]
    public void An_upload_that_is_named_is_done_with_its_media() =>
        new Sample("fastpix", "video.upload.media_created").With(body => body["data"]!["uploadId"] = "u").Read().Changes
            .Select(change => (change.Kind, change.State)).ShouldBe([("media", "created"), ("upload", "media_created")]);

    [Fact]
    public void States_of_one_moment_rank_by_the_life_of_a_media() =>
        Ranks("waiting", "created", "preparing", "ready", "failed", "deleted").ShouldBeInOrder();

    [Theory]
    [InlineData(0, 1, 2)]
    [InlineData(2, 1, 0)]
    [InlineData(1, 2, 0)]
    [InlineData(2, 0, 1)]
    public void A_sequence_in_any_order_ends_ready(params int[] order)
    {
        StatusChange[] changes = [At("video.media.created", 0), At("video.media.updated", 1, "preparing"), At("video.media.ready", 1)];

        order.Select(place => changes[place]).Aggregate(Newest).State.ShouldBe("ready");
    }

    [Theory]
    [InlineData("video.media.ready", "video.media.failed")]
    [InlineData("video.media.failed", "video.media.deleted")]
    [InlineData("video.live_stream.active", "video.live_stream.disconnected")]
    [InlineData("video.live_stream.disconnected", "video.live_stream.idle")]
    [InlineData("video.live_stream.connected", "video.live_stream.active")]
    [InlineData("video.live_stream.updated", "video.live_stream.created")]
    public void Of_two_events_of_one_moment_the_later_in_life_wins(string loser, string winner) =>
        At(loser, 0).Rank.ShouldBeLessThan(At(winner, 0).Rank);

    [Fact]
    public void A_failed_media_is_told_by_its_title()
    {
        var sample = new Sample("fastpix", "video.media.failed");

        var notice = sample.Read().Notices.ShouldHaveSingleItem();

        (notice.Rule, notice.Severity, notice.Title).ShouldBe(("fastpix.media-failed", Severity.Error, "Media \"Harbour at dawn\" failed"));
        notice.What.ShouldContain("in workspace Development");
        (notice.StatusKind, notice.StatusId).ShouldBe(("media", (string?)sample.Data["id"]));
    }

    [Fact]
    public void A_failed_media_without_title_is_told_by_its_id() =>
        new Sample("fastpix", "video.media.failed").With(body => { body["data"]!["metadata"] = null; body["data"]!["id"] = "m1"; }).Read()
            .Notices.ShouldHaveSingleItem().Title.ShouldBe("Media m1 failed");

    [Theory]
    [InlineData("video.media.ready")]
    [InlineData("video.media.updated")]
    public void A_media_that_is_ready_ends_its_failure(string type)
    {
        var failed = new Sample("fastpix", "video.media.failed").With(body => body["data"]!["id"] = "m1").Read().Notices.Single();

        var notice = new Sample("fastpix", type).With(body => body["data"]!["id"] = "m1").Read().Notices.Single(notice => notice.Recovered);

        (notice.Rule, notice.Subject).ShouldBe((failed.Rule, failed.Subject));
    }

    [Fact]
    public void A_cancelled_upload_is_good_to_know() =>
        new Sample("fastpix", "video.media.upload.cancelled").Read().Notices.ShouldHaveSingleItem()
            .ShouldSatisfyAllConditions(
                notice => notice.Rule.ShouldBe("fastpix.upload-cancelled"), notice => notice.Severity.ShouldBe(Severity.Info),
                notice => notice.StatusKind.ShouldBe("upload"));

    [Fact]
    public void A_failed_track_is_a_warning_about_its_media()
    {
        var sample = new Sample("fastpix", "video.media.track.created").With(body => body["object"]!["id"] = "m1");

        var notice = FastPixEventTests.ReadAs("video.media.track.failed", sample).Notices.ShouldHaveSingleItem();

        (notice.Rule, notice.Severity, notice.Title).ShouldBe(("fastpix.track-failed", Severity.Warning, "A track of media m1 failed"));
        notice.What.ShouldStartWith("FastPix could not create the German audio in workspace Development.");
    }

    [Fact]
    public void Stream_keys_secrets_and_upload_addresses_stay_out_of_every_text()
    {
        foreach (var type in Sample.TypesOf("fastpix"))
        {
            var sample = new Sample("fastpix", type);
            foreach (var field in new[] { "streamKey", "srtSecret", "srtSecert", "url" })
            {
                sample.Data[field] = "https://u.example.com/hidden?hidden";
            }

            var read = sample.Read();

            // The default ToString of a record prints every field: one careless log line would be enough.
            $"{read.Data} {string.Join(' ', read.Notices)} {string.Join(' ', read.Changes)} {string.Join(' ', read.Changes.SelectMany(change => change.Details.Values))}"
                .ShouldNotContain("hidden");
        }
    }

    private static StatusChange At(string type, int second, string? status = null) =>
        (new Sample("fastpix", type) { OccurredAt = Sample.At.AddSeconds(second) })
            .With(body => { if (status is not null) { body["data"]!["status"] = status; } }).Read().Changes.Single();

    private static IEnumerable<int> Ranks(params string[] states) =>
        states.Select(state => At("video.media.updated", 0, state).Rank);

    private static StatusChange Newest(StatusChange known, StatusChange next) =>
        (next.At, next.Rank).CompareTo((known.At, known.Rank)) >= 0 ? next : known;
}
