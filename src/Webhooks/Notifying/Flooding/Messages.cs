using static System.FormattableString;

namespace Webhooks.Notifying.Flooding;

internal static class Messages
{
    public static ChannelMessage Immediate(Notification failure, DateTimeOffset now) => Of(failure, MessageKind.Immediate, now);

    /// <summary>More severe than what its window sent before; speaks also of what the window counted.</summary>
    public static ChannelMessage Escalated(Notification failure, SubjectFlood before, DateTimeOffset now)
    {
        var suppressed = before.Suppressed?.Count ?? 0;
        return suppressed == 0 ? Immediate(failure, now) with { Total = before.Total + 1, First = before.Since } : Covering(Immediate(failure, now), failure, before.Suppressed!) with
        {
            Count = 1 + suppressed,
            Total = before.Total + 1,
            First = before.Since,
            Note = $"There was no message about {Many(suppressed, $"less severe {NounOf(failure)}")} since {MessageTimes.Of(before.Since)}.",
        };
    }

    public static ChannelMessage Recovered(Notification recovery, SubjectFlood before, DateTimeOffset now)
    {
        var suppressed = before.Suppressed?.Count ?? 0;
        var (since, failures) = (before.FailingSince ?? before.Since, before.Failures ?? before.Total);
        var lasted = recovery.At > since ? recovery.At - since : TimeSpan.Zero;
        var message = Of(recovery, MessageKind.Recovered, now);
        return message with
        {
            What = $"{message.What} It lasted {Quantity.Span(lasted)}, since {MessageTimes.Of(since)}; {Affected(failures, suppressed, before.Latest!)}.".TrimStart(),
            Scope = before.Suppressed?.Scope ?? message.Scope,
            Command = recovery.Notice.Command,
            Lasted = lasted,
            Count = suppressed,
            Total = failures,
            First = since,
        };
    }

    public static ChannelMessage Digest(SubjectFlood subject, SuppressedCounts suppressed, DateTimeOffset now) => Of(subject.Latest!, suppressed, now) with
    {
        Id = Id(subject.Latest!, "subject", subject.WindowEnds),
        Title = TitleOf(suppressed.Count, subject.Latest!),
        What = $"{Many(suppressed.Count, $"more {NounOf(subject.Latest!)}")}, {Many(subject.Total, NounOf(subject.Latest!))} since {MessageTimes.Of(subject.Since)}. The latest: {subject.Latest!.Notice.What}",
        Subject = subject.Latest!.Notice.Subject,
        Fingerprint = subject.Latest!.Fingerprint,
        Total = subject.Total,
        Examples = subject.Latest!.Notice.FromCallers ? suppressed.Examples : [],
    };

    public static ChannelMessage Digest(RuleFlood rule, SuppressedCounts suppressed, DateTimeOffset now)
    {
        var (onlyRecoveries, noun) = (suppressed.Count == 0, NounOf(rule.Latest));
        var recovered = suppressed.Recovered == 0 ? "" : Invariant($" {suppressed.Recovered:N0} of these subjects {Have(suppressed.Recovered)} recovered.");
        return Of(rule.Latest, suppressed, now) with
        {
            Id = Id(rule.Latest, "rule", rule.WindowEnds),
            Kind = onlyRecoveries ? MessageKind.Recovered : MessageKind.Digest,
            Title = onlyRecoveries ? $"{Many(suppressed.Recovered, "more subject")} like “{rule.Latest.Notice.Title}”" : TitleOf(suppressed.Count, rule.Latest),
            What = onlyRecoveries
                ? $"{Many(suppressed.Recovered, "subject")} {Have(suppressed.Recovered)} recovered."
                : $"{Many(suppressed.Count, $"more {noun}")} about {Many(suppressed.Subjects, "subject", "different subjects")}, {Many(rule.Total, noun)} since {MessageTimes.Of(rule.Since)}.{recovered}",
            Command = onlyRecoveries ? null : suppressed.Scope is { } scope ? MessageDirections.Command(scope) : null,
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
                : "Check the sources below.",
            Rule = budget.Scope,
            Scope = held.Scope ?? new(null, null, null, null, held.First, held.Last),
            Command = held.Scope is { } scope ? MessageDirections.Command(scope) : null,
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
        Scope = suppressed.Scope ?? MessageScope.Of(latest) with { EventId = null },
        Command = latest.Notice is { Command: { } command, FromCallers: false } ? command : suppressed.Scope is { } scope ? MessageDirections.Command(scope) : null,
        Severity = suppressed.Worst,
        Count = suppressed.Count,
        First = suppressed.First,
        Last = suppressed.Last,
        Examples = suppressed.Causes.Count == 0 ? suppressed.Examples : [],
        Causes = [.. suppressed.Causes.OrderByDescending(cause => cause.Count)],
        // With several causes, the latest one's remedy is not that of all.
        Next = suppressed.Causes.Count == 0 ? latest.Notice.Next : "",
    };

    private static ChannelMessage Of(Notification notification, MessageKind kind, DateTimeOffset now)
    {
        var scope = MessageScope.Of(notification);
        return new()
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
            Scope = scope,
            Command = notification.Notice.Command ?? MessageDirections.Command(scope),
            At = now,
            First = notification.At,
            Last = notification.At,
        };
    }

    // Speaks of the suppressed ones, too.
    private static ChannelMessage Covering(ChannelMessage message, Notification failure, SuppressedCounts suppressed)
    {
        var scope = suppressed.Scope is { } counted ? message.Scope!.With(counted) : message.Scope!;
        return message with { Scope = scope, Command = failure.Notice.Command ?? MessageDirections.Command(scope) };
    }

    // A digest that is made again has the same id, so that its receiver can recognise a repeat.
    private static string Id(Notification latest, string part, DateTimeOffset? window) =>
        NotificationId.Of(latest.Source, latest.Notice.Rule, part, part == "subject" ? latest.Notice.Subject : "", Invariant($"{window?.UtcTicks}"));

    private static string TitleOf(int count, Notification latest) => $"{Many(count, $"more {NounOf(latest)}")} like “{latest.Notice.Title}”";

    private static string Affected(int failures, int suppressed, Notification latest) => latest.EventId is null
        ? $"it was reported {Many(failures, "time")}"
        : $"{Many(failures, "event")} {Were(failures)} affected{(suppressed == 0 ? "" : Invariant($", {suppressed:N0} of them without a message of {(suppressed == 1 ? "its" : "their")} own"))}";

    // What the receiver reports about itself is no event.
    private static string NounOf(Notification latest) => latest.EventId is null ? "report" : "event";

    private static string Many(int count, string one, string? many = null) => Quantity.Count(count, one, many);

    private static string Have(int count) => count == 1 ? "has" : "have";

    private static string Were(int count) => count == 1 ? "was" : "were";
}
