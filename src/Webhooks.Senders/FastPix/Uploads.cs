using Webhooks.Notifying;
using Webhooks.Senders.Reading;
using Webhooks.Status;

namespace Webhooks.Senders.FastPix;

internal static class Uploads
{
    private const string Kind = "upload";
    private const string Waiting = "waiting";

    private static readonly TimeSpan LongestTimeout = TimeSpan.FromDays(30);

    public static IEnumerable<StatusChange> Changed(FastPixEvent<UploadData> body, EventContext context)
    {
        var (data, name) = (body.Data, NameOf(body.Data));
        var state = FastPixTexts.Outcome(context) == "cancelled" ? "cancelled" : Waiting;
        DateTimeOffset? end = state == Waiting && data?.Timeout is { } timeout && timeout > TimeSpan.Zero && timeout <= LongestTimeout ? context.At + timeout : null;
        return Changed(data?.UploadId, context, state, name).Select(change => change with
        {
            Ends = end is null ? null : new StatusEnd(end.Value, "expired", $"Upload {name} is expired: its address was valid until {Format.Time(end)}, and no event reported a file") { IsGone = true },
            Details = Format.Details((RuleNotices.Test, FastPixTexts.TestOf(data)), ("expires", end is null ? null : Format.Time(end))),
        });
    }

    // The page shows no id of the upload here, and calls the upload's id, where there is one, that of the media.
    public static IEnumerable<StatusChange> BecameMedia(FastPixEvent<MediaData> body, EventContext context)
    {
        var id = body.Data?.UploadId is { Length: > 0 } upload ? upload : body.Data?.Id;
        var complete = Changed(id, context, "media_created", FastPixTexts.Name(body.Data?.Metadata, id));
        return [.. MediaAssets.Changed(body, context), .. complete.Select(change => change with { IfKnown = id != body.Data?.UploadId })];
    }

    public static IEnumerable<Notice> AboutCancelled(FastPixEvent<UploadData> body, EventContext context)
    {
        if (body.Data?.UploadId is { Length: > 0 } id)
        {
            yield return FastPixRules.UploadCancelled.About(
                Kind, id, $"Upload {NameOf(body.Data)} was cancelled",
                $"No media will be created from it{FastPixTexts.InWorkspace(body.Workspace)}. Upload id {Printable.Of(id)}.",
                "Nothing if it was intended; otherwise request a new upload address and send the file again.");
        }
    }

    private static IEnumerable<StatusChange> Changed(string? id, EventContext context, string state, string name) =>
        id is { Length: > 0 }
            ? [new(Kind, id, state, context.At, $"Upload {name} is {state.Replace('_', ' ')}") { Rank = state == Waiting ? 0 : 1, IsGone = state != Waiting, KeepsDetails = true }]
            : [];

    private static string NameOf(UploadData? data) => FastPixTexts.Name(data?.PushMediaSettings?.Metadata, data?.UploadId);
}
