namespace Webhooks.Status;

/// <summary>What an event says about one thing.</summary>
/// <param name="Kind">What sort of thing, such as <c>delivery-job</c>, <c>media</c>, <c>camera</c>.</param>
/// <param name="Id">The sender's id of it.</param>
/// <param name="State">Its state, in the sender's word, such as <c>ready</c> or <c>offline</c>.</param>
/// <param name="At">When it was so, by the sender's clock. A later change wins; at the same moment the one that ranks higher, and of one rank always the same state.</param>
/// <param name="Summary">One line for people.</param>
public sealed record StatusChange(string Kind, string Id, string State, DateTimeOffset At, string Summary)
{
    /// <summary>Whether the state means that something is wrong. Leaving such a state is a recovery.</summary>
    public bool IsUnhealthy { get; init; }

    /// <summary>Decides between two changes of the same moment: senders give several states of one thing one time.</summary>
    public int Rank { get; init; }

    /// <summary>Whether another event of the same state adds to a count, as failures of an endpoint do.</summary>
    public bool Counts { get; init; }

    /// <summary>Numbers and names worth showing beside the state.</summary>
    public IReadOnlyDictionary<string, string> Details { get; init; } = new Dictionary<string, string>();
}
