namespace Webhooks.Notifying.Flooding;

/// <summary>
/// Decides what a channel sends now and what it counts. Pure: the state before and a notification give the state after and at most one message. The
/// first notification of a fingerprint is sent immediately, the rest of its window in a digest; after three different subjects of one rule only the
/// rule is counted; and an hour has a budget of messages. Every notification is counted somewhere.
/// </summary>
public static class FloodControl
{
    /// <summary>Different subjects of one rule that get their own message in one window.</summary>
    public const int MostSubjects = 3;

    /// <summary>How long a failure without a recovery is remembered.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromDays(30);

    public static FloodDecision Decide(FloodState state, Notification said, ChannelOptions channel, DateTimeOffset now) =>
        said.Notice.Recovered ? Recover(state, said, channel, now) : Fail(state, said, channel, now);

    private static FloodDecision Fail(FloodState state, Notification said, ChannelOptions channel, DateTimeOffset now)
    {
        var (subject, rule) = (state.Subject, state.Rule);
        if (subject?.RecoveredAt > said.At)
        {
            // Queues have no order: the end was heard of before this. It counts, and needs nobody.
            var over = Window(rule, said, channel, now);
            var tally = SuppressedCounts.AddRecovery(SuppressedCounts.Add(over.Suppressed, said, isNewSubject: true), said, failures: 0);
            return new(state with { Rule = over with { Latest = said, Suppressed = tally, Total = over.Total + 1 } }, null);
        }

        if (subject is { WindowEnds: not null } && (subject.WindowEnds > now || subject.Suppressed is not null))
        {
            var counted = subject with { Latest = said, Suppressed = SuppressedCounts.Add(subject.Suppressed, said, isNewSubject: false), Total = subject.Total + 1, HeardAt = now };
            return new(state with { Subject = counted, Rule = rule is null ? null : rule with { Total = rule.Total + 1 } }, null);
        }

        var open = Window(rule, said, channel, now);
        if (open.Notified.Count >= MostSubjects && !open.Notified.Contains(said.Notice.Subject))
        {
            var isNew = subject?.CountedIn != open.WindowEnds;
            var counted = (subject ?? new()) with { Latest = said, CountedIn = open.WindowEnds, WindowEnds = null, HeardAt = now };
            return new(state with
            {
                Subject = counted,
                Rule = open with { Latest = said, Suppressed = SuppressedCounts.Add(open.Suppressed, said, isNew), Total = open.Total + 1 },
            }, null);
        }

        var notified = new SubjectFlood { Latest = said, WindowEnds = now + channel.Window, IsNotified = true, Total = 1, Since = said.At, HeardAt = now };
        var list = open.Notified.Contains(said.Notice.Subject) ? open.Notified : [.. open.Notified, said.Notice.Subject];
        return Budget.Spend(new(notified, open with { Latest = said, Notified = list, Total = open.Total + 1 }, state.Budget), Messages.AtOnce(said, now), channel, now);
    }

    private static FloodDecision Recover(FloodState state, Notification said, ChannelOptions channel, DateTimeOffset now)
    {
        var before = state.Subject;
        var well = new SubjectFlood { RecoveredAt = before?.RecoveredAt > said.At ? before.RecoveredAt : said.At, HeardAt = now };
        if (before is not { IsFailing: true } || before.Latest!.At > said.At)
        {
            // Nobody was told of a failure, or it failed again since.
            return new(state with { Subject = before is null ? well : before with { RecoveredAt = well.RecoveredAt } }, null);
        }

        var open = Window(state.Rule, said, channel, now);
        if (!before.IsNotified || (open.NotifiedRecoveries.Count >= MostSubjects && !open.NotifiedRecoveries.Contains(said.Notice.Subject)))
        {
            var suppressed = SuppressedCounts.AddRecovery(open.Suppressed, said, before.Suppressed?.Count ?? 0);
            return new(state with { Subject = well, Rule = open with { Latest = before.Suppressed is null ? open.Latest : before.Latest, Suppressed = suppressed } }, null);
        }

        var rule = open with { NotifiedRecoveries = open.NotifiedRecoveries.Contains(said.Notice.Subject) ? open.NotifiedRecoveries : [.. open.NotifiedRecoveries, said.Notice.Subject] };
        return Budget.Spend(new(well, rule, state.Budget), Messages.Recovered(said, before, now), channel, now);
    }

    // A window that is over and still has something to tell stays the one to count in: its digest is on the way.
    private static RuleFlood Window(RuleFlood? rule, Notification said, ChannelOptions channel, DateTimeOffset now) =>
        rule is not null && (rule.WindowEnds > now || rule.Suppressed is not null)
            ? rule
            : new RuleFlood { Latest = said, WindowEnds = now + channel.Window, Since = said.At };
}
