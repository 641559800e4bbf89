using Webhooks.Events;

namespace Webhooks.Redriving;

public interface IDeadLetterLedger
{
    /// <summary>Newest first. The cost grows with the dead letters read, never with the table.</summary>
    IAsyncEnumerable<DeadLetter> ListAsync(DeadLetterFilter filter, CancellationToken cancellationToken);

    /// <summary>Requeues a dead letter: Pending, no attempts, the history kept. Null when it is no longer one.</summary>
    Task<Envelope?> RedriveAsync(EventKey key, HistoryEntry note, HandlerChoice choice, CancellationToken cancellationToken);

    /// <summary>Requeues any event, in the same way. Null while it runs, or when someone else changed it first.</summary>
    Task<Envelope?> ResendAsync(EventKey key, HistoryEntry note, HandlerChoice choice, CancellationToken cancellationToken);

    /// <summary>Adds a line to the history. False when the event is pending: a run that has claimed it would lose its claim.</summary>
    Task<bool> NoteAsync(EventKey key, HistoryEntry note, CancellationToken cancellationToken);
}
