using Azure;
using Azure.Data.Tables;
using Webhooks.Notifying;

namespace Webhooks.Storage.Notifications;

/// <summary>A column of flood control's row of the fingerprint: it goes with the row.</summary>
internal sealed class TableThreadLedger(PreparedStorage prepared, StorageConnection storage) : IThreadLedger
{
    private const string Thread = "Thread";

    private readonly LedgerTable ledger = new(prepared, storage.Table(StorageNames.StatusTable, retries: 3));

    public async Task<MessageThread?> FindAsync(string channel, string fingerprint, CancellationToken cancellationToken) =>
        MessageThread.Read((await ledger.FindAsync(NotificationKeys.Partition(channel), NotificationKeys.Subject(fingerprint), cancellationToken, [Thread]))?.GetString(Thread));

    // A row that is gone is not made again: nothing would remove it.
    public Task SaveAsync(string channel, string fingerprint, MessageThread thread, CancellationToken cancellationToken)
    {
        var change = new TableEntity(NotificationKeys.Partition(channel), NotificationKeys.Subject(fingerprint)) { [Thread] = thread.Write() };
        return ledger.SubmitAsync([new(TableTransactionActionType.UpdateMerge, change, ETag.All)], cancellationToken);
    }
}
