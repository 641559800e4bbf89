using System.Text.Json;
using Webhooks.Senders.Reading;

namespace Webhooks.Senders.FastPix;

/// <summary>
/// A media asset, as all media events show it; which fields are there depends on the type and on the age of the page.
/// Only <c>video.media.deleted</c> has <c>success</c>, only recordings of live streams have <c>streamId</c>.
/// <see href="https://docs.fastpix.io/docs/media-events" />
/// </summary>
public sealed record MediaData(
    string? Id,
    string? WorkspaceId,
    [property: AlsoSpelled("test")] bool? Trial,
    string? Status,
    bool? Success,
    string? UploadId,
    string? StreamId,
    IReadOnlyDictionary<string, JsonElement>? Metadata,
    string? MaxResolution,
    string? SourceResolution,
    string? AvailableResolution,
    string? EncodingTier,
    string? IngestType,
    IReadOnlyList<PlaybackId>? PlaybackIds,
    IReadOnlyList<MediaTrack>? Tracks,
    IReadOnlyList<MediaInput>? Inputs,
    JsonElement? Subtitles,
    bool? SourceAccess,
    string? Mp4Support,
    bool? OptimizeAudio,
    TimeSpan? Duration,
    string? AspectRatio,
    string? Thumbnail,
    DateTimeOffset? CreatedAt,
    DateTimeOffset? UpdatedAt) : OpenRecord;

/// <summary>Where a media came from.</summary>
public sealed record MediaInput(string? Type, string? Url) : OpenRecord;

/// <summary>A track of a media. The frame rate is a number, or a text such as <c>25/1</c>, or -1 when it is not known.</summary>
public sealed record MediaTrack(
    string? Id, string? MediaId, string? Type, string? Status, string? LanguageCode, string? LanguageName, long? Width, long? Height,
    JsonElement? FrameRate, JsonElement? ClosedCaptions) : OpenRecord;
