using Webhooks.Senders.Reading;
using Webhooks.Status;

namespace Webhooks.Senders.FastPix;

// None of the states is unhealthy by itself: a disconnected encoder may come back within the reconnect window, and an idle stream has
// ended.
internal static class LiveStreams
{
    // Decides between states with equal times: starting, stopping, end.
    private static readonly string[] Life =
        ["updated", "created", "connected", "preparing", "recording", "active", "disconnected", "idle", "disabled", "deleted"];

    public static IEnumerable<StatusChange> Changed(FastPixEvent<LiveStreamData> body, EventContext context)
    {
        var id = body.Data?.StreamId is { Length: > 0 } stream ? stream : body.Subject?.Id;
        var outcome = FastPixTexts.Outcome(context);
        var state = outcome == "updated" ? SafeText.First(body.Data?.Status)?.ToLowerInvariant() : outcome;
        if (state is not null && id is { Length: > 0 })
        {
            var name = FastPixTexts.Name(body.Data?.Metadata, id);
            yield return new StatusChange("live-stream", id, state, context.At, $"Live stream {name} is {state}{FastPixTexts.InWorkspace(body.Workspace)}")
            {
                Rank = Array.IndexOf(Life, outcome),
                IsGone = outcome == "deleted",
                Details = Format.Details(("test", FastPixTexts.TestOf(body.Data)), ("status", body.Data?.Status), ("max_resolution", body.Data?.MaxResolution)),
            };
        }
    }
}
