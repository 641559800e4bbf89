namespace Webhooks.Notifying.Flooding;

public sealed record BudgetFlood : IFlood
{
    /// <summary>The hour starts with its first message.</summary>
    public DateTimeOffset HourEnds { get; init; }
    public int Sent { get; init; }
    public SuppressedCounts? Held { get; init; }
    public DateTimeOffset? TellHeldAt { get; init; }
    public IReadOnlyDictionary<string, int> HeldBy { get; init; } = new Dictionary<string, int>();

    public DateTimeOffset Due => TellHeldAt ?? HourEnds;
}
