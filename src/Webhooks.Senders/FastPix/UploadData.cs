using System.Text.Json;
using Webhooks.Senders.Reading;

namespace Webhooks.Senders.FastPix;

/// <summary>An address to upload a file to. There is no media yet.</summary>
public sealed record UploadData(
    string? UploadId, [property: AlsoSpelled("test")] bool? Trial, string? Status, string? Url, PushMediaSettings? PushMediaSettings) : OpenRecord
{
    /// <summary>Without the address: whoever has it may upload.</summary>
    public override string ToString() => $"upload {UploadId}";
}

public sealed record PushMediaSettings(IReadOnlyDictionary<string, JsonElement>? Metadata) : OpenRecord;
