using Webhooks.Notifying;
using Webhooks.Senders.Reading;
using Webhooks.Status;

namespace Webhooks.Senders.FastPix;

// FastPix promises no order and may give several events the same time; then the rank decides, which follows the life of a media.
internal static class MediaAssets
{
    public const string Kind = "media";

    // https://docs.fastpix.io/docs/media-events, data.test
    private static readonly TimeSpan LifeOfTests = TimeSpan.FromHours(24);

    private static readonly string[] Life = ["waiting", "created", "preparing", "ready", "failed", "deleted"];

    public static IEnumerable<StatusChange> Changed(FastPixEvent<MediaData> body, EventContext context)
    {
        if (IdOf(body) is { Length: > 0 } id && StateOf(body, context) is { } state)
        {
            var name = NameOf(body, id);
            yield return new StatusChange(Kind, id, state, context.At, $"Media {name} is {state}{FastPixTexts.InWorkspace(body.Workspace)}{FastPixTexts.By(body)}")
            {
                IsUnhealthy = state == "failed",
                Rank = Math.Max(0, Array.IndexOf(Life, state)),
                IsGone = state == "deleted",
                Ends = body.Data?.Test is true && state != "deleted"
                    ? new StatusEnd((body.Data.CreatedAt ?? context.At) + LifeOfTests, "deleted", $"Test media {name} is deleted: FastPix keeps test media for 24 hours") { IsGone = true }
                    : null,
                KeepsDetails = true,
                Details = MediaDetails.Of(body.Data),
            };
        }
    }

    public static IEnumerable<Notice> About(FastPixEvent<MediaData> body, EventContext context)
    {
        var (id, workspace) = (IdOf(body), FastPixTexts.InWorkspace(body.Workspace));
        var name = NameOf(body, id);
        switch (StateOf(body, context))
        {
            case "failed":
                yield return FastPixRules.MediaFailed.About(
                    Kind, id, context, $"Media {name} failed", $"FastPix could not process it{workspace}. Media id {SafeText.First(id) ?? "unknown"}.",
                    // https://docs.fastpix.io/docs/media-events names these as the common causes; the event itself has none.
                    "Check that the file plays elsewhere and that its address answers without a login, then create the media again.");
                break;
            case "ready" when id is { Length: > 0 }:
                yield return FastPixRules.MediaFailed.Recovery(Kind, id, $"Media {name} is ready", $"FastPix has processed it{workspace}. Media id {Printable.Of(id)}.");
                if (FastPixTexts.Outcome(context) == "ready")
                {
                    yield return FastPixRules.MediaReady.About(
                        Kind, id, $"Media {name} is ready to be played",
                        $"{MediaDetails.Playback(body.Data)}{workspace}. Media id {Printable.Of(id)}.", "Nothing to do. Players take the playback id, not the media id.") with
                    {
                        Stays = true,
                    };
                }

                break;
            case "deleted" when id is { Length: > 0 }:
                yield return FastPixRules.MediaFailed.Recovery(
                    Kind, id, $"Media {name} was deleted", $"It failed before and no longer exists{workspace}. Media id {Printable.Of(id)}.");
                break;
        }
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
