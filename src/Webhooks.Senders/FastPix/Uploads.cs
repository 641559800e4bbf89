using Webhooks.Notifying;
using Webhooks.Senders.Reading;
using Webhooks.Status;

namespace Webhooks.Senders.FastPix;

internal static class Uploads
{
    private const string Kind = "upload";

    public static IEnumerable<StatusChange> Changed(FastPixEvent<UploadData> body, EventContext context) =>
        Changed(body.Data?.UploadId, context, FastPixTexts.Outcome(context) == "cancelled" ? "cancelled" : "waiting", NameOf(body.Data));

    // The page shows no id of the upload. When there is one, the upload is complete.
    public static IEnumerable<StatusChange> BecameMedia(FastPixEvent<MediaData> body, EventContext context) =>
        [.. MediaAssets.Changed(body, context), .. Changed(body.Data?.UploadId, context, "media_created", FastPixTexts.Name(body.Data?.Metadata, body.Data?.UploadId))];

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
            ? [new(Kind, id, state, context.At, $"Upload {name} is {state.Replace('_', ' ')}") { Rank = state == "waiting" ? 0 : 1 }]
            : [];

    private static string NameOf(UploadData? data) => FastPixTexts.Name(data?.PushMediaSettings?.Metadata, data?.UploadId);
}
