using Webhooks.Senders.Reading;
using Webhooks.Status;

namespace Webhooks.Senders.FastPix;

/// <summary>
/// Live streams. None of their states is wrong by itself: a disconnected encoder may come back within the reconnect window, and an idle
/// stream is one that has ended.
/// </summary>
internal static class LiveStreams
{
    // What comes one after the other when times are equal: the way up, the way down, the end.
    private static readonly string[] Life =
        ["updated", "created", "connected", "preparing", "recording", "active", "disconnected", "idle", "disabled", "deleted"];

    public static IEnumerable<StatusChange> Changed(FastPixEvent<LiveStreamData> said, EventContext on)
    {
        var outcome = FastPixTexts.Outcome(on);
        var state = outcome == "updated" ? Plain.First(said.Data?.Status)?.ToLowerInvariant() : outcome;
        if (state is null || IdOf(said) is not { Length: > 0 } id)
        {
            yield break;
        }

        var name = FastPixTexts.Name(said.Data?.Metadata, id);
        yield return new StatusChange("live-stream", id, state, on.At, $"Live stream {name} is {state}{FastPixTexts.Place(said.Workspace)}")
        {
            Rank = Array.IndexOf(Life, outcome),
            Details = Format.Details(("status", said.Data?.Status), ("max_resolution", said.Data?.MaxResolution)),
        };
    }

    private static string? IdOf(FastPixEvent<LiveStreamData> said) => said.Data?.StreamId is { Length: > 0 } id ? id : said.Subject?.Id;
}
