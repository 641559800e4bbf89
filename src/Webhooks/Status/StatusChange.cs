namespace Webhooks.Status;

/// <summary>What an event reports about one resource.</summary>
/// <param name="Kind">Such as <c>camera</c>.</param>
/// <param name="State">The sender's word, such as <c>offline</c>.</param>
/// <param name="At">By the sender's clock. The later change wins; at the same time the one of higher rank; of one rank always the same state.</param>
public sealed record StatusChange(string Kind, string Id, string State, DateTimeOffset At, string Summary)
{
    /// <summary>Leaving such a state is a recovery.</summary>
    public bool IsUnhealthy { get; init; }

    /// <summary>Decides between changes of the same time: some senders give several states one time.</summary>
    public int Rank { get; init; }

    /// <summary>Whether consecutive events of this state are counted, such as an endpoint's failures.</summary>
    public bool Counts { get; init; }

    /// <summary>The sender's own count, which is believed; null where it gives none.</summary>
    public int? StatedCount { get; init; }

    /// <summary>The resource no longer exists at its sender: its row is removed after <see cref="StatusOptions.GoneRetention" />.</summary>
    public bool IsGone { get; init; }

    /// <summary>The state that follows when nothing is reported until then.</summary>
    public StatusEnd? Ends { get; init; }

    /// <summary>Says something of a resource only if the board has it already.</summary>
    public bool IfKnown { get; init; }

    /// <summary>Details that it does not have keep their known values, and those that differ are listed as <see cref="Changed" />.</summary>
    public bool KeepsDetails { get; init; }

    public IReadOnlyDictionary<string, string> Details { get; init; } = new Dictionary<string, string>();

    /// <summary>The detail that lists what changed since the event before.</summary>
    public const string Changed = "changed";
}

public sealed record StatusEnd(DateTimeOffset At, string State, string Summary)
{
    public bool IsGone { get; init; }
}
