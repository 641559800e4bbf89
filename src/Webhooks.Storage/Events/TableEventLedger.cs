using Azure;
using Azure.Data.Tables;
using Webhooks.Events;
using Webhooks.Receiving;
using Webhooks.Redriving;
using Webhooks.Storage.Bodies;

namespace Webhooks.Storage.Events;

/// <summary>Admission's side of the ledger: insert-only, one entity group transaction.</summary>
internal sealed class TableEventLedger(PreparedStorage prepared, StorageConnection storage) : IEventLedger
{
    // No retries by the SDK: a retry that follows a landed write reports a conflict with oneself. EventRecorder tries again, and asks first.
    private readonly LedgerTable ledger = new(prepared, storage.Table(StorageNames.LedgerTable, retries: 0));

    public async Task<RecordOutcome> RecordAsync(NewEvent newEvent, CancellationToken cancellationToken)
    {
        var (_, lost) = await ledger.SubmitAsync(Insertion(newEvent), cancellationToken);
        return lost is null ? RecordOutcome.Recorded : NonceRow.Is(lost.Entity) ? RecordOutcome.NonceSeen : RecordOutcome.EventKnown;
    }

    public static List<TableTransactionAction> Insertion(NewEvent newEvent)
    {
        var actions = new List<TableTransactionAction>(3 + newEvent.SearchIds.Count + (newEvent.Stored is null ? 0 : 1));
        if (NonceRow.Of(newEvent, NonceUse.Accepted) is { } nonce)
        {
            actions.Add(new(TableTransactionActionType.Add, nonce));
        }

        var row = EventRow.Of(newEvent);
        KnownEventRow.WriteSignedAt(row, newEvent);
        actions.Add(new(TableTransactionActionType.Add, row));
        actions.Add(new(TableTransactionActionType.Add, PendingRow.Of(newEvent.Key, row)));
        IndexRow.AddTo(actions, row.PartitionKey, row.GetString(EventRow.TimelineRow), newEvent.SearchIds, newEvent.Event.EventType);
        if (newEvent.Stored is { } stored)
        {
            // Last: which of the rows above was there already says more.
            actions.Add(new(TableTransactionActionType.Delete, BodyRow.Reserved(newEvent.Key, stored), ETag.All));
        }

        return actions;
    }

    public async Task<KnownEvent?> FindAsync(EventKey key, CancellationToken cancellationToken)
    {
        var row = await ledger.FindAsync(LedgerKeys.Partition(key), LedgerKeys.Event(key.EventId), cancellationToken, KnownEventRow.Needed);
        return row is null ? null : KnownEventRow.Read(key, row);
    }

    public async Task<bool> ConsumeNonceAsync(NewEvent delivery, CancellationToken cancellationToken)
    {
        var (_, lost) = await ledger.SubmitAsync(
            [
                new(TableTransactionActionType.Add, NonceRow.Of(delivery, NonceUse.Duplicate)!),
                new(TableTransactionActionType.UpsertReplace, NonceRow.ExpiryOf(delivery)),
            ],
            cancellationToken);
        return lost is null;
    }

    public async Task<ConsumedNonce?> FindNonceAsync(EventKey key, string nonce, CancellationToken cancellationToken) =>
        await ledger.FindAsync(LedgerKeys.Partition(key), LedgerKeys.Nonce(nonce), cancellationToken) is { } row ? NonceRow.Read(row) : null;

    public Task ForgetAsync(EventKey key, string nonce, ConsumedNonce expired, CancellationToken cancellationToken) =>
        ledger.SubmitAsync(
            [new(TableTransactionActionType.Delete, new TableEntity(LedgerKeys.Partition(key), LedgerKeys.Nonce(nonce)), new ETag(expired.Version))], cancellationToken);

    public Task<bool> TakeOverAsync(ConsumedNonce nonce, NewEvent delivery, CancellationToken cancellationToken) =>
        ChangeAsync(NonceRow.Of(delivery, nonce.Use)!, nonce, cancellationToken);

    public Task ReleaseAsync(EventKey key, string nonce, ConsumedNonce found, CancellationToken cancellationToken) =>
        ChangeAsync(NonceRow.Released(LedgerKeys.Partition(key), nonce), found, cancellationToken);

    private async Task<bool> ChangeAsync(TableEntity change, ConsumedNonce nonce, CancellationToken cancellationToken)
    {
        var (_, lost) = await ledger.SubmitAsync([new(TableTransactionActionType.UpdateMerge, change, new ETag(nonce.Version))], cancellationToken);
        return lost is null;
    }

    public async Task<RedriveOutcome> RedriveAsync(KnownEvent known, NewEvent delivery, CancellationToken cancellationToken)
    {
        var key = known.Key;
        var now = delivery.Delivery.ReceivedAt;
        var partition = LedgerKeys.Partition(key);
        var row = await ledger.FindAsync(partition, LedgerKeys.Event(key.EventId), cancellationToken, RedriveRows.Needed);
        if (row is null || row.ETag.ToString() != known.Version)
        {
            return RedriveOutcome.Changed;
        }

        var note = new HistoryEntry(now, HistoryEntry.Redriven, HistoryEntry.BySender + " a new, signed delivery of a dead letter");
        var (change, actions) = RedriveRows.Of(key, row, note, delivery.Origin.TraceParent, HandlerChoice.Failed);
        KnownEventRow.WriteRedrive(change, known, delivery);
        if (NonceRow.Of(delivery, NonceUse.Redriven) is { } nonce)
        {
            actions.Insert(0, new(TableTransactionActionType.Add, nonce));
            actions.Add(new(TableTransactionActionType.UpsertReplace, NonceRow.ExpiryOf(delivery)));
        }

        var (_, lost) = await ledger.SubmitAsync(actions, cancellationToken);
        return lost is null ? RedriveOutcome.Redriven : NonceRow.Is(lost.Entity) ? RedriveOutcome.NonceSeen : RedriveOutcome.Changed;
    }
}
