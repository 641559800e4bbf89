using Azure.Data.Tables;
using Webhooks.Events;
using Webhooks.Operating;

namespace Webhooks.Storage.Events;

/// <summary>Counts keys at the beginning of what waits and of what is dead, and nothing else.</summary>
internal sealed class TableBacklogLedger(PreparedStorage prepared, StorageConnection storage) : IBacklogLedger
{
    private static readonly string[] Keys = [nameof(TableEntity.PartitionKey), nameof(TableEntity.RowKey)];

    private readonly LedgerTable ledger = new(prepared, storage.Table(StorageNames.LedgerTable, retries: 3));

    public async Task<Backlog> ReadAsync(LedgerPartition partition, int most, CancellationToken cancellationToken)
    {
        var waiting = FirstAsync(partition, "p|", "p}", most, cancellationToken);
        var dead = FirstAsync(partition, "d|", "d}", most, cancellationToken);
        var (due, pending) = await waiting;
        return new Backlog(pending, due is null ? null : LedgerKeys.DueOf(due), (await dead).Count);
    }

    private async Task<(string? First, int Count)> FirstAsync(LedgerPartition partition, string from, string to, int most, CancellationToken cancellationToken)
    {
        var (first, count) = ((string?)null, 0);
        await foreach (var row in ledger.ScanAsync(LedgerKeys.Partition(partition), from, to, cancellationToken, Keys))
        {
            first ??= row.RowKey;
            if (++count == most)
            {
                break;
            }
        }

        return (first, count);
    }
}
