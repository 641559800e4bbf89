using Webhooks.Events;

namespace Webhooks.Processing;

/// <summary>What people have to know about processing; notifying implements it.</summary>
public interface IProcessingObserver
{
    /// <summary>An event became a dead letter. False when the notification could not be queued: then the call is repeated.</summary>
    Task<bool> DeadLetteredAsync(LedgerEvent found, string error, DateTimeOffset at);

    /// <summary>The event of a partition that has been due for longest is still waiting.</summary>
    Task BacklogAsync(LedgerPartition partition, PendingEvent oldest, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>These handlers are paused. Asked each minute.</summary>
    Task PausedAsync(IReadOnlyList<HandlerRecord> paused, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>A sweep begins.</summary>
    Task SweepingAsync(IEnumerable<Source> sources, DateTimeOffset now, CancellationToken cancellationToken);
}
