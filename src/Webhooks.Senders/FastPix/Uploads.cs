using Webhooks.Notifying;
using Webhooks.Senders.Reading;
using Webhooks.Status;

namespace Webhooks.Senders.FastPix;

/// <summary>Uploads, from the address given out to the media made of the file.</summary>
internal static class Uploads
{
    private const string Kind = "upload";

    public static IEnumerable<StatusChange> Changed(FastPixEvent<UploadData> said, EventContext on) =>
        Reached(said.Data?.UploadId, on, FastPixTexts.Outcome(on) == "cancelled" ? "cancelled" : "waiting", NameOf(said.Data));

    /// <summary>An upload became a media. The page shows no id of the upload; when one comes, the upload is done.</summary>
    public static IEnumerable<StatusChange> BecameMedia(FastPixEvent<MediaData> said, EventContext on) =>
        [.. MediaAssets.Changed(said, on), .. Reached(said.Data?.UploadId, on, "media_created", FastPixTexts.Name(said.Data?.Metadata, said.Data?.UploadId))];

    public static IEnumerable<Notice> AboutCancelled(FastPixEvent<UploadData> said, EventContext on)
    {
        if (said.Data?.UploadId is { Length: > 0 } id)
        {
            yield return FastPixRules.UploadCancelled.About(
                Kind, id, $"Upload {NameOf(said.Data)} was cancelled",
                $"No media comes of it{FastPixTexts.Place(said.Workspace)}. Upload id {Printable.Of(id)}.",
                "Nothing, if it was meant; else ask for a new upload address and send the file again.");
        }
    }

    private static IEnumerable<StatusChange> Reached(string? id, EventContext on, string state, string name)
    {
        if (id is { Length: > 0 })
        {
            yield return new StatusChange(Kind, id, state, on.At, $"Upload {name} is {state.Replace('_', ' ')}") { Rank = state == "waiting" ? 0 : 1 };
        }
    }

    private static string NameOf(UploadData? data) => FastPixTexts.Name(data?.PushMediaSettings?.Metadata, data?.UploadId);
}
