using System.Text.Json;
using Webhooks.Senders.Reading;

namespace Webhooks.Senders.FastPix;

/// <summary>
/// A media asset. Which fields are present depends on the type and on the age of the page.
/// Only <c>video.media.deleted</c> has <c>success</c>, only recordings of live streams have <c>streamId</c>.
/// <see href="https://docs.fastpix.io/docs/media-events" />
/// </summary>
public sealed record MediaData(
    string? Id,
    bool? Test,
    bool? Trial,
    string? Status,
    bool? Success,
    string? UploadId,
    string? StreamId,
    IReadOnlyDictionary<string, JsonElement>? Metadata,
    string? MaxResolution,
    string? AvailableResolution,
    string? SourceResolution,
    string? EncodingTier,
    string? IngestType,
    IReadOnlyList<PlaybackId>? PlaybackIds,
    IReadOnlyList<MediaTrack>? Tracks,
    IReadOnlyList<MediaInput>? Inputs,
    TimeSpan? Duration,
    string? AspectRatio,
    string? Thumbnail,
    DateTimeOffset? CreatedAt) : OpenRecord, ITestable;

/// <summary>The frame rate is a number, or a text such as <c>25/1</c>, or -1 when unknown.</summary>
public sealed record MediaTrack(
    string? Id, string? MediaId, string? Type, string? Status, string? LanguageCode, string? LanguageName, long? Width, long? Height, JsonElement? FrameRate)
    : OpenRecord;

/// <summary>A file that the media was made of.</summary>
public sealed record MediaInput(string? Type, string? Url) : OpenRecord;
