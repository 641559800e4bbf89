using Webhooks.Notifying;

namespace Webhooks.Senders.Valara;

/// <summary>What people hear of Valara.</summary>
public static class ValaraRules
{
    /// <summary>No file arrived.</summary>
    public static NotificationRule DeliveryFailed { get; } = new(
        "valara.delivery-failed", Severity.Error, "A media delivery failed: no file reached the agent's storage.");

    /// <summary>Some files did not arrive.</summary>
    public static NotificationRule DeliveryPartial { get; } = new(
        "valara.delivery-partial", Severity.Warning, "A media delivery left some files behind.");

    /// <summary>A visit and the calendar disagree.</summary>
    public static NotificationRule AppointmentOrphaned { get; } = new(
        "valara.appointment-orphaned", Severity.Warning, "A booked appointment no longer matches its calendar event.");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<NotificationRule> All { get; } = [DeliveryFailed, DeliveryPartial, AppointmentOrphaned];
}
