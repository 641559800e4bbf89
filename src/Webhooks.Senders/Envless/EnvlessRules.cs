using Webhooks.Notifying;

namespace Webhooks.Senders.Envless;

internal static class EnvlessRules
{
    public static readonly NotificationRule DeliveryFailed = new(
        "envless.delivery-failed", Severity.Warning, "A delivery to an endpoint used up its attempts. Critical for important endpoints.");

    public static readonly NotificationRule EndpointFailing = new(
        "envless.endpoint-failing", Severity.Error, "Deliveries to an endpoint failed as often as the threshold says: repair it, or disable it in Envless.");

    public static readonly NotificationRule SecretRotated = new(
        "envless.secret-rotated", Severity.Error, "The signing secret of an endpoint was rotated; the old one stopped at once.");

    public static readonly NotificationRule SubscriptionPastDue = new("envless.subscription-past-due", Severity.Warning, "A subscription is past due.");

    public static readonly NotificationRule WorkspaceDeleted = new(
        "envless.workspace-deleted", Severity.Warning, "A workspace was deleted; its endpoints are disabled.");

    public static readonly NotificationRule KeyDeleted = new("envless.key-deleted", Severity.Info, "An API key was deleted.");

    public static readonly NotificationRule KeyRotated = new("envless.key-rotated", Severity.Info, "An API key was rotated.");

    public static IReadOnlyList<NotificationRule> All { get; } =
        [DeliveryFailed, EndpointFailing, SecretRotated, SubscriptionPastDue, WorkspaceDeleted, KeyDeleted, KeyRotated];
}
