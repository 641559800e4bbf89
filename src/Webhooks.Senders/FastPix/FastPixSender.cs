using System.Text.Json.Serialization.Metadata;
using Webhooks.Events;
using Webhooks.Notifying;
using Webhooks.Senders.Reading;
using Webhooks.Status;

namespace Webhooks.Senders.FastPix;

// The events of FastPix. Its pages mark no field as required; required here is the id of the resource. Type names mix cases and differ
// between pages, so case is ignored.
// https://docs.fastpix.io/docs/events-collection
internal sealed class FastPixSender : ISender
{
    private static readonly FastPixJson Json = FastPixJson.Default;

    private static readonly IEventReader Media = Of(Json.MediaEvent, "data.id", MediaAssets.Changed, MediaAssets.About);
    private static readonly IEventReader MediaPart = Of(Json.MediaEvent, "data.id");
    private static readonly IEventReader Track = Of(Json.TrackEvent, "object.id|data.mediaId data.id");
    private static readonly IEventReader Upload = Of(Json.UploadEvent, "data.uploadId", Uploads.Changed);
    private static readonly IEventReader LiveStream = Of(Json.LiveStreamEvent, "data.streamId", LiveStreams.Changed);
    private static readonly IEventReader Simulcast = Of(Json.LiveStreamEvent, "data.streamId");
    private static readonly IEventReader NamedEntities = Of(Json.NamedEntitiesEvent, "object.id");

    private static readonly Dictionary<string, IEventReader> Types = new(StringComparer.OrdinalIgnoreCase)
    {
        ["video.media.upload"] = Upload,
        ["video.upload.created"] = Upload,
        ["video.media.upload.cancelled"] = Of(Json.UploadEvent, "data.uploadId", Uploads.Changed, Uploads.AboutCancelled),
        ["video.upload.media_created"] = Of(Json.MediaEvent, "data.id", Uploads.BecameMedia),
        ["video.media.created"] = Media,
        ["video.media.ready"] = Media,
        ["video.media.failed"] = Media,
        ["video.media.updated"] = Media,
        ["video.media.deleted"] = Of(Json.MediaEvent, "data.success", MediaAssets.Changed, MediaAssets.About),
        ["video.media.source.ready"] = MediaPart,
        ["video.media.source.deleted"] = MediaPart,
        ["video.media.mp4Support.ready"] = MediaPart,
        ["video.media.intro.ready"] = MediaPart,
        ["video.media.track.created"] = Track,
        ["video.media.track.ready"] = Track,
        ["video.media.track.updated"] = Track,
        ["video.media.track.deleted"] = Track,
        ["video.media.track.failed"] = Of(Json.TrackEvent, "object.id|data.mediaId data.id", notices: Tracks.AboutFailed),
        ["video.media.subtitle.generated.ready"] = Track,
        ["video.live_stream.created"] = LiveStream,
        ["video.live_stream.connected"] = LiveStream,
        ["video.live_stream.preparing"] = LiveStream,
        ["video.live_stream.recording"] = LiveStream,
        ["video.live_stream.active"] = LiveStream,
        ["video.live_stream.disconnected"] = LiveStream,
        ["video.live_stream.idle"] = LiveStream,
        ["video.live_stream.updated"] = LiveStream,
        ["video.live_stream.disabled"] = LiveStream,
        ["video.live_stream.deleted"] = LiveStream,
        ["video.live_stream.simulcast_target.created"] = Simulcast,
        ["video.live_stream.simulcast_target.starting"] = Simulcast,
        ["video.live_stream.simulcast_target.broadcasting"] = Simulcast,
        ["video.live_stream.simulcast_target.updated"] = Simulcast,
        ["video.live_stream.simulcast_target.deleted"] = Simulcast,
        ["video.mediaAI.chapters.ready"] = Of(Json.ChaptersEvent, "object.id"),
        ["video.mediaAI.summary.ready"] = Of(Json.SummaryEvent, "object.id"),
        ["video.mediaAI.moderation.ready"] = Of(Json.ModerationEvent, "object.id"),
        ["video.mediaAI.namedEntities.ready"] = NamedEntities,
        ["video.mediaAI.named-entities.ready"] = NamedEntities,
    };

    // FastPix's own plugins know only the prefix of these types. In recordings of live streams data.id is the media and data.streamId
    // the stream; in watermarks data.id is the watermark.
    // https://github.com/FastPix/wordpress/blob/124fdb2793cf2a84b74a85c466d5a858e65bd87d/includes/class-fastpix-webhooks-apply.php
    private static readonly IReadOnlyList<(string Prefix, IEventReader Reader)> Families =
    [
        ("video.media.live_stream.", Media),
        ("video.media.live_clip.", Media),
        ("video.media.watermark.", Of(Json.WatermarkEvent, "data.id")),
        ("video.playback_id.", Of(Json.PlaybackIdEvent, "data.id")),
    ];

    public string Scheme => "fastpix";

    public IReadOnlyList<NotificationRule> Rules => FastPixRules.All;

    public SenderEvent Read(LedgerEvent found) => Find(found.EventType)?.Read(found) ?? new SenderEvent { IsKnown = false };

    private static IEventReader? Find(string type) =>
        Types.GetValueOrDefault(type)
        ?? Families.FirstOrDefault(family => type.StartsWith(family.Prefix, StringComparison.OrdinalIgnoreCase)).Reader;

    private static EventReader<FastPixEvent<T>> Of<T>(
        JsonTypeInfo<FastPixEvent<T>> shape, string required,
        Func<FastPixEvent<T>, EventContext, IEnumerable<StatusChange>>? changes = null, Func<FastPixEvent<T>, EventContext, IEnumerable<Notice>>? notices = null)
        where T : OpenRecord =>
        new(shape, new RequiredFields($"id createdAt data {required}", ""), changes,
            (body, context) => notices?.Invoke(body, context).Select(notice => notice.ForTest(FastPixTexts.TestOf(body.Data as ITestable))) ?? [],
            MediaSections.Of);
}
