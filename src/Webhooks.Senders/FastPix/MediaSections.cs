using System.Text.Json;
using Webhooks.Operating;
using Webhooks.Senders.Reading;

namespace Webhooks.Senders.FastPix;

// What is in a FastPix event besides the state of its media.
internal static class MediaSections
{
    private const int MostAttempts = 10;
    private const int MostLines = 50;
    private const int LongestValue = 300;

    public static IEnumerable<EventSection> Of<T>(FastPixEvent<T> body)
        where T : OpenRecord
    {
        yield return new("Our responses to earlier attempts, as FastPix saw them", [.. (body.Attempts ?? []).TakeLast(MostAttempts).Select(LineOf)]);
        var (metadata, playback, tracks, inputs) = body.Data switch
        {
            MediaData media => (media.Metadata, media.PlaybackIds, media.Tracks, media.Inputs),
            UploadData upload => (upload.PushMediaSettings?.Metadata, upload.PushMediaSettings?.PlaybackIds, null, null),
            LiveStreamData live => (live.Metadata, live.PlaybackIds, null, null),
            MediaTrack track => (null, null, [track], null),
            _ => default((IReadOnlyDictionary<string, JsonElement>?, IReadOnlyList<PlaybackId>?, IReadOnlyList<MediaTrack>?, IReadOnlyList<MediaInput>?)),
        };
        yield return Folded("Metadata", metadata?.Select(pair => $"{SafeText.Of(pair.Key)}: {TextOf(pair.Value)}"));
        yield return Folded("Access restrictions", playback?.SelectMany(LinesOf));
        yield return Folded("Tracks", tracks?.Select(LineOf));
        yield return Folded("Inputs", inputs?.Select(input => $"{SafeText.First(input.Type) ?? "input"}: {SafeText.Link(input.Url) ?? SafeText.First(input.Url) ?? "no address"}"));
    }

    private static EventSection Folded(string title, IEnumerable<string>? lines) => new(title, [.. (lines ?? []).Take(MostLines)]) { IsFolded = true };

    private static string LineOf(DeliveryAttempt attempt) =>
        $"{Format.Time(attempt.CreatedAt)}  {Format.Number(attempt.ResponseStatusCode)}"
        + (SafeText.First(attempt.Address) is { } address ? $"  from {address}" : "")
        + (string.IsNullOrWhiteSpace(attempt.ResponseBody) ? "" : $"  {SafeText.Of(attempt.ResponseBody, LongestValue)}")
        + (attempt.MaxAttempts is { } most ? $"  (of at most {Format.Number(most)} attempts)" : "");

    private static IEnumerable<string> LinesOf(PlaybackId playback)
    {
        var name = $"{SafeText.First(playback.Id) ?? "(new playback id)"} ({SafeText.First(playback.AccessPolicy) ?? "no policy"})";
        foreach (var (what, list) in new[] { ("domains", playback.AccessRestrictions?.Domains), ("user agents", playback.AccessRestrictions?.UserAgents) })
        {
            if (list is not null)
            {
                yield return $"{name}, {what}: {SafeText.First(list.DefaultPolicy) ?? "no default"} by default; allowed: {ListOf(list.Allow)}; denied: {ListOf(list.Deny)}";
            }
        }
    }

    private static string LineOf(MediaTrack track) => string.Join(", ", new[]
    {
        $"{SafeText.First(track.Type) ?? "track"} {SafeText.First(track.Id) ?? "(no id)"}",
        SafeText.First(track.Status), MediaDetails.Size(track), FrameRateOf(track.FrameRate), SafeText.First(track.LanguageName, track.LanguageCode),
    }.OfType<string>());

    // -1: unknown.
    private static string? FrameRateOf(JsonElement? rate) =>
        rate is { ValueKind: JsonValueKind.String or JsonValueKind.Number } value && TextOf(value) is { Length: > 0 } and not "-1" and var text ? $"{text} frames per second" : null;

    private static string ListOf(IReadOnlyList<string>? texts) => texts is { Count: > 0 } ? string.Join(", ", texts.Take(MostLines).Select(text => SafeText.Of(text))) : "none";

    private static string TextOf(JsonElement value) => SafeText.Of(value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText(), LongestValue);
}
