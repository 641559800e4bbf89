using Webhooks.Notifying;

namespace Webhooks.Senders.FastPix;

internal static class FastPixRules
{
    public static readonly NotificationRule MediaFailed = new("fastpix.media-failed", Severity.Error, "A media could not be processed.");

    public static readonly NotificationRule MediaReady = new(
        "fastpix.media-ready", Severity.Info, "A media is ready to be played, with its playback id. Off unless enabled.")
    {
        IsOptional = true,
    };

    public static readonly NotificationRule TrackFailed = new(
        "fastpix.track-failed", Severity.Warning, "An audio or subtitle track of a media could not be created.");

    public static readonly NotificationRule UploadCancelled = new("fastpix.upload-cancelled", Severity.Info, "An upload was cancelled.");

    public static IReadOnlyList<NotificationRule> All { get; } = [MediaFailed, MediaReady, TrackFailed, UploadCancelled];
}
