using System.Text.Json;
using Webhooks.Senders.Reading;

namespace Webhooks.Senders.FastPix;

/// <summary>An address to upload a file to. There is no media yet.</summary>
public sealed record UploadData(
    string? UploadId, [property: AlsoSpelled("test")] bool? Trial, string? Status, string? Url, TimeSpan? Timeout, string? CorsOrigin,
    PushMediaSettings? PushMediaSettings) : OpenRecord
{
    /// <summary>Leaves the address out: whoever has it may upload.</summary>
    public override string ToString() => $"upload {UploadId}";
}

/// <summary>What the media is going to be like.</summary>
public sealed record PushMediaSettings(
    IReadOnlyList<PlaybackId>? PlaybackIds, IReadOnlyDictionary<string, JsonElement>? Metadata, bool? SourceAccess, bool? OptimizeAudio) : OpenRecord;
