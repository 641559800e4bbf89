namespace Webhooks.Notifying;

public static class ReceiverRules
{
    /// <summary>In place of a source, of what concerns all of them: channels for some sources get it, too.</summary>
    public const string EverySource = "(all)";

    public static NotificationRule DeadLetter { get; } = new("receiver.dead-letter", Severity.Error, "An event became a dead letter: its attempts are used up, or none can succeed.") { List = NoticeScope.DeadLetters };
    public static NotificationRule Backlog { get; } = new("receiver.backlog", Severity.Error, "An event has been due for more than 15 minutes: processing is behind, or has stopped.") { List = NoticeScope.Pending };
    public static NotificationRule Refusals { get; } = new("receiver.refusals", Severity.Warning, "Twenty deliveries of a source were refused within five minutes.") { FromCallers = true, List = NoticeScope.Refused };
    public static NotificationRule SecretBroken { get; } = new("receiver.secret-broken", Severity.Error, "A source that verified deliveries before has since only refused signatures, three or more.") { FromCallers = true, List = NoticeScope.Refused };
    public static NotificationRule ClockSkew { get; } = new("receiver.clock-skew", Severity.Warning, "A sender's clock differs from ours by more than half of the replay window.") { FromCallers = true, List = NoticeScope.Receiver };
    public static NotificationRule SecretEnding { get; } = new("receiver.secret-ending", Severity.Warning, "A secret reaches its NotAfter within seven days.") { List = NoticeScope.Secrets };
    public static NotificationRule MachineClock { get; } = new("receiver.machine-clock", Severity.Warning, "The clock of a machine that runs the receiver differs from storage's by more than a few seconds.") { List = NoticeScope.Receiver };
    public static NotificationRule StorageLost { get; } = new("receiver.storage-lost", Severity.Critical, "A table or a queue was deleted while the receiver ran, and was created again, empty.") { List = NoticeScope.Receiver };
    public static NotificationRule HandlerPaused { get; } = new("receiver.handler-paused", Severity.Warning, "A handler is paused: said once a day, until it is resumed.") { List = NoticeScope.Handlers };
    public static IReadOnlyList<NotificationRule> All { get; } = [DeadLetter, Backlog, Refusals, SecretBroken, ClockSkew, SecretEnding, MachineClock, StorageLost, HandlerPaused];
}
