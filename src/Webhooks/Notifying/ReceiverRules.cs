namespace Webhooks.Notifying;

public static class ReceiverRules
{
    public static NotificationRule DeadLetter { get; } = new("receiver.dead-letter", Severity.Error, "An event became a dead letter: its attempts are used up, or none can succeed.");
    public static NotificationRule Backlog { get; } = new("receiver.backlog", Severity.Error, "An event has been due for more than 15 minutes: processing is behind, or has stopped.");
    public static NotificationRule Refusals { get; } = new("receiver.refusals", Severity.Warning, "Twenty deliveries of a source were refused within five minutes.") { FromCallers = true };
    public static NotificationRule SecretBroken { get; } = new("receiver.secret-broken", Severity.Error, "A source that verified deliveries before has since only refused signatures, three or more.") { FromCallers = true };
    public static NotificationRule ClockSkew { get; } = new("receiver.clock-skew", Severity.Warning, "A sender's clock differs from ours by more than half of the replay window.") { FromCallers = true };
    public static NotificationRule SecretEnding { get; } = new("receiver.secret-ending", Severity.Warning, "A secret reaches its NotAfter within seven days.");
    public static IReadOnlyList<NotificationRule> All { get; } = [DeadLetter, Backlog, Refusals, SecretBroken, ClockSkew, SecretEnding];
}
