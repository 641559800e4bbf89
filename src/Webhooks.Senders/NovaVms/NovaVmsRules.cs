using Webhooks.Notifying;

namespace Webhooks.Senders.NovaVms;

internal static class NovaVmsRules
{
    public static readonly NotificationRule Alert = new("novavms.alert", Severity.Warning, "An alert rule matched. The severity is the alert's own.");

    public static readonly NotificationRule CameraOffline = new("novavms.camera-offline", Severity.Error, "A camera went offline.");

    public static readonly NotificationRule GatewayOffline = new("novavms.gateway-offline", Severity.Error, "A gateway went offline, and its cameras with it.");

    public static IReadOnlyList<NotificationRule> All { get; } = [Alert, CameraOffline, GatewayOffline];
}
