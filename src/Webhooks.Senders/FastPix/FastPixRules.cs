using Webhooks.Notifying;

namespace Webhooks.Senders.FastPix;

/// <summary>What people hear of FastPix.</summary>
public static class FastPixRules
{
    /// <summary>Nothing to play.</summary>
    public static NotificationRule MediaFailed { get; } = new("fastpix.media-failed", Severity.Error, "A media could not be processed.");

    /// <summary>The media plays, but lacks a track.</summary>
    public static NotificationRule TrackFailed { get; } = new("fastpix.track-failed", Severity.Warning, "An audio or subtitle track of a media could not be made.");

    /// <summary>Somebody called an upload off.</summary>
    public static NotificationRule UploadCancelled { get; } = new("fastpix.upload-cancelled", Severity.Info, "An upload was cancelled.");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<NotificationRule> All { get; } = [MediaFailed, TrackFailed, UploadCancelled];
}
