namespace Webhooks.Events;

/// <summary>The partitions that any configuration has ever written to, so that a changed setting strands nothing.</summary>
public interface IPartitionRegistry
{
    /// <summary>All of them, or those of one source.</summary>
    Task<IReadOnlyList<LedgerPartition>> ListAsync(string? source, CancellationToken cancellationToken);

    /// <summary>When a source was closed here because it was moved; null while it is open.</summary>
    Task<DateTimeOffset?> FindMovedAtAsync(Source source, CancellationToken cancellationToken);
}
