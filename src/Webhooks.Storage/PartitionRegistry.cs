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

        if (source is null)
        {
            await CheckAsync([.. partitions.Select(LedgerKeys.Partition)], cancellationToken);
        }

        return partitions;
    }

    public async Task<DateTimeOffset?> FindMovedAtAsync(Source source, CancellationToken cancellationToken) =>
        await ledger.FindAsync(LedgerKeys.Registry, PreparedStorage.PartitionsOf(source).First(), cancellationToken) is { } row ? RegistryRow.MovedAt(row) : null;

    public async Task<IReadOnlyList<string>> ListKeysAsync(string? source, CancellationToken cancellationToken) =>
        [.. (await ListAsync(source, cancellationToken)).Select(LedgerKeys.Partition)];

    // Whoever replaces the storage account by one with empty tables takes the registry away. A row of a newer version is there, and not listed.
    private async Task CheckAsync(HashSet<string> listed, CancellationToken cancellationToken)
    {
        try
        {
            if (prepared.Partitions.FirstOrDefault(partition => !listed.Contains(partition)) is { } missing
                && await ledger.FindAsync(LedgerKeys.Registry, missing, cancellationToken) is null)
            {
                prepared.ReportMissing("registry of partitions");
            }
        }
        catch (LedgerUnavailableException)
        {
        }
    }
}
