using Webhooks.Notifying;
using Webhooks.Senders.Reading;
using Webhooks.Status;

namespace Webhooks.Senders.FastPix;

// FastPix promises no order and may give several events the same time; then the rank decides, which follows the life of a media.
internal static class MediaAssets
{
    private const string Kind = "media";

    private static readonly string[] Life = ["waiting", "created", "preparing", "ready", "failed", "deleted"];

    public static IEnumerable<StatusChange> Changed(FastPixEvent<MediaData> body, EventContext context)
    {
        if (IdOf(body) is { Length: > 0 } id && StateOf(body, context) is { } state)
        {
            yield return new StatusChange(Kind, id, state, context.At, $"Media {NameOf(body, id)} is {state}{FastPixTexts.InWorkspace(body.Workspace)}")
            {
                IsUnhealthy = state == "failed",
                Rank = Math.Max(0, Array.IndexOf(Life, state)),
                Details = Format.Details(
                    ("duration", body.Data?.Duration is { } duration ? Format.Length(duration) : null),
                    ("max_resolution", body.Data?.MaxResolution), ("stream_id", body.Data?.StreamId)),
            };
        }
    }

    public static IEnumerable<Notice> About(FastPixEvent<MediaData> body, EventContext context)
    {
        var (id, workspace) = (IdOf(body), FastPixTexts.InWorkspace(body.Workspace));
        var name = NameOf(body, id);
        return StateOf(body, context) switch
        {
            "failed" =>
            [
                FastPixRules.MediaFailed.About(
                    Kind, id, context, $"Media {name} failed", $"FastPix could not process it{workspace}. Media id {SafeText.First(id) ?? "unknown"}.",
                    // https://docs.fastpix.io/docs/media-events names these as the common causes; the event itself has none.
                    "Check that the file plays elsewhere and that its address answers without a login, then create the media again."),
            ],
            "ready" when id is { Length: > 0 } =>
                [FastPixRules.MediaFailed.Recovery(Kind, id, $"Media {name} is ready", $"FastPix has processed it{workspace}. Media id {Printable.Of(id)}.")],
            _ => [],
        };
    }

    private static string? StateOf(FastPixEvent<MediaData> body, EventContext context) => FastPixTexts.Outcome(context) switch
    {
        "created" or "media_created" => "created",
        "deleted" => body.Data?.Success is false ? null : "deleted",
        "updated" => SafeText.First(body.Data?.Status)?.ToLowerInvariant(),
        var outcome => Life.Contains(outcome) ? outcome : null,
    };

    // A deletion has no data.id.
    private static string? IdOf(FastPixEvent<MediaData> body) => body.Data?.Id is { Length: > 0 } id ? id : body.Subject?.Id;

    private static string NameOf(FastPixEvent<MediaData> body, string? id) => FastPixTexts.Name(body.Data?.Metadata, id);
}
