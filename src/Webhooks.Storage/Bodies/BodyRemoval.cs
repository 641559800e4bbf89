using Azure.Data.Tables;

namespace Webhooks.Storage.Bodies;

/// <summary>
/// Removes bodies that have no event. A reserved one is first marked in the transaction that ends its reservation: an event that is recorded
/// at the same moment either ends it first and keeps its body, or is not recorded.
/// </summary>
internal sealed class BodyRemoval(PreparedStorage prepared, StorageConnection storage, LedgerTable ledger)
{
    private readonly BodyContainer bodies = new(prepared, storage, retries: 3);

    /// <summary>False when its event was recorded meanwhile, or no address of blobs is known any more.</summary>
    public async Task<bool> RemoveAsync(TableEntity row, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!bodies.IsKnown)
        {
            return false;
        }

        var (name, mark) = (row.GetString(RowVersion.BodyBlob), row);
        if (!BodyRow.IsRemoval(row))
        {
            mark = BodyRow.Removal(row.PartitionKey, name, now);
            var (done, _) = await ledger.SubmitAsync(
                [new(TableTransactionActionType.Delete, row, row.ETag), new(TableTransactionActionType.UpsertReplace, mark)], cancellationToken);
            if (done is null)
            {
                return false;
            }
        }

        await bodies.RemoveAsync(name, cancellationToken);
        await ledger.SubmitAsync([new(TableTransactionActionType.Delete, mark, Azure.ETag.All)], cancellationToken);
        return true;
    }
}
