namespace Webhooks.Notifying;

/// <summary>What people hear of the receiver itself.</summary>
public static class ReceiverRules
{
    /// <summary>An event's attempts are used up.</summary>
    public static NotificationRule DeadLetter { get; } = new("receiver.dead-letter", Severity.Error, "An event became a dead letter: its attempts are used up, or none can succeed.");

    /// <summary>Processing is behind.</summary>
    public static NotificationRule Backlog { get; } = new("receiver.backlog", Severity.Error, "An event has been due for more than 15 minutes: processing is behind, or stands still.");

    /// <summary>Many deliveries are refused.</summary>
    public static NotificationRule Refusals { get; } = new("receiver.refusals", Severity.Warning, "Twenty deliveries of a source were refused within five minutes.");

    /// <summary>The clocks drift apart.</summary>
    public static NotificationRule ClockSkew { get; } = new("receiver.clock-skew", Severity.Warning, "A sender's clock is over half of the replay window from ours.");

    /// <summary>A secret is about to end.</summary>
    public static NotificationRule SecretEnding { get; } = new("receiver.secret-ending", Severity.Warning, "A secret reaches its NotAfter within seven days.");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<NotificationRule> All { get; } = [DeadLetter, Backlog, Refusals, ClockSkew, SecretEnding];
}
