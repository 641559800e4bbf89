using Webhooks.Notifying;
using Webhooks.Senders.Reading;

namespace Webhooks.Senders.FastPix;

// A track does not change the state of its media, which plays without it.
internal static class Tracks
{
    public static IEnumerable<Notice> AboutFailed(FastPixEvent<MediaTrack> body, EventContext context)
    {
        var (track, media) = (body.Data, SafeText.First(body.Subject?.Id, body.Data?.MediaId) ?? "unknown");
        var what = $"{SafeText.First(track?.LanguageName, track?.LanguageCode)} {SafeText.First(track?.Type) ?? "track"}".Trim();
        yield return FastPixRules.TrackFailed.Notice(
            $"track {SafeText.First(track?.Id) ?? $"of {context.Subject}"}",
            $"A track of media {media} failed",
            $"FastPix could not create the {what}{FastPixTexts.InWorkspace(body.Workspace)}. Track id {SafeText.First(track?.Id) ?? "unknown"}.",
            "The media plays without it. Check the track's file and language, delete the failed track and add it again.") with
        {
            PartOf = (body.Subject?.Id ?? track?.MediaId) is { Length: > 0 } id ? (MediaAssets.Kind, id) : null,
        };
    }
}
