using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Webhooks.Notifying;

namespace Webhooks.Storage.Notifications;

/// <summary>Messages on their way, in the partition of their channel, and the dead letters of all channels in one.</summary>
internal sealed class TableMessageLedger(PreparedStorage prepared, StorageConnection storage) : IMessageLedger
{
    private const int MostText = 30_000;

    private readonly LedgerTable ledger = new(prepared, storage.Table(StorageNames.StatusTable, retries: 3));

    public async Task<WaitingMessage?> FindAsync(string channel, string messageId, CancellationToken cancellationToken) =>
        await ledger.FindAsync(NotificationKeys.Partition(channel), NotificationKeys.Message(messageId), cancellationToken) is { } row ? MessageRow.Read(channel, row) : null;

    public async IAsyncEnumerable<WaitingMessage> ListAsync(string channel, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var row in ledger.ScanAsync(NotificationKeys.Partition(channel), "m|", "m}", cancellationToken))
        {
            yield return MessageRow.Read(channel, row);
        }
    }

    public async Task<WaitingMessage?> ClaimAsync(WaitingMessage found, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var change = Change(found);
        change[MessageRow.Attempts] = found.Attempts + 1;
        change[MessageRow.ClaimedUntil] = until;
        var (done, _) = await ledger.SubmitAsync([Merge(change, found)], cancellationToken);
        return done is null ? null : found with { Attempts = found.Attempts + 1, ClaimedUntil = until, Version = done[0].Headers.ETag!.Value.ToString() };
    }

    public Task RemoveAsync(WaitingMessage claimed, CancellationToken cancellationToken) =>
        ledger.SubmitAsync([new(TableTransactionActionType.Delete, Change(claimed), ETag.All)], cancellationToken);

    public Task PostponeAsync(WaitingMessage claimed, DateTimeOffset due, string error, CancellationToken cancellationToken)
    {
        var change = Change(claimed);
        change[MessageRow.Due] = due;
        change[MessageRow.ClaimedUntil] = due.AddTicks(-1);
        change[MessageRow.LastError] = error;
        return ledger.SubmitAsync([Merge(change, claimed)], cancellationToken);
    }

    public async Task DeadLetterAsync(WaitingMessage claimed, string error, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // First the dead letter, then the end of the waiting: a crash between the two leaves one too many, never one too few.
        await ledger.PutAsync(DeadLetter(NotificationKeys.DeadLetter(now, $"{claimed.Channel}-{claimed.Message.Id}"), claimed.Channel, claimed.Message.Write(), error, claimed.Attempts, now), cancellationToken);
        await RemoveAsync(claimed, cancellationToken);
    }

    public Task DeadLetterAsync(Notification unheard, string error, DateTimeOffset now, CancellationToken cancellationToken) =>
        ledger.PutAsync(DeadLetter(NotificationKeys.Unheard(unheard), unheard.Channel ?? "", unheard.Write(), error, 0, now), cancellationToken);

    public Task DeadLetterAsync(string text, string error, DateTimeOffset now, CancellationToken cancellationToken) =>
        ledger.PutAsync(DeadLetter(NotificationKeys.DeadLetter(now, "-unsent"), "", text, error, 0, now), cancellationToken);

    public Task RemoveDeadAsync(Notification heard, CancellationToken cancellationToken) =>
        ledger.SubmitAsync([new(TableTransactionActionType.Delete, new TableEntity(NotificationKeys.Dead, NotificationKeys.Unheard(heard)), ETag.All)], cancellationToken);

    public Task<int> RemoveDeadAsync(DateTimeOffset before, CancellationToken cancellationToken) =>
        ledger.RemoveRangeAsync(NotificationKeys.Dead, "d|" + LedgerKeys.ReverseTicks(before), "d}", cancellationToken);

    private static TableEntity DeadLetter(string key, string channel, string text, string error, int attempts, DateTimeOffset now) =>
        new(NotificationKeys.Dead, key)
        {
            ["Channel"] = channel,
            [MessageRow.Text] = text.Length > MostText ? text[..MostText] : text,
            [MessageRow.LastError] = error,
            [MessageRow.Attempts] = attempts,
            ["EndedAt"] = now,
        };

    private static TableEntity Change(WaitingMessage found) => new(NotificationKeys.Partition(found.Channel), NotificationKeys.Message(found.Message.Id));

    private static TableTransactionAction Merge(TableEntity change, WaitingMessage found) =>
        new(TableTransactionActionType.UpdateMerge, change, new ETag(found.Version));
}
