using Webhooks.Events;

namespace Webhooks.Processing;

/// <summary>Hears of what people have to know about processing.</summary>
public interface IProcessingObserver
{
    /// <summary>An event became a dead letter. False when that could not be passed on: then it is told again.</summary>
    Task<bool> DeadLetteredAsync(LedgerEvent found, string error, DateTimeOffset at);

    /// <summary>The event of a partition that has been due for longest is still waiting.</summary>
    Task BacklogAsync(LedgerPartition partition, PendingEvent oldest, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>A sweep begins.</summary>
    Task SweepingAsync(IEnumerable<Source> sources, DateTimeOffset now, CancellationToken cancellationToken);
}
