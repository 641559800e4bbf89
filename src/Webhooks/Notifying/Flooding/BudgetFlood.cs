namespace Webhooks.Notifying.Flooding;

/// <summary>What a channel has left to say this hour, and what it had no room for.</summary>
public sealed record BudgetFlood : IFlood
{
    /// <summary>Ends the hour that began with its first message.</summary>
    public DateTimeOffset HourEnds { get; init; }

    /// <summary>Messages of this hour.</summary>
    public int Sent { get; init; }

    /// <summary>What there was no room for.</summary>
    public SuppressedCounts? Held { get; init; }

    /// <summary>When it is told.</summary>
    public DateTimeOffset? TellHeldAt { get; init; }

    /// <summary>What there was no room for, counted by source and rule.</summary>
    public IReadOnlyDictionary<string, int> HeldBy { get; init; } = new Dictionary<string, int>();

    /// <inheritdoc />
    public DateTimeOffset Due => TellHeldAt ?? HourEnds;
}
