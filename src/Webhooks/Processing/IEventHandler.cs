using Webhooks.Events;

namespace Webhooks.Processing;

/// <summary>Code for some event types of some sources. Runs at least once per event, perhaps more often: it must be idempotent.</summary>
public interface IEventHandler
{
    /// <summary>Whether this handler wants the event.</summary>
    bool Handles(LedgerEvent found);

    /// <summary>
    /// Does the work. Any exception is a failed attempt that is tried again by the backoff; <see cref="PermanentFailureException" />
    /// is not tried again.
    /// </summary>
    Task HandleAsync(LedgerEvent claimed, CancellationToken cancellationToken);
}
