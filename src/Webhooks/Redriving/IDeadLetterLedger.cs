using Webhooks.Events;

namespace Webhooks.Redriving;

/// <summary>The ledger, as an operator uses it on what has failed.</summary>
public interface IDeadLetterLedger
{
    /// <summary>Whether any configuration has ever written to a source of this name.</summary>
    Task<bool> KnowsAsync(string source, CancellationToken cancellationToken);

    /// <summary>Dead letters that the filter means, newest first. The cost grows with the dead letters read, never with the table.</summary>
    IAsyncEnumerable<DeadLetter> ListAsync(DeadLetterFilter filter, CancellationToken cancellationToken);

    /// <summary>An event of a source, in whichever partition it was admitted; null when there is none.</summary>
    Task<LedgerEvent?> FindAsync(string source, string eventId, CancellationToken cancellationToken);

    /// <summary>
    /// Puts a dead letter back to work: Pending, no attempts, the history kept and longer by the note. Gives the envelope to queue, or
    /// null when the event is no dead letter any more.
    /// </summary>
    Task<Envelope?> RedriveAsync(EventKey key, HistoryEntry note, CancellationToken cancellationToken);

    /// <summary>
    /// Adds a line to the history of an event that has ended, and changes nothing else. False when the event has work to do: a run that
    /// has claimed it would lose its claim.
    /// </summary>
    Task<bool> NoteAsync(EventKey key, HistoryEntry note, CancellationToken cancellationToken);
}
