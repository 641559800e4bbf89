using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Data.Tables;
using Webhooks.Events;
using Webhooks.Processing;

namespace Webhooks.Storage.Events;

/// <summary>An attempt's side of the ledger: every change of an event is one transaction, guarded by the version it was made from.</summary>
internal sealed class TableAttemptLedger(PreparedStorage prepared, StorageConnection storage, ProcessingOptions options) : IAttemptLedger
{
    private readonly LedgerTable ledger = new(prepared, storage.Table(StorageNames.LedgerTable, retries: 3));

    public async Task<LedgerEvent?> LoadAsync(EventKey key, CancellationToken cancellationToken) =>
        await ledger.FindAsync(LedgerKeys.Partition(key), LedgerKeys.Event(key.EventId), cancellationToken) is { } row ? EventRow.Read(key, row) : null;

    public async Task<EventState?> PeekAsync(EventKey key, CancellationToken cancellationToken) =>
        await ledger.FindAsync(LedgerKeys.Partition(key), LedgerKeys.Event(key.EventId), cancellationToken, [EventRow.Status, EventRow.ClaimedUntil]) is { } row
            ? new EventState(EventRow.ReadStatus(row), row.GetDateTimeOffset(EventRow.ClaimedUntil))
            : null;

    public async Task<LedgerEvent?> ClaimAsync(LedgerEvent found, DateTimeOffset until, bool isAlone, CancellationToken cancellationToken)
    {
        var claimed = found with
        {
            Attempts = found.Attempts + 1,
            ClaimedUntil = until,
            ClaimId = Guid.NewGuid().ToString("N"),
            Crashes = found.Crashes + (isAlone ? 0 : 1),
            CrashesAlone = found.CrashesAlone + (isAlone ? 1 : 0),
        };
        var change = Change(claimed);
        change[EventRow.ClaimedUntil] = until;
        change[EventRow.ClaimId] = claimed.ClaimId;
        change[EventRow.Crashes] = claimed.Crashes;
        change[EventRow.CrashesAlone] = claimed.CrashesAlone;
        return await SubmitVersionAsync(
            claimed,
            PendingRow.Claimed(claimed, options.Lease) is { } pending ? [Merge(change, found), new(TableTransactionActionType.UpdateMerge, pending, ETag.All)] : [Merge(change, found)],
            cancellationToken);
    }

    public Task<LedgerEvent?> SaveAsync(LedgerEvent claimed, CancellationToken cancellationToken) =>
        SubmitVersionAsync(claimed, [Merge(Change(claimed), claimed)], cancellationToken);

    public async Task<bool> CountCrashAsync(LedgerEvent found, bool isAlone, CancellationToken cancellationToken)
    {
        var change = Change(found);
        change[isAlone ? EventRow.CrashesAlone : EventRow.Crashes] = (isAlone ? found.CrashesAlone : found.Crashes) + 1;
        var (done, _) = await ledger.SubmitAsync([Merge(change, found)], cancellationToken);
        return done is not null;
    }

    private async Task<LedgerEvent?> SubmitVersionAsync(LedgerEvent claimed, List<TableTransactionAction> actions, CancellationToken cancellationToken)
    {
        var (done, _) = await ledger.SubmitAsync(actions, cancellationToken);
        var version = done?[0].Headers.ETag ?? await VersionIfOursAsync(claimed.Key, claimed.ClaimId!, cancellationToken);
        return version is null ? null : claimed with { Version = version.Value.ToString() };
    }

    // The SDK tries again what storage did not confirm; a claim that had landed is then lost to nobody but itself.
    private async Task<ETag?> VersionIfOursAsync(EventKey key, string claimId, CancellationToken cancellationToken) =>
        await ledger.FindAsync(LedgerKeys.Partition(key), LedgerKeys.Event(key.EventId), cancellationToken, [EventRow.ClaimId]) is { } row
        && row.GetString(EventRow.ClaimId) == claimId
            ? row.ETag
            : null;

    public Task<bool> CompleteAsync(LedgerEvent claimed, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var change = Verdict(claimed);
        change[EventRow.Status] = nameof(EventStatus.Processed);
        return EndAsync(claimed, change, now, [], cancellationToken);
    }

    public Task<bool> DeadLetterAsync(LedgerEvent claimed, string error, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var deadLetter = Summary(claimed, LedgerKeys.DeadLetter(now, claimed.Key.EventId), EventStatus.DeadLettered, now);
        deadLetter[EventRow.LastError] = error;
        deadLetter[EventRow.Failed] = HandlerStates.Names(claimed.Handlers, HandlerStatus.Failed) ?? "";
        deadLetter[DeadLetterRow.TimesRedriven] = claimed.History.Count(entry => entry.What == HistoryEntry.Redriven);

        var change = Verdict(claimed);
        change[EventRow.Status] = nameof(EventStatus.DeadLettered);
        change[EventRow.LastError] = error;
        change[EventRow.DeadLetterRow] = deadLetter.RowKey;
        change[EventRow.History] = EventRow.Append(claimed.History, new HistoryEntry(now, HistoryEntry.DeadLettered, error));
        return EndAsync(claimed, change, now, [new(TableTransactionActionType.UpsertReplace, deadLetter)], cancellationToken);
    }

