using Webhooks.Events;

namespace Webhooks.Processing;

/// <summary>The ledger, as the sweep uses it. Each call's cost grows with what it finds, never with the table.</summary>
public interface ISweepLedger
{
    /// <summary>Pending rows of a partition that were due before a moment, oldest first.</summary>
    IAsyncEnumerable<PendingEvent> FindDueAsync(LedgerPartition partition, DateTimeOffset before, CancellationToken cancellationToken);

    /// <summary>Who has a pending event; null when it is no longer pending.</summary>
    Task<EventClaim?> FindClaimAsync(EventKey key, CancellationToken cancellationToken);

    /// <summary>Notes that a pending event got a new envelope. False when it is no longer pending.</summary>
    Task<bool> NoteQueuedAsync(PendingEvent pending, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Removes nonces that expired before a moment; at most <paramref name="most" />. Gives their number, and bodies that are due to go.</summary>
    Task<Expired> RemoveNoncesAsync(LedgerPartition partition, DateTimeOffset expiredBefore, int most, CancellationToken cancellationToken);

    /// <summary>Removes ended events that arrived before a moment; at most <paramref name="most" />. Gives their number.</summary>
    Task<int> RemoveEventsAsync(LedgerPartition partition, DateTimeOffset receivedBefore, DateTimeOffset now, int most, CancellationToken cancellationToken);

    /// <summary>Removes refused deliveries that arrived before a moment; at most <paramref name="most" />. Gives their number.</summary>
    Task<int> RemoveRefusedAsync(LedgerPartition partition, DateTimeOffset receivedBefore, int most, CancellationToken cancellationToken);

    /// <summary>Removes kept messages that were no envelopes and came before a moment; at most <paramref name="most" />. Gives their number.</summary>
    Task<int> RemoveUnreadableAsync(DateTimeOffset keptBefore, int most, CancellationToken cancellationToken);
}

/// <param name="Bodies">Each removes a body that has no event; false when it has got one meanwhile.</param>
public sealed record Expired(int Nonces, IReadOnlyList<Func<CancellationToken, Task<bool>>> Bodies);

/// <param name="Until">Until when a run has the event, or had it; null when none has.</param>
/// <param name="IsSuspect">A claim was never given back: its process died.</param>
public sealed record EventClaim(DateTimeOffset? Until, bool IsSuspect);

/// <summary>A pending row.</summary>
/// <param name="Key">The event.</param>
/// <param name="Row">The row's own key, which holds when it is due.</param>
/// <param name="Due">When it became due.</param>
/// <param name="ClaimedUntil">Until when a run has the event, where its claim said so here: late ones do, and those of earlier versions.</param>
/// <param name="QueuedAt">When the sweep last queued it.</param>
/// <param name="TimesQueued">How often the sweep has queued it since it became due.</param>
/// <param name="TraceParent">W3C trace context of the delivery.</param>
public sealed record PendingEvent(EventKey Key, string Row, DateTimeOffset Due, DateTimeOffset? ClaimedUntil, DateTimeOffset? QueuedAt, int TimesQueued, string? TraceParent)
{
    /// <summary>The paused handlers that it waits for.</summary>
    public IReadOnlyList<string> Paused { get; init; } = [];
}
