using Webhooks.Events;

namespace Webhooks.Processing;

/// <summary>
/// The ledger, as an attempt uses it. Each change carries the version it was made from; a change that comes too late is refused
/// and reported as such, so that a run that lost its claim cannot undo what another did. Each writes the states of the handlers.
/// </summary>
public interface IAttemptLedger
{
    /// <summary>The event, or null.</summary>
    Task<LedgerEvent?> LoadAsync(EventKey key, CancellationToken cancellationToken);

    /// <summary>Whether the event has work to do, without what is only needed to do it; null when there is no such event.</summary>
    Task<EventState?> PeekAsync(EventKey key, CancellationToken cancellationToken);

    /// <summary>Claims the event for one run, which counts as a crash until it writes how it ended. Null when someone else changed it first.</summary>
    Task<LedgerEvent?> ClaimAsync(LedgerEvent found, DateTimeOffset until, bool isAlone, CancellationToken cancellationToken);

    /// <summary>Writes down which handlers have ended while others still run. Null when the claim was lost.</summary>
    Task<LedgerEvent?> SaveAsync(LedgerEvent claimed, CancellationToken cancellationToken);

    /// <summary>Marks it Processed. False when the claim was lost.</summary>
    Task<bool> CompleteAsync(LedgerEvent claimed, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Gives the claim back until the next run. False when the claim was lost.</summary>
    Task<bool> PostponeAsync(LedgerEvent claimed, NextRun next, string? error, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Has an event that nobody has claimed wait for its next run. False when someone else changed it first.</summary>
    Task<bool> ParkAsync(LedgerEvent found, NextRun next, CancellationToken cancellationToken);

    /// <summary>Marks it DeadLettered. False when someone else changed it first.</summary>
    Task<bool> DeadLetterAsync(LedgerEvent claimed, string error, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Counts a crash that no claim counted: the host gave its message up. False when someone else changed it first.</summary>
    Task<bool> CountCrashAsync(LedgerEvent found, bool isAlone, CancellationToken cancellationToken);

    /// <summary>Keeps what was in a message that points nowhere, as a dead letter without an event.</summary>
    Task KeepUnreadableAsync(string message, DateTimeOffset now, CancellationToken cancellationToken);
}
