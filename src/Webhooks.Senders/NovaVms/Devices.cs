using Webhooks.Notifying;
using Webhooks.Senders.Reading;
using Webhooks.Status;

namespace Webhooks.Senders.NovaVms;

// Cameras and gateways. Status events are sent at the change only, so each one counts.
internal static class Devices
{
    private const string Camera = "camera";
    private const string Gateway = "gateway";

    public static IEnumerable<StatusChange> Changed(NovaVmsEvent<CameraStatusData> body, EventContext context) =>
        Changed(Camera, body.Data?.CameraId, body.Data?.Status, context, Named(body.Data), ("site", body.Data?.SiteName));

    public static IEnumerable<StatusChange> Changed(NovaVmsEvent<GatewayStatusData> body, EventContext context) =>
        Changed(
            Gateway, body.Data?.GatewayId, body.Data?.Status, context, Named(body.Data), ("site", body.Data?.SiteName),
            ("affected_cameras", body.Data?.AffectedCameras is { } count ? Format.Number(count) : null));

    public static IEnumerable<Notice> About(NovaVmsEvent<CameraStatusData> body, EventContext context) =>
        About(
            NovaVmsRules.CameraOffline, Camera, body.Data?.CameraId, body.Data?.Status, context, Named(body.Data),
            "It records nothing until it is back.",
            "Check its power and network, then the gateway it connects through.");

    public static IEnumerable<Notice> About(NovaVmsEvent<GatewayStatusData> body, EventContext context)
    {
        var cameras = body.Data?.AffectedCameras switch
        {
            null => "The cameras behind it are affected.",
            1 => "1 camera behind it is affected.",
            var count => $"{Format.Number(count)} cameras behind it are affected.",
        };
        return About(
            NovaVmsRules.GatewayOffline, Gateway, body.Data?.GatewayId, body.Data?.Status, context, Named(body.Data), cameras,
            "Check the site's power and internet connection, then the gateway itself.");
    }

    public static string Named(string kind, string? name, string? id, string? site) =>
        $"{kind} {SafeText.First(name, id) ?? "(unknown)"}{(SafeText.First(site) is { } place ? $" at {place}" : "")}";

    private static string Named(CameraStatusData? data) => Named("Camera", data?.CameraName, data?.CameraId, data?.SiteName);

    private static string Named(GatewayStatusData? data) => Named("Gateway", data?.GatewayName, data?.GatewayId, data?.SiteName);

    private static IEnumerable<StatusChange> Changed(
        string kind, string? id, string? status, EventContext context, string name, params (string Name, string? Value)[] details)
    {
        if (id is { Length: > 0 } && StateOf(status) is { } state)
        {
            yield return new StatusChange(kind, id, state, context.At, $"{name} is {state}")
            {
                IsUnhealthy = state == "offline",
                // Of two states at the same time the worse counts: a device that is back reports again.
                Rank = state == "offline" ? 1 : 0,
                Details = Format.Details(details),
            };
        }
    }

    private static IEnumerable<Notice> About(
        NotificationRule rule, string kind, string? id, string? status, EventContext context, string name, string effect, string next) => StateOf(status) switch
        {
            "offline" => [rule.About(kind, id, context, $"{name} is offline", $"It has been offline since {Format.Time(context.At)}. {effect}", next)],
            "online" when id is { Length: > 0 } => [rule.Recovery(kind, id, $"{name} is online again", $"It came back at {Format.Time(context.At)}.")],
            _ => [],
        };

    private static string? StateOf(string? status) => SafeText.First(status)?.Trim().ToLowerInvariant();
}
