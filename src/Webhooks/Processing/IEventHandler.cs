using Webhooks.Events;

namespace Webhooks.Processing;

/// <summary>
/// Code for some event types of some sources. Each handler of an event has its own attempts, backoff and end. It runs at least once per event,
/// perhaps more often: it must be idempotent.
/// </summary>
public interface IEventHandler
{
    /// <summary>
    /// Lower-case letters, digits, <c>-</c> and <c>:</c>, at most 64 characters, and unlike every other handler's. It is stored with each
    /// event, so keep it when the class is renamed.
    /// </summary>
    string Name { get; }

    /// <summary>Whether this handler wants the event. Asked once before its first attempt, and again before each run.</summary>
    bool Handles(LedgerEvent found);

    /// <summary>
    /// Does the work. Any exception is a failed attempt that is tried again by the backoff; <see cref="PermanentFailureException" />
    /// is not tried again.
    /// </summary>
    Task HandleAsync(LedgerEvent claimed, CancellationToken cancellationToken);
}
