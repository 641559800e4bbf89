using System.Globalization;

namespace Webhooks.Notifying.Flooding;

// Messages beyond the hourly budget are counted by source and rule, and sent later in one message.
internal static class Budget
{
    private const string Others = "others";
    private const int MostKinds = 20;
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    public static FloodDecision Spend(FloodState state, ChannelMessage message, ChannelOptions channel, DateTimeOffset now)
    {
        var hour = HourOf(state.Budget, now);
        if (hour.Sent >= channel.BudgetPerHour)
        {
            return new(state with { Budget = Hold(hour, message) }, null);
        }

        hour = hour with { Sent = hour.Sent + 1 };
        var isLast = hour.Sent == channel.BudgetPerHour;
        return new(state with { Budget = hour }, isLast ? message with { Note = Spent(channel, hour) } : message);
    }

    // The hour is over, or held messages are due.
    public static FloodDecision Close(FloodState state, BudgetFlood budget, ChannelOptions channel, DateTimeOffset now)
    {
        if (budget.Held is null)
        {
            return new(state with { Budget = null }, null);
        }

        var sent = HourOf(budget, now) with { Held = null, SendHeldAt = null, HeldBy = new Dictionary<string, int>() };
        return new(state with { Budget = sent }, Messages.OverBudget(budget, channel, now));
    }

    // A new hour reserves one message for what the last one held.
    private static BudgetFlood HourOf(BudgetFlood? budget, DateTimeOffset now) => budget is not null && budget.HourEnds > now
        ? budget
        : (budget ?? new()) with { HourEnds = now + Hour, Sent = budget?.Held is null ? 0 : 1 };

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

    private static string Spent(ChannelOptions channel, BudgetFlood hour) => string.Create(
        CultureInfo.InvariantCulture,
        $"This channel's budget of {Quantity.Count(channel.BudgetPerHour, "message")} per hour is used up. Until {hour.HourEnds:HH:mm} UTC further notifications are counted; one message will list them then.");
}
