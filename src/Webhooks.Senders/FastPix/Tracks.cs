using Webhooks.Notifying;
using Webhooks.Senders.Reading;

namespace Webhooks.Senders.FastPix;

/// <summary>Tracks come and go beside the media, whose state they leave alone: it plays without them.</summary>
internal static class Tracks
{
    public static IEnumerable<Notice> AboutFailed(FastPixEvent<MediaTrack> said, EventContext on)
    {
        var (track, media) = (said.Data, Plain.First(said.Subject?.Id, said.Data?.MediaId) ?? "unknown");
        var what = $"{Plain.First(track?.LanguageName, track?.LanguageCode)} {Plain.First(track?.Type) ?? "track"}".Trim();
        yield return FastPixRules.TrackFailed.Notice(
            $"track {Plain.First(track?.Id) ?? $"of event {Printable.Of(on.EventId)}"}",
            $"A track of media {media} failed",
            $"FastPix could not make the {what}{FastPixTexts.Place(said.Workspace)}. Track id {Plain.First(track?.Id) ?? "unknown"}.",
            "The media plays without it. Check the track's file and language, delete the failed track and add it again.");
    }
}
