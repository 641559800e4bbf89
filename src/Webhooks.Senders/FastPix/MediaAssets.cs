using Webhooks.Notifying;
using Webhooks.Senders.Reading;
using Webhooks.Status;

namespace Webhooks.Senders.FastPix;

/// <summary>
/// Media on their way from created to ready. FastPix promises no order, and may give several events one time; then the rank decides,
/// which follows the life of a media.
/// </summary>
internal static class MediaAssets
{
    private const string Kind = "media";

    private static readonly string[] Life = ["waiting", "created", "preparing", "ready", "failed", "deleted"];

    public static IEnumerable<StatusChange> Changed(FastPixEvent<MediaData> said, EventContext on)
    {
        if (IdOf(said) is not { Length: > 0 } id || StateOf(said, on) is not { } state)
        {
            yield break;
        }

        yield return new StatusChange(Kind, id, state, on.At, $"Media {NameOf(said, id)} is {state}{FastPixTexts.Place(said.Workspace)}")
        {
            IsUnhealthy = state == "failed",
            Rank = Math.Max(0, Array.IndexOf(Life, state)),
            Details = Format.Details(
                ("duration", said.Data?.Duration is { } duration ? Format.Length(duration) : null),
                ("max_resolution", said.Data?.MaxResolution), ("stream_id", said.Data?.StreamId)),
        };
    }

    public static IEnumerable<Notice> About(FastPixEvent<MediaData> said, EventContext on)
    {
        var id = IdOf(said);
        var name = NameOf(said, id);
        return StateOf(said, on) switch
        {
            "failed" => [Failed(said, on, id, name)],
            "ready" when id is { Length: > 0 } =>
                [FastPixRules.MediaFailed.Over(Kind, id, $"Media {name} is ready", $"FastPix finished it after all{FastPixTexts.Place(said.Workspace)}. Media id {Printable.Of(id)}.")],
            _ => [],
        };
    }

    private static Notice Failed(FastPixEvent<MediaData> said, EventContext on, string? id, string name)
    {
        var title = $"Media {name} failed";
        var what = $"FastPix could not process it{FastPixTexts.Place(said.Workspace)}. Media id {Plain.First(id) ?? "unknown"}.";
        // https://docs.fastpix.io/docs/media-events names these as the common causes; the event itself says none.
        const string Next = "Check that the file plays elsewhere and that its address answers without a login, then create the media again.";
        return id is { Length: > 0 }
            ? FastPixRules.MediaFailed.About(Kind, id, title, what, Next)
            : FastPixRules.MediaFailed.Notice($"event {Printable.Of(on.EventId)}", title, what, Next);
    }

    private static string? StateOf(FastPixEvent<MediaData> said, EventContext on) => FastPixTexts.Outcome(on) switch
    {
        "created" or "media_created" => "created",
        "deleted" => said.Data?.Success is false ? null : "deleted",
        "updated" => Plain.First(said.Data?.Status)?.ToLowerInvariant(),
        var outcome => Life.Contains(outcome) ? outcome : null,
    };

    // A deletion has no data.id.
    private static string? IdOf(FastPixEvent<MediaData> said) => said.Data?.Id is { Length: > 0 } id ? id : said.Subject?.Id;

    private static string NameOf(FastPixEvent<MediaData> said, string? id) => FastPixTexts.Name(said.Data?.Metadata, id);
}
