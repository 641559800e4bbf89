using System.Text.Json;
using Webhooks.Senders.Reading;

namespace Webhooks.Senders.FastPix;

/// <summary>
/// A live stream, or one of the targets it is sent on to.
/// <see href="https://docs.fastpix.io/docs/live-events" />
/// </summary>
public sealed record LiveStreamData(
    [property: AlsoSpelled("id")] string? StreamId,
    string? Status,
    string? StreamKey,
    [property: AlsoSpelled("srtSecert")] string? SrtSecret,
    [property: AlsoSpelled("test")] bool? Trial,
    string? MaxResolution,
    bool? EnableRecording,
    string? MediaPolicy,
    IReadOnlyDictionary<string, JsonElement>? Metadata,
    TimeSpan? ReconnectWindow,
    TimeSpan? MaxDuration,
    IReadOnlyList<PlaybackId>? PlaybackIds,
    string? SimulcastId,
    string? SimulcastStatus) : OpenRecord
{
    /// <summary>Leaves stream key and SRT secret out: whoever has them may broadcast.</summary>
    public override string ToString() => $"live stream {StreamId}";
}
