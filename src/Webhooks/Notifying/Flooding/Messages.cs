using static System.FormattableString;

namespace Webhooks.Notifying.Flooding;

internal static class Messages
{
    public static ChannelMessage Immediate(Notification failure, DateTimeOffset now) => Of(failure, MessageKind.Immediate, now);

    /// <summary>More severe than what its window sent before; speaks also of what the window counted.</summary>
    public static ChannelMessage Escalated(Notification failure, SubjectFlood before, DateTimeOffset now)
    {
        var suppressed = before.Suppressed?.Count ?? 0;
        return Immediate(failure, now) with
        {
            Count = 1 + suppressed,
            Total = before.Total + 1,
            First = before.Since,
            Note = suppressed == 0 ? null : Invariant($"{Many(suppressed, "less severe notification")} of it since {before.Since:yyyy-MM-dd HH:mm:ss} UTC {Were(suppressed)} not sent individually."),
        };
    }

    public static ChannelMessage Recovered(Notification recovery, SubjectFlood before, DateTimeOffset now)
    {
        var suppressed = before.Suppressed?.Count ?? 0;
        return Of(recovery, MessageKind.Recovered, now) with
        {
            Count = suppressed,
            Total = before.Total,
            First = before.Since,
            Note = suppressed == 0 ? null : Invariant($"It had failed {Many(before.Total, "time")} since {before.Since:yyyy-MM-dd HH:mm:ss} UTC, {suppressed:N0} of them not reported before."),
        };
    }

    public static ChannelMessage Digest(SubjectFlood subject, SuppressedCounts suppressed, DateTimeOffset now) => Of(subject.Latest!, suppressed, now) with
    {
        Id = Id(subject.Latest!, "subject", subject.WindowEnds),
        Title = Invariant($"{suppressed.Count:N0} more like “{subject.Latest!.Notice.Title}”"),
        What = Invariant($"It happened {Many(suppressed.Count, "more time")}, {Many(subject.Total, "time")} since {subject.Since:yyyy-MM-dd HH:mm:ss} UTC. The latest: {subject.Latest!.Notice.What}"),
        Subject = subject.Latest!.Notice.Subject,
        Fingerprint = subject.Latest!.Fingerprint,
        Total = subject.Total,
        Examples = subject.Latest!.Notice.FromCallers ? suppressed.Examples : [],
    };

    public static ChannelMessage Digest(RuleFlood rule, SuppressedCounts suppressed, DateTimeOffset now)
    {
        var onlyRecoveries = suppressed.Count == 0;
        var recovered = suppressed.Recovered == 0 ? "" : Invariant($" {suppressed.Recovered:N0} of these subjects {Have(suppressed.Recovered)} recovered.");
        return Of(rule.Latest, suppressed, now) with
        {
            Id = Id(rule.Latest, "rule", rule.WindowEnds),
            Kind = onlyRecoveries ? MessageKind.Recovered : MessageKind.Digest,
            Title = Invariant($"{(onlyRecoveries ? suppressed.Recovered : suppressed.Count):N0} more like “{rule.Latest.Notice.Title}”"),
            What = onlyRecoveries
                ? $"{Many(suppressed.Recovered, "subject")} {Have(suppressed.Recovered)} recovered."
                : Invariant($"It happened {Many(suppressed.Count, "more time")} to {Many(suppressed.Subjects, "different subject")}, {Many(rule.Total, "time")} since {rule.Since:yyyy-MM-dd HH:mm:ss} UTC.{recovered}"),
            Total = rule.Total,
        };
    }

    public static ChannelMessage OverBudget(BudgetFlood budget, ChannelOptions channel, DateTimeOffset now)
    {
        var held = budget.Held!;
        var recoveries = Many(held.Recovered, "recovery", "recoveries");
        var title = held.Count == 0 ? recoveries : Many(held.Count, "notification");
        return new ChannelMessage
        {
            Id = $"over-budget-{channel.Name}-{(budget.Scope is null ? "" : budget.Scope + "-")}{budget.SendHeldAt!.Value.UtcTicks}",
            Kind = MessageKind.OverBudget,
            Severity = held.Worst,
            At = now,
            Title = $"{title} {Were(held.Count == 0 ? held.Recovered : held.Count)} not sent individually",
            What = Invariant($"This channel may send {Quantity.Count(Budget.PerHour(budget.Scope, channel), "message")} per hour{(budget.Scope is null ? "" : $" for {budget.Scope}, which anyone can cause")}. The notifications beyond that are counted below, by source and rule.")
                + (held.Recovered == 0 || held.Count == 0 ? "" : $" {recoveries} {Were(held.Recovered)} among them."),
            Next = budget.Scope is null
                ? "Check the sources below. If this volume is normal, raise the channel's MinSeverity or its BudgetPerHour."
                : "Check the sources below; `hook refused` lists what was refused.",
            Count = held.Count,
            Total = held.Count,
            First = held.First,
            Last = held.Last,
            Examples = [.. budget.HeldBy.OrderByDescending(kind => kind.Value).Select(kind => Invariant($"{kind.Value:N0} × {kind.Key}"))],
        };
    }

    private static ChannelMessage Of(Notification latest, SuppressedCounts suppressed, DateTimeOffset now) => Of(latest, MessageKind.Digest, now) with
    {
        Source = latest.Notice.FromCallers ? null : latest.Source,
        Subject = null,
        Fingerprint = null,
        Severity = suppressed.Worst,
        Count = suppressed.Count,
        First = suppressed.First,
        Last = suppressed.Last,
        Examples = suppressed.Causes.Count == 0 ? suppressed.Examples : [],
        Causes = [.. suppressed.Causes.OrderByDescending(cause => cause.Count)],
        // With several causes, the latest one's remedy is not that of all.
        Next = suppressed.Causes.Count == 0 ? latest.Notice.Next : "",
    };

    private static ChannelMessage Of(Notification notification, MessageKind kind, DateTimeOffset now) => new()
    {
        Id = notification.Id,
        Kind = kind,
        Severity = notification.Notice.Severity,
        Title = notification.Notice.Title,
        What = notification.Notice.What,
        Next = notification.Notice.Next,
        Source = notification.Source,
        Rule = notification.Notice.Rule,
        Subject = notification.Notice.Subject,
        Fingerprint = notification.Fingerprint,
        EventId = notification.EventId,
        Link = notification.Link,
        At = now,
        First = notification.At,
        Last = notification.At,
    };

    // A digest that is made again has the same id, so that its receiver can recognise a repeat.
    private static string Id(Notification latest, string part, DateTimeOffset? window) =>
        NotificationId.Of(latest.Source, latest.Notice.Rule, part, part == "subject" ? latest.Notice.Subject : "", Invariant($"{window?.UtcTicks}"));

    private static string Many(int count, string one, string? many = null) => Invariant($"{count:N0} {(count == 1 ? one : many ?? one + "s")}");

    private static string Have(int count) => count == 1 ? "has" : "have";

    private static string Were(int count) => count == 1 ? "was" : "were";
}
