using Azure.Data.Tables;
using Webhooks.Events;

namespace Webhooks.Storage.Bodies;

internal sealed class BlobBodyStore(PreparedStorage prepared, StorageConnection storage) : IBodyStore
{
    // No retries by the SDK in what a sender waits for: EventRecorder tries again within its deadline.
    private readonly LedgerTable ledger = new(prepared, storage.Table(StorageNames.LedgerTable, retries: 0));
    private readonly BodyContainer writes = new(prepared, storage, retries: 0);
    private readonly BodyContainer reads = new(prepared, storage, retries: 3);

    public async Task PutAsync(EventKey key, StoredBody stored, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        // Of what is written before the row that says so, nobody would know. It may be there from an earlier try.
        await ledger.SubmitAsync([new(TableTransactionActionType.Add, BodyRow.Reserved(key, stored))], cancellationToken);
        await writes.WriteAsync(stored.Name, body, cancellationToken);
    }

    public async Task<ReadOnlyMemory<byte>> ReadAsync(StoredBody stored, CancellationToken cancellationToken)
    {
        var body = await reads.ReadAsync(stored.Name, stored.Length, cancellationToken)
            ?? throw new BodyLostException($"Its body is missing: there is no blob {stored.Name} in {StorageNames.BodyContainer}. Undelete it, then redrive.");
        return stored.IsOf(body.Span) ? body
            : throw new BodyLostException($"Its body is not the one that was signed: the blob {stored.Name} in {StorageNames.BodyContainer} was changed. Restore it, then redrive.");
    }

    public Task<ReadOnlyMemory<byte>?> ReadStartAsync(StoredBody stored, int length, CancellationToken cancellationToken) =>
        reads.ReadAsync(stored.Name, Math.Min(length, stored.Length), cancellationToken);
}
