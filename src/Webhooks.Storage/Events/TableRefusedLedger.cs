using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Webhooks.Events;
using Webhooks.Refusing;

namespace Webhooks.Storage.Events;

/// <summary>Refused deliveries beside the events of their source.</summary>
internal sealed class TableRefusedLedger(PreparedStorage prepared, StorageConnection storage, PartitionRegistry registry) : IRefusedLedger
{
    // A transaction takes 4 MiB, and each row up to 64 KiB of body, which travels as base64, beside its headers.
    private const int MostAtOnce = 20;

    private static readonly string[] KeysAlone = [nameof(TableEntity.PartitionKey), nameof(TableEntity.RowKey)];

    private readonly LedgerTable ledger = new(prepared, storage.Table(StorageNames.LedgerTable, retries: 3));

    public async Task KeepAsync(IReadOnlyList<RefusedDelivery> refused, CancellationToken cancellationToken)
    {
        foreach (var some in refused.GroupBy(RefusedRow.Partition).SelectMany(partition => partition.Chunk(MostAtOnce)))
        {
            var rows = some.Select(RefusedRow.Insertion).ToList();
            try
            {
                await ledger.SubmitAsync([.. rows.SelectMany(row => row)], cancellationToken);
            }
            catch (LedgerUnavailableException failure) when (rows.Count > 1 && failure.InnerException is RequestFailedException { Status: >= 400 and < 500 })
            {
                // Storage does not take one of them. What it is must not cost the others.
                await KeepEachAsync(rows, cancellationToken);
            }
        }
    }

    private async Task KeepEachAsync(IReadOnlyList<List<TableTransactionAction>> rows, CancellationToken cancellationToken)
    {
        LedgerUnavailableException? lost = null;
        foreach (var row in rows)
        {
            try
            {
                await ledger.SubmitAsync(row, cancellationToken);
            }
            catch (LedgerUnavailableException failure)
            {
                lost = failure;
            }
        }

        if (lost is not null)
        {
            throw lost;
        }
    }

    public async IAsyncEnumerable<RefusedDelivery> ListAsync(RefusedFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var partitions = await registry.ListKeysAsync(filter.Source, cancellationToken);
        var range = new NewestFirst("r") { Since = filter.Since, Before = filter.Before, After = filter.After, Select = filter.WithBodies ? null : RefusedRow.WithoutBody };
        await foreach (var row in range.ReadAsync(ledger, partitions, cancellationToken))
        {
            yield return RefusedRow.Read(row);
        }
    }

    public async Task<RefusedDelivery?> FindAsync(string source, string id, CancellationToken cancellationToken)
    {
        if (RefusedRow.RangeOf(id) is not var (from, to))
        {
            return null;
        }

        foreach (var partition in await registry.ListKeysAsync(source, cancellationToken))
        {
            if (LedgerKeys.ReadPartition(partition).Shard is null or 0
                && await ledger.ScanAsync(partition, from, to, cancellationToken, KeysAlone).FirstOrDefaultAsync(row => RefusedRow.Is(row, id), cancellationToken) is { } key
                && await ledger.FindAsync(partition, key.RowKey, cancellationToken) is { } found)
            {
                return RefusedRow.Read(found);
            }
        }

        return null;
    }

    public Task RemoveAsync(RefusedDelivery refused, CancellationToken cancellationToken) =>
        ledger.RemoveAsync(
            [
                RefusedRow.WithIndex(new TableEntity(RefusedRow.Partition(refused), LedgerKeys.Refused(refused.ReceivedAt, refused.Id))
                {
                    ETag = ETag.All,
                    [IndexRow.Column] = refused.IndexedBy,
                }),
            ],
            cancellationToken);
}
