using System.Text.Json;
using Webhooks.Senders.Reading;

namespace Webhooks.Senders.FastPix;

/// <summary>An address to upload a file to. There is no media yet.</summary>
/// <param name="Timeout">How long the address is valid.</param>
public sealed record UploadData(
    string? UploadId, bool? Test, bool? Trial, string? Status, string? Url, TimeSpan? Timeout, PushMediaSettings? PushMediaSettings) : OpenRecord, ITestable
{
    /// <summary>Without the address: whoever has it may upload.</summary>
    public override string ToString() => $"upload {UploadId}";
}

public sealed record PushMediaSettings(IReadOnlyDictionary<string, JsonElement>? Metadata, IReadOnlyList<PlaybackId>? PlaybackIds) : OpenRecord;
