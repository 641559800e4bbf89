using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Webhooks.Senders.Reading;

namespace Webhooks.Senders.FastPix;

// What the status board and messages say about a media besides its state.
internal static class MediaDetails
{
    public static IReadOnlyDictionary<string, string> Of(MediaData? media)
    {
        var details = new Dictionary<string, string>(media is null ? Format.Details() : Texts(media));
        if (SafeText.Link(media?.Thumbnail) is { } thumbnail)
        {
            details["thumbnail"] = thumbnail;
        }

        return details;
    }

    public static string Playback(MediaData? media) => string.Join(", ", new[]
    {
        PlaybackIds(media) is { } ids ? $"Playback id {SafeText.Of(ids)}" : "It has no playback id",
        SafeText.First(media?.SourceResolution, media?.AvailableResolution, media?.MaxResolution),
        media?.Duration is { } duration ? Format.Length(duration) : null,
        SafeText.First(media?.AspectRatio),
    }.OfType<string>());

    public static string? Size(MediaTrack track) =>
        track is { Width: { } width, Height: { } height } ? string.Create(CultureInfo.InvariantCulture, $"{width}x{height}") : null;

    private static IReadOnlyDictionary<string, string> Texts(MediaData media) => Format.Details(
        (RuleNotices.Test, FastPixTexts.TestOf(media)),
        ("title", FastPixTexts.Title(media.Metadata)),
        ("created", media.CreatedAt is null ? null : Format.Time(media.CreatedAt)),
        ("playback_id", PlaybackIds(media)),
        ("access_restrictions", Restrictions(media)),
        ("metadata", Fingerprint(media)),
        ("resolution", media.SourceResolution),
        ("max_resolution", media.MaxResolution),
        ("available_resolution", media.AvailableResolution),
        ("duration", media.Duration is { } duration ? Format.Length(duration) : null),
        ("aspect_ratio", media.AspectRatio),
        ("encoding_tier", media.EncodingTier),
        ("ingest_type", media.IngestType),
        ("stream_id", media.StreamId));

    private static string? PlaybackIds(MediaData? media) =>
        media?.PlaybackIds?.Where(playback => playback.Id is { Length: > 0 }).Select(playback => playback.Id + (playback.AccessPolicy is { Length: > 0 } policy ? $" ({policy})" : "")).ToList() is { Count: > 0 } ids
            ? string.Join(", ", ids)
            : null;

    private static string? Restrictions(MediaData? media) =>
        media?.PlaybackIds?.SelectMany(playback => new[] { Restriction("domains", playback.AccessRestrictions?.Domains), Restriction("user agents", playback.AccessRestrictions?.UserAgents) })
            .OfType<string>().Distinct().ToList() is { Count: > 0 } restrictions
            ? string.Join("; ", restrictions)
            : null;

    private static string? Restriction(string what, AccessList? list) => list is null ? null
        : $"{what} {list.DefaultPolicy ?? "without default"}"
            + (list.Allow is { Count: > 0 } allowed ? $", allowed {string.Join(", ", allowed)}" : "")
            + (list.Deny is { Count: > 0 } denied ? $", denied {string.Join(", ", denied)}" : "");

    // Its content is unknown and may be private: that it changed is said, not what it is. Sixteen bits confirm no guess.
    private static string? Fingerprint(MediaData media) => media.Metadata is { Count: > 0 } metadata
        ? $"{Quantity.Count(metadata.Count, "entry", "entries")}, fingerprint {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Canonical(metadata))))[..4]}"
        : null;

    private static string Canonical(IReadOnlyDictionary<string, JsonElement> metadata) =>
        string.Join('\n', metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value.GetRawText()}"));
}
