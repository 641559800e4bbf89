using Webhooks.Notifying;

namespace Webhooks.Senders.NovaVms;

/// <summary>What people hear of NovaVMS.</summary>
public static class NovaVmsRules
{
    /// <summary>A rule of the team's own matched; its severity decides.</summary>
    public static NotificationRule Alert { get; } = new("novavms.alert", Severity.Warning, "An alert rule matched. The severity is the alert's own.");

    /// <summary>One camera is blind.</summary>
    public static NotificationRule CameraOffline { get; } = new("novavms.camera-offline", Severity.Error, "A camera went offline.");

    /// <summary>All cameras behind it are.</summary>
    public static NotificationRule GatewayOffline { get; } = new("novavms.gateway-offline", Severity.Error, "A gateway went offline, and its cameras with it.");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<NotificationRule> All { get; } = [Alert, CameraOffline, GatewayOffline];
}
