using Azure.Data.Tables;
using Webhooks.Events;
using Webhooks.Rotating;

namespace Webhooks.Storage.Counting;

/// <summary>Adds up what several instances count: each write is guarded by what was read, and tried again when another came first.</summary>
internal sealed class TableSecretUseLedger(PreparedStorage prepared, StorageConnection storage) : ISecretUseLedger
{
    private const int MostTries = 20;

    // No retries by the SDK: the retry of a write that landed would count twice.
    private readonly LedgerTable writes = new(prepared, storage.Table(StorageNames.LedgerTable, retries: 0));
    private readonly LedgerTable reads = new(prepared, storage.Table(StorageNames.LedgerTable, retries: 3));

    public async Task AddAsync(string source, string fingerprint, SecretUse use, CancellationToken cancellationToken)
    {
        for (var tried = 0; tried < MostTries; tried++)
        {
            var row = await reads.FindAsync(LedgerKeys.SecretUses(source), fingerprint, cancellationToken);
            var next = SecretUseRow.Add(source, fingerprint, row, use);
            var (done, _) = await writes.SubmitAsync(
                [row is null ? new(TableTransactionActionType.Add, next) : new(TableTransactionActionType.UpdateReplace, next, row.ETag)], cancellationToken);
            if (done is not null)
            {
                return;
            }
        }

        throw new LedgerUnavailableException("Too many instances write down the use of one secret at once.");
    }

    public async Task<IReadOnlyList<SecretHistory>> ReadAsync(string source, CancellationToken cancellationToken)
    {
        var histories = new List<SecretHistory>();
        await foreach (var row in reads.ScanAsync(LedgerKeys.SecretUses(source), "", "~", cancellationToken))
        {
            histories.Add(SecretUseRow.Read(row));
        }

        return histories;
    }
}
