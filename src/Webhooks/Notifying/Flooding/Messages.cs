using System.Globalization;

namespace Webhooks.Notifying.Flooding;

internal static class Messages
{
    public static ChannelMessage AtOnce(Notification said, DateTimeOffset now) => Of(said, MessageKind.AtOnce, now) with { Id = said.Id };

    public static ChannelMessage Recovered(Notification said, SubjectFlood before, DateTimeOffset now)
    {
        var suppressed = before.Suppressed?.Count ?? 0;
        return Of(said, MessageKind.Recovered, now) with
        {
            Id = said.Id,
            Count = suppressed,
            Total = before.Total,
            First = before.Since,
            Note = suppressed == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"It had failed {Many(before.Total, "time")} since {before.Since:yyyy-MM-dd HH:mm:ss} UTC, {suppressed:N0} of them not told before."),
        };
    }

    public static ChannelMessage Digest(SubjectFlood subject, SuppressedCounts suppressed, DateTimeOffset now) => Of(subject.Latest!, suppressed, now) with
    {
        Id = Id(subject.Latest!, "subject", subject.WindowEnds),
        Title = Invariant($"{suppressed.Count:N0} more like “{subject.Latest!.Notice.Title}”"),
        What = Invariant($"It happened {Many(untold.Count, "more time")}, {Many(subject.Total, "time")} since {subject.Since:yyyy-MM-dd HH:mm:ss} UTC. The latest: {subject.Latest!.Notice.What}"),
        Subject = subject.Latest!.Notice.Subject,
        Total = subject.Total,
        First = suppressed.First,
        Examples = [],
    };

    public static ChannelMessage Digest(RuleFlood rule, SuppressedCounts suppressed, DateTimeOffset now)
    {
        var (count, well) = (Invariant($"{suppressed.Count:N0}"), Invariant($"{suppressed.Recovered:N0}"));
        var recovered = suppressed.Recovered == 0 ? "" : $" {well} of these things {(suppressed.Recovered == 1 ? "is" : "are")} well again.";
        return Of(rule.Latest, suppressed, now) with
        {
            Id = Id(rule.Latest, "rule", rule.WindowEnds),
            Kind = suppressed.Count == 0 ? MessageKind.Recovered : MessageKind.Digest,
            Title = suppressed.Count == 0 ? $"{well} more like “{rule.Latest.Notice.Title}”" : $"{count} more like “{rule.Latest.Notice.Title}”",
            What = suppressed.Count == 0
                ? $"{Many(suppressed.Recovered, "thing")} {(suppressed.Recovered == 1 ? "is" : "are")} well again."
                : Invariant($"It happened {Many(untold.Count, "more time")} to {Many(untold.Subjects, "different thing")}, {Many(rule.Total, "time")} since {rule.Since:yyyy-MM-dd HH:mm:ss} UTC.{recovered}"),
            Total = rule.Total,
        };
    }

    public static ChannelMessage OverBudget(BudgetFlood budget, ChannelOptions channel, DateTimeOffset now)
    {
        var held = budget.Held!;
        return new ChannelMessage
        {
            Id = $"over-budget-{channel.Name}-{budget.TellHeldAt!.Value.UtcTicks}",
            Kind = MessageKind.OverBudget,
            Severity = held.Worst,
            At = now,
            Title = $"{(held.Count == 0 ? Recoveries(held) : Many(held.Count, "notification"))} {((held.Count == 0 ? held.Recovered : held.Count) == 1 ? "was" : "were")} not told one by one",
            What = Invariant($"This channel may send {channel.BudgetPerHour} messages an hour, and that was not enough. What it had no room for, by source and rule, is below.")
                + (held.Recovered == 0 || held.Count == 0 ? "" : $" {Recoveries(held)} {(held.Recovered == 1 ? "was" : "were")} among it."),
            Next = "Look at the sources below. If this is what a normal day brings, raise the channel's MinSeverity or its BudgetPerHour.",
            Count = held.Count,
            Total = held.Count,
            First = held.First,
            Last = held.Last,
            Examples = [.. budget.HeldBy.OrderByDescending(kind => kind.Value).Select(kind => Invariant($"{kind.Value:N0} × {kind.Key}"))],
        };
    }

    private static ChannelMessage Of(Notification said, SuppressedCounts suppressed, DateTimeOffset now) => Of(said, MessageKind.Digest, now) with
    {
        Subject = null,
        Severity = suppressed.Worst,
        Count = suppressed.Count,
        First = suppressed.First,
        Last = suppressed.Last,
        Examples = suppressed.Examples,
    };

    private static ChannelMessage Of(Notification said, MessageKind kind, DateTimeOffset now) => new()
    {
        Id = said.Id,
        Kind = kind,
        Severity = said.Notice.Severity,
        Title = said.Notice.Title,
        What = said.Notice.What,
        Next = said.Notice.Next,
        Source = said.Source,
        Rule = said.Notice.Rule,
        Subject = said.Notice.Subject,
        EventId = said.EventId,
        Link = said.Link,
        At = now,
        First = said.At,
        Last = said.At,
    };

    // The same digest, however often it is made: a repeat of it can be recognised by what receives it.
    private static string Id(Notification said, string what, DateTimeOffset? window) =>
        NotificationId.Of(said.Source, said.Notice.Rule, what, what == "subject" ? said.Notice.Subject : "", Invariant($"{window?.UtcTicks}"));

    private static string Recoveries(SuppressedCounts held) => held.Recovered == 1 ? "1 recovery" : Invariant($"{held.Recovered:N0} recoveries");

    private static string Many(int count, string what) => Invariant($"{count:N0} {what}{(count == 1 ? "" : "s")}");

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