    public async Task<bool> PostponeAsync(LedgerEvent claimed, NextRun next, string? error, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var pending = PendingRow.Again(claimed, next, error);
        var change = Verdict(claimed);
        change[EventRow.NextAttemptAt] = next.At;
        change[EventRow.PendingRow] = pending.RowKey;
        change[EventRow.ClaimedUntil] = now;
        if (error is not null)
        {
            change[EventRow.LastError] = error;
            change[EventRow.History] = EventRow.Append(claimed.History, new HistoryEntry(now, "attempt failed", error));
        }

        var (done, _) = await ledger.SubmitAsync(Move(change, claimed, pending), cancellationToken);
        return done is not null || await HasLandedAsync(claimed, change, EventRow.PendingRow, cancellationToken);
    }

    public async Task<bool> ParkAsync(LedgerEvent found, NextRun next, CancellationToken cancellationToken)
    {
        // No run has ended: what was counted of runs and crashes stays.
        var pending = PendingRow.Again(found, next, found.LastError);
        var change = Change(found);
        change[EventRow.NextAttemptAt] = next.At;
        change[EventRow.PendingRow] = pending.RowKey;
        var (done, _) = await ledger.SubmitAsync(Move(change, found, pending), cancellationToken);
        return done is not null;
    }

    public Task KeepUnreadableAsync(string message, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var id = "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(message)));
        return ledger.PutAsync(
            new TableEntity(LedgerKeys.Unreadable, LedgerKeys.DeadLetter(now, id))
            {
                // A queue message is at most 64 KiB of text; a property takes half of that in characters.
                ["Message"] = message.Length <= 30_000 ? message : message[..30_000],
                [EventRow.LastError] = "The queue message was no envelope.",
                [EventRow.EndedAt] = now,
            },
            cancellationToken);
    }

    private async Task<bool> EndAsync(
        LedgerEvent claimed, TableEntity change, DateTimeOffset now, IReadOnlyList<TableTransactionAction> further, CancellationToken cancellationToken)
    {
        change[EventRow.EndedAt] = now;
        change[EventRow.ClaimedUntil] = now;
        var timeline = Timeline(claimed, Enum.Parse<EventStatus>(change.GetString(EventRow.Status)), now);
        timeline[EventRow.DeadLetterRow] = change.GetString(EventRow.DeadLetterRow);
        timeline[EventRow.LastError] = change.GetString(EventRow.LastError) ?? claimed.LastError;

        List<TableTransactionAction> actions =
        [
            Merge(change, claimed),
            new(TableTransactionActionType.Delete, new TableEntity(change.PartitionKey, claimed.PendingRow), ETag.All),
            new(TableTransactionActionType.UpsertReplace, timeline),
            .. further,
        ];

        var (done, _) = await ledger.SubmitAsync(actions, cancellationToken);
        return done is not null || await HasLandedAsync(claimed, change, EventRow.Status, cancellationToken);
    }

    // As with a claim: what this very run has decided may have been written by a try that was not confirmed.
    private async Task<bool> HasLandedAsync(LedgerEvent claimed, TableEntity change, string decided, CancellationToken cancellationToken) =>
        claimed.ClaimId is not null
        && await ledger.FindAsync(change.PartitionKey, change.RowKey, cancellationToken, [EventRow.ClaimId, decided]) is { } row
        && row.GetString(EventRow.ClaimId) == claimed.ClaimId
        && row.GetString(decided) == change.GetString(decided);

    private static TableEntity Change(LedgerEvent found) => new(LedgerKeys.Partition(found.Key), LedgerKeys.Event(found.Key.EventId))
    {
        [EventRow.Handlers] = HandlerStates.Write(found.Handlers),
        [EventRow.Breaches] = BreachText.Write(found.Breaches),
    };

    // A run that ends with a verdict has not crashed.
    private static TableEntity Verdict(LedgerEvent claimed)
    {
        var change = Change(claimed);
        change[EventRow.Attempts] = claimed.Attempts;
        change[EventRow.Crashes] = 0;
        change[EventRow.CrashesAlone] = 0;
        return change;
    }

    private static List<TableTransactionAction> Move(TableEntity change, LedgerEvent found, TableEntity pending) =>
    [
        Merge(change, found),
        new(TableTransactionActionType.Delete, new TableEntity(change.PartitionKey, found.PendingRow), ETag.All),
        new(TableTransactionActionType.UpsertReplace, pending),
    ];

    private static TableTransactionAction Merge(TableEntity change, LedgerEvent found) =>
        new(TableTransactionActionType.UpdateMerge, change, new ETag(found.Version));

    // The sweep finds here what goes with the event.
    private static TableEntity Timeline(LedgerEvent claimed, EventStatus status, DateTimeOffset now)
    {
        var timeline = Summary(claimed, claimed.TimelineRow!, status, now);
        if (claimed.Stored is { } stored)
        {
            timeline[RowVersion.BodyBlob] = stored.Name;
        }

        if (claimed.IndexedBy is { } names)
        {
            timeline[IndexRow.Column] = names;
        }

        if (claimed.Nonce is { } nonce)
        {
            timeline[NonceRow.Column] = LedgerKeys.Nonce(nonce);
        }

        return timeline;
    }

    private static TableEntity Summary(LedgerEvent found, string row, EventStatus status, DateTimeOffset now) => new(LedgerKeys.Partition(found.Key), row)
    {
        [EventRow.EventId] = found.Key.EventId,
        [EventRow.EventType] = found.EventType,
        [EventRow.Status] = status.ToString(),
        [EventRow.Attempts] = found.Attempts,
        [EventRow.ReceivedAt] = found.ReceivedAt,
        [EventRow.EndedAt] = now,
        [EventRow.DeliveryId] = found.DeliveryId,
        [EventRow.BodyLength] = found.BodyLength,
        [EventRow.Breaches] = BreachText.Write(found.Breaches),
        [EventRow.LastError] = found.LastError,
    };
}
