using Webhooks.Notifying;

namespace Webhooks.Senders.Valara;

internal static class ValaraRules
{
    public static readonly NotificationRule DeliveryFailed = new(
        "valara.delivery-failed", Severity.Error, "A media delivery failed: no file reached the agent's storage.");

    public static readonly NotificationRule DeliveryPartial = new(
        "valara.delivery-partial", Severity.Warning, "A media delivery completed with missing files.");

    public static readonly NotificationRule AppointmentOrphaned = new(
        "valara.appointment-orphaned", Severity.Warning, "A booked appointment no longer matches its calendar event.");

    public static IReadOnlyList<NotificationRule> All { get; } = [DeliveryFailed, DeliveryPartial, AppointmentOrphaned];
}
