using Webhooks.Events;

namespace Webhooks.Storage;

internal sealed class PartitionRegistry(PreparedStorage prepared, StorageConnection storage) : IPartitionRegistry
{
    private readonly LedgerTable ledger = new(prepared, storage.Table(StorageNames.LedgerTable, retries: 3));

    public async Task<IReadOnlyList<LedgerPartition>> ListAsync(string? source, CancellationToken cancellationToken)
    {
        var partitions = new List<LedgerPartition>();
        await foreach (var row in ledger.ScanAsync(LedgerKeys.Registry, source ?? "", source is null ? "~" : source + "}", cancellationToken))
        {
            var partition = LedgerKeys.ReadPartition(row.RowKey);
            if (source is null || partition.Source == source)
            {
                partitions.Add(partition);
            }
        }

        return partitions;
    }

    public async Task<IReadOnlyList<string>> ListKeysAsync(string? source, CancellationToken cancellationToken) =>
        [.. (await ListAsync(source, cancellationToken)).Select(LedgerKeys.Partition)];
}
