using Webhooks.Events;

namespace Webhooks.Redriving;

public interface IDeadLetterLedger
{
    /// <summary>Whether any configuration ever wrote to this source.</summary>
    Task<bool> KnowsAsync(string source, CancellationToken cancellationToken);

    /// <summary>Newest first. The cost grows with the dead letters read, never with the table.</summary>
    IAsyncEnumerable<DeadLetter> ListAsync(DeadLetterFilter filter, CancellationToken cancellationToken);

    /// <summary>In whichever partition it was admitted.</summary>
    Task<LedgerEvent?> FindAsync(string source, string eventId, CancellationToken cancellationToken);

    /// <summary>Requeues a dead letter: Pending, no attempts, the history kept. Null when it is no longer one.</summary>
    Task<Envelope?> RedriveAsync(EventKey key, HistoryEntry note, CancellationToken cancellationToken);

    /// <summary>Adds a line to the history. False when the event is pending: a run that has claimed it would lose its claim.</summary>
    Task<bool> NoteAsync(EventKey key, HistoryEntry note, CancellationToken cancellationToken);
}
