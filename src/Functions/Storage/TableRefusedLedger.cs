using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Webhooks.Refusing;

namespace Functions.Storage;

/// <summary>Refused deliveries beside the events of their source.</summary>
internal sealed class TableRefusedLedger(PreparedStorage prepared, StorageConnection storage) : IRefusedLedger
{
    // A transaction takes 4 MiB, and each row up to 64 KiB of body, which travels as base64, beside its headers.
    private const int MostAtOnce = 20;

    private readonly LedgerTable ledger = new(prepared, storage.Table(StorageNames.LedgerTable, retries: 3));

    public async Task KeepAsync(IReadOnlyList<RefusedDelivery> refused, CancellationToken stop)
    {
        foreach (var some in refused.GroupBy(RefusedRow.Partition).SelectMany(partition => partition.Chunk(MostAtOnce)))
        {
            await ledger.SubmitAsync([.. some.Select(one => new TableTransactionAction(TableTransactionActionType.UpsertReplace, RefusedRow.Of(one)))], stop);
        }
    }

    public async IAsyncEnumerable<RefusedDelivery> ListAsync(RefusedFilter filter, [EnumeratorCancellation] CancellationToken stop)
    {
        var partitions = await KnownPartitions.ListAsync(ledger, filter.Source, stop);
        var range = new NewestFirst("r") { Since = filter.Since, After = filter.After, Select = filter.WithBodies ? null : RefusedRow.WithoutBody };
        await foreach (var row in range.ReadAsync(ledger, partitions, stop))
        {
            yield return RefusedRow.Read(row);
        }
    }

    public Task RemoveAsync(RefusedDelivery refused, CancellationToken stop) =>
        ledger.RemoveAsync(
            [(new TableEntity(RefusedRow.Partition(refused), LedgerKeys.Refused(refused.ReceivedAt, refused.Id)) { ETag = ETag.All }, [])], stop);
}
