using Webhooks.Notifying;
using Webhooks.Senders.Reading;
using Webhooks.Status;

namespace Webhooks.Senders.NovaVms;

/// <summary>Cameras and gateways that come and go. Status events are sent at the change only, so each one counts.</summary>
internal static class Devices
{
    private const string Camera = "camera";
    private const string Gateway = "gateway";

    public static IEnumerable<StatusChange> Changed(NovaVmsEvent<CameraStatusData> said, EventContext on) =>
        said.Data is { } data
            ? Reached(Camera, data.CameraId, data.Status, on, Named(Camera, data.CameraName, data.CameraId, data.SiteName), ("site", data.SiteName))
            : [];

    public static IEnumerable<StatusChange> Changed(NovaVmsEvent<GatewayStatusData> said, EventContext on) =>
        said.Data is { } data
            ? Reached(
                Gateway, data.GatewayId, data.Status, on, Named(Gateway, data.GatewayName, data.GatewayId, data.SiteName), ("site", data.SiteName),
                ("affected_cameras", data.AffectedCameras is null ? null : Format.Number(data.AffectedCameras)))
            : [];

    public static IEnumerable<Notice> About(NovaVmsEvent<CameraStatusData> said, EventContext on)
    {
        var name = Named(Camera, said.Data?.CameraName, said.Data?.CameraId, said.Data?.SiteName);
        return About(
            NovaVmsRules.CameraOffline, Camera, said.Data?.CameraId, said.Data?.Status, on, name,
            "Nothing is recorded by it until it is back.",
            "Check its power and network, then the gateway it hangs on.");
    }

    public static IEnumerable<Notice> About(NovaVmsEvent<GatewayStatusData> said, EventContext on)
    {
        var cameras = said.Data?.AffectedCameras switch
        {
            null => "The cameras behind it are affected.",
            1 => "1 camera behind it is affected.",
            var count => $"{Format.Number(count)} cameras behind it are affected.",
        };
        return About(
            NovaVmsRules.GatewayOffline, Gateway, said.Data?.GatewayId, said.Data?.Status, on,
            Named(Gateway, said.Data?.GatewayName, said.Data?.GatewayId, said.Data?.SiteName), cameras,
            "Check the site's power and its way to the internet, then the gateway itself.");
    }

    public static string Named(string kind, string? name, string? id, string? site) =>
        $"{kind} {Plain.First(name, id) ?? "(unknown)"}{(Plain.First(site) is { } place ? $" at {place}" : "")}";

    private static IEnumerable<StatusChange> Reached(
        string kind, string? id, string? status, EventContext on, string name, params (string Name, string? Value)[] details)
    {
        if (id is { Length: > 0 } && StateOf(status) is { } state)
        {
            yield return new StatusChange(kind, id, state, on.At, $"{Capital(name)} is {state}")
            {
                IsUnhealthy = state == "offline",
                // Of two words for one moment the worse is believed: a camera that is back says so again.
                Rank = state == "offline" ? 1 : 0,
                Details = Format.Details(details),
            };
        }
    }

    private static IEnumerable<Notice> About(
        NotificationRule rule, string kind, string? id, string? status, EventContext on, string name, string harm, string next)
    {
        var title = $"{Capital(name)} is {StateOf(status)}";
        switch (StateOf(status))
        {
            case "offline":
                var what = $"It has been offline since {Format.Time(on.At)}. {harm}";
                yield return id is { Length: > 0 } ? rule.About(kind, id, title, what, next) : rule.Notice($"event {Printable.Of(on.EventId)}", title, what, next);
                break;
            case "online" when id is { Length: > 0 }:
                yield return rule.Over(kind, id, $"{title} again", $"It came back at {Format.Time(on.At)}.");
                break;
            default:
                break;
        }
    }

    private static string? StateOf(string? status) => Plain.First(status)?.Trim().ToLowerInvariant();

    private static string Capital(string name) => char.ToUpperInvariant(name[0]) + name[1..];
}
