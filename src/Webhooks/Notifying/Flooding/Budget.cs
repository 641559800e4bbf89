using System.Globalization;

namespace Webhooks.Notifying.Flooding;

// Messages beyond the hourly budget are counted by source and rule, and sent later in one message.
internal static class Budget
{
    private const string Others = "others";
    private const int MostKinds = 20;

    // The first notification and a digest every ten minutes.
    private const int OfRule = 6;
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    public static int PerHour(string? scope, ChannelOptions channel) => scope is null ? channel.BudgetPerHour : Math.Min(OfRule, channel.BudgetPerHour);

    public static FloodDecision Spend(FloodState state, ChannelMessage message, string? scope, ChannelOptions channel, DateTimeOffset now)
    {
        var perHour = PerHour(scope, channel);
        var hour = HourOf(state.Budget, scope, now);
        var highest = hour.Sent == 0 ? Severity.Info : hour.Highest ?? Severity.Critical;

        // What is more severe than all that the hour has sent is not held back by it.
        if (hour.Sent >= perHour && message.Severity <= highest)
        {
            return new(state with { Budget = Hold(hour, message) }, null);
        }

        hour = hour with { Sent = hour.Sent + 1, Highest = message.Severity > highest ? message.Severity : highest };
        var isLast = hour.Sent == perHour;
        return new(state with { Budget = hour }, isLast ? message with { Note = Joined(message.Note, Spent(perHour, hour)) } : message);
    }

    // The hour is over, or held messages are due.
    public static FloodDecision Close(FloodState state, BudgetFlood budget, ChannelOptions channel, DateTimeOffset now)
    {
        if (budget.Held is null)
        {
            return new(state with { Budget = null }, null);
        }

        var sent = HourOf(budget, budget.Scope, now) with { Held = null, SendHeldAt = null, HeldBy = new Dictionary<string, int>() };
        return new(state with { Budget = sent }, Messages.OverBudget(budget, channel, now));
    }

    // A new hour reserves one message for what the last one held.
    private static BudgetFlood HourOf(BudgetFlood? budget, string? scope, DateTimeOffset now) => budget is not null && budget.HourEnds > now
        ? budget
        : (budget ?? new() { Scope = scope }) with { HourEnds = now + Hour, Sent = budget?.Held is null ? 0 : 1, Highest = budget?.Held?.Worst };

    private static BudgetFlood Hold(BudgetFlood hour, ChannelMessage message)
    {
        var by = new SortedDictionary<string, int>(hour.HeldBy.ToDictionary(), StringComparer.Ordinal);
        Count(by, $"{message.Source} {message.Rule}", message.Count);
        Count(by, $"{message.Source} {message.Rule}, recovered", message.Kind == MessageKind.Recovered ? 1 : 0);
        return hour with { SendHeldAt = hour.SendHeldAt ?? hour.HourEnds, HeldBy = by, Held = SuppressedCounts.Add(hour.Held, message) };
    }

    private static void Count(SortedDictionary<string, int> by, string kind, int count)
    {
        if (count > 0)
        {
            kind = by.ContainsKey(kind) || by.Count < MostKinds ? kind : Others;
            by[kind] = by.GetValueOrDefault(kind) + count;
        }
    }

    private static string Joined(string? note, string spent) => note is null ? spent : $"{note} {spent}";

    private static string Spent(int perHour, BudgetFlood hour) => string.Create(
        CultureInfo.InvariantCulture,
        $"This channel's budget of {Quantity.Count(perHour, "message")} per hour{(hour.Scope is null ? "" : $" for {hour.Scope}")} is used up. Until {MessageTimes.Of(hour.HourEnds)} further notifications are counted; one message will list them then.");
}
