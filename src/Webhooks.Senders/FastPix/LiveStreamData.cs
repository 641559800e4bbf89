using System.Text.Json;
using Webhooks.Senders.Reading;

namespace Webhooks.Senders.FastPix;

/// <summary>
/// A live stream, or one of its simulcast targets.
/// <see href="https://docs.fastpix.io/docs/live-events" />
/// </summary>
public sealed record LiveStreamData(
    [property: AlsoSpelled("id")] string? StreamId,
    string? Status,
    string? StreamKey,
    [property: AlsoSpelled("srtSecert")] string? SrtSecret,
    bool? Test,
    bool? Trial,
    string? MaxResolution,
    IReadOnlyDictionary<string, JsonElement>? Metadata,
    IReadOnlyList<PlaybackId>? PlaybackIds,
    string? SimulcastId,
    string? SimulcastStatus) : OpenRecord, ITestable
{
    /// <summary>Without stream key and SRT secret: whoever has them may broadcast.</summary>
    public override string ToString() => $"live stream {StreamId}";
}
