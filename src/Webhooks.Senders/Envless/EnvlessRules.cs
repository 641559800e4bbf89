using Webhooks.Notifying;

namespace Webhooks.Senders.Envless;

/// <summary>What people hear of Envless.</summary>
public static class EnvlessRules
{
    /// <summary>An endpoint missed an event.</summary>
    public static NotificationRule DeliveryFailed { get; } = new(
        "envless.delivery-failed", Severity.Warning, "A delivery to an endpoint used up its attempts. An error once several have failed in a row, critical for important endpoints.");

    /// <summary>The old secret is worth nothing now.</summary>
    public static NotificationRule SecretRotated { get; } = new(
        "envless.secret-rotated", Severity.Error, "The signing secret of an endpoint was rotated; the old one stopped at once.");

    /// <summary>Somebody has to pay.</summary>
    public static NotificationRule SubscriptionPastDue { get; } = new(
        "envless.subscription-past-due", Severity.Warning, "A subscription is past due.");

    /// <summary>Nothing more comes from it.</summary>
    public static NotificationRule WorkspaceDeleted { get; } = new(
        "envless.workspace-deleted", Severity.Warning, "A workspace was deleted; its endpoints are disabled.");

    /// <summary>Whoever uses it is locked out.</summary>
    public static NotificationRule KeyDeleted { get; } = new("envless.key-deleted", Severity.Info, "An API key was deleted.");

    /// <summary>Whoever uses the old one is locked out.</summary>
    public static NotificationRule KeyRotated { get; } = new("envless.key-rotated", Severity.Info, "An API key was rotated.");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<NotificationRule> All { get; } =
        [DeliveryFailed, SecretRotated, SubscriptionPastDue, WorkspaceDeleted, KeyDeleted, KeyRotated];
}
