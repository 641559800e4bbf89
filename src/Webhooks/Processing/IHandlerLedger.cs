using Webhooks.Events;

namespace Webhooks.Processing;

/// <summary>What is known of each handler beside its events, over all instances.</summary>
public interface IHandlerLedger
{
    Task<IReadOnlyList<HandlerRecord>> ListAsync(CancellationToken cancellationToken);

    Task PauseAsync(string name, HandlerPause pause, CancellationToken cancellationToken);

    /// <summary>Ends the pause. Until <see cref="EndResumeAsync" /> the handler's events are still to be queued.</summary>
    Task ResumeAsync(string name, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>Its events are queued. Changes nothing when it was paused or resumed since it was read.</summary>
    Task EndResumeAsync(HandlerRecord resumed, CancellationToken cancellationToken);

    /// <summary>Writes the last success and the last error that are given.</summary>
    Task NoteActivityAsync(HandlerRecord seen, CancellationToken cancellationToken);

    /// <summary>Pending events of which a handler was paused when they were last looked at.</summary>
    IAsyncEnumerable<PendingEvent> FindPausedAsync(LedgerPartition partition, CancellationToken cancellationToken);

    /// <summary>Notes for which paused handlers a pending event still waits. Changes nothing when it is no longer pending.</summary>
    Task NotePausedAsync(PendingEvent pending, IReadOnlyList<string> paused, CancellationToken cancellationToken);

    /// <summary>Counts events per handler among the first <paramref name="most" /> pending ones and the newest dead letters.</summary>
    Task<HandlerCounts> CountAsync(LedgerPartition partition, int most, CancellationToken cancellationToken);
}

/// <param name="Name">The handler's name.</param>
public sealed record HandlerRecord(string Name)
{
    public HandlerPause? Pause { get; init; }

    /// <summary>When it was resumed, while its events are still being queued.</summary>
    public DateTimeOffset? ResumedAt { get; init; }

    public DateTimeOffset? LastSuccessAt { get; init; }

    public DateTimeOffset? LastErrorAt { get; init; }

    public string? LastError { get; init; }

    /// <summary>The version of the row that was read.</summary>
    public string Version { get; init; } = "";
}

/// <param name="Since">When it was paused.</param>
/// <param name="By">Who paused it.</param>
/// <param name="Note">Why, and until when.</param>
public sealed record HandlerPause(DateTimeOffset Since, string By, string? Note);

/// <summary>Events per handler. Those before their first attempt are of no handler yet.</summary>
/// <param name="IsCut">There are more events than were read.</param>
public sealed record HandlerCounts(IReadOnlyDictionary<string, int> Waiting, IReadOnlyDictionary<string, int> Failed, bool IsCut);
