namespace Webhooks.Notifying.Flooding;

/// <summary>
/// Decides what a channel sends now and what it counts. Pure: the state before and a notification give the state after and at most one
/// message. The first notification of a fingerprint is sent immediately, the rest of its window in a digest; after three different subjects
/// of one rule only the rule is counted; and an hour has a budget of messages. Every notification is counted somewhere. What is more severe than
/// all that its window sent is sent immediately; what is critical always is, unless anyone can cause it.
/// </summary>
internal static class FloodControl
{
    /// <summary>Different subjects of one rule that get their own message in one window.</summary>
    public const int MostSubjects = 3;

    /// <summary>How long a failure without a recovery is remembered.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromDays(30);

    public static FloodDecision Decide(FloodState state, Notification notification, ChannelOptions channel, DateTimeOffset now) =>
        notification.Notice.Recovered ? Recover(state, notification, channel, now) : Fail(state, notification, channel, now);

    private static FloodDecision Fail(FloodState state, Notification failure, ChannelOptions channel, DateTimeOffset now)
    {
        var (subject, rule) = (state.Subject, state.Rule);
        var window = WindowOf(rule, failure, channel, now);
        var counted = window with { Latest = failure, Total = window.Total + New(failure, window.Since) };
        var isCritical = failure.Notice is { Severity: Severity.Critical, FromCallers: false };
        if (subject?.RecoveredAt > failure.At)
        {
            // Queues keep no order: the recovery arrived first. The failure counts, and needs no message.
            var suppressed = SuppressedCounts.AddRecovery(SuppressedCounts.Add(window.Suppressed, failure, isNewSubject: true), failure, before: null);
            return new(state with { Rule = counted with { Suppressed = suppressed } }, null);
        }

        var isOpen = subject is { WindowEnds: not null } && (subject.WindowEnds > now || subject.Suppressed is not null);
        if (isOpen && !isCritical && failure.Notice.Severity <= HighestOf(subject!.Highest, subject.Latest))
        {
            var suppressed = SuppressedCounts.Add(subject.Suppressed, failure, isNewSubject: false);
            return new(state with
            {
                Subject = subject.Fail(failure, now) with { Suppressed = suppressed, Total = subject.Total + New(failure, subject.Since) },
                Rule = rule is null ? null : rule with { Total = rule.Total + New(failure, rule.Since) },
            }, null);
        }

        if (!isOpen && !isCritical && window.Notified.Count >= MostSubjects && !window.Notified.Contains(failure.Notice.Subject)
            && failure.Notice.Severity <= HighestOf(window.Highest, window.Latest))
        {
            var suppressed = SuppressedCounts.Add(window.Suppressed, failure, isNewSubject: subject?.CountedIn != window.WindowEnds);
            return new(state with
            {
                Subject = (subject ?? new()).Fail(failure, now) with { CountedIn = window.WindowEnds, WindowEnds = null },
                Rule = counted with { Suppressed = suppressed },
            }, null);
        }

        return Notify(state with { Rule = window }, isOpen, failure, isCritical, channel, now);
    }

    private static FloodDecision Notify(FloodState state, bool isOpen, Notification failure, bool isCritical, ChannelOptions channel, DateTimeOffset now)
    {
        var severity = failure.Notice.Severity;
        var open = isOpen ? state.Subject : null;
        var failing = (state.Subject ?? new()).Fail(failure, now);
        var subject = new SubjectFlood
        {
            Latest = failure,
            WindowEnds = now + channel.Window,
            Highest = open is null ? severity : Max(severity, HighestOf(open.Highest, open.Latest)),
            IsNotified = true,
            Total = (open?.Total ?? 0) + (open is null ? 1 : New(failure, open.Since)),
            Since = open?.Since ?? failure.At,
            FailingSince = failing.FailingSince,
            Failures = failing.Failures,
            LastSeen = now,
        };
        var window = state.Rule!;
        var rule = window with
        {
            Total = window.Total + New(failure, window.Since),
            Highest = window.Notified.Count == 0 ? severity : Max(severity, HighestOf(window.Highest, window.Latest)),
            Notified = With(window.Notified, failure.Notice.Subject),
        };
        var message = open is null ? Messages.Immediate(failure, now) : Messages.Escalated(failure, open, now);
        var after = new FloodState(subject, rule, state.Budget);
        return isCritical ? new(after, message) : Budget.Spend(after, message, failure.BudgetScope, channel, now);
    }

    private static FloodDecision Recover(FloodState state, Notification recovery, ChannelOptions channel, DateTimeOffset now)
    {
        var before = state.Subject;
        var after = new SubjectFlood { RecoveredAt = before?.RecoveredAt > recovery.At ? before.RecoveredAt : recovery.At, LastSeen = now };
        if (before is not { IsFailing: true } || before.Latest!.At > recovery.At)
        {
            // No failure is known, or it failed again since.
            return new(state with { Subject = before is null ? after : before with { RecoveredAt = after.RecoveredAt } }, null);
        }

        var window = WindowOf(state.Rule, recovery, channel, now);
        if (!before.IsNotified || (window.NotifiedRecoveries.Count >= MostSubjects && !window.NotifiedRecoveries.Contains(recovery.Notice.Subject)))
        {
            var suppressed = SuppressedCounts.AddRecovery(window.Suppressed, recovery, before);
            return new(state with { Subject = after, Rule = window with { Latest = before.Suppressed is null ? window.Latest : before.Latest, Suppressed = suppressed } }, null);
        }

        var rule = window with { NotifiedRecoveries = With(window.NotifiedRecoveries, recovery.Notice.Subject) };
        return Budget.Spend(new(after, rule, state.Budget), Messages.Recovered(recovery, before, now), recovery.BudgetScope, channel, now);
    }

    // An event that was counted before is not counted again.
    private static int New(Notification failure, DateTimeOffset since) => failure.IsCountedSince(since) ? 0 : 1;

    private static Severity HighestOf(Severity? highest, Notification? latest) => highest ?? latest!.Notice.Severity;

    private static Severity Max(Severity one, Severity other) => one > other ? one : other;

    private static IReadOnlyList<string> With(IReadOnlyList<string> subjects, string subject) => subjects.Contains(subject) ? subjects : [.. subjects, subject];

    // A window that is over but has counted something stays the one to count in: its digest is due.
    private static RuleFlood WindowOf(RuleFlood? rule, Notification notification, ChannelOptions channel, DateTimeOffset now) =>
        rule is not null && (rule.WindowEnds > now || rule.Suppressed is not null)
            ? rule
            : new RuleFlood { Latest = notification, WindowEnds = now + channel.Window, Since = notification.At };
}
