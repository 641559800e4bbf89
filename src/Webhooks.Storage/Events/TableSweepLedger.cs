using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Webhooks.Events;
using Webhooks.Processing;
using Webhooks.Storage.Bodies;

namespace Webhooks.Storage.Events;

/// <summary>The sweep's side of the ledger: each question is a range of keys that holds what is due and nothing else.</summary>
internal sealed class TableSweepLedger : ISweepLedger
{
    // Each is a request of its own; the next minute continues.
    private const int MostBodies = 500;

    private static readonly string[] Claim = [EventRow.Status, EventRow.ClaimedUntil, EventRow.Crashes, EventRow.CrashesAlone];

    private readonly LedgerTable ledger;
    private readonly BodyRemoval removal;

    public TableSweepLedger(PreparedStorage prepared, StorageConnection storage)
    {
        ledger = new(prepared, storage.Table(StorageNames.LedgerTable, retries: 3));
        removal = new(prepared, storage, ledger);
    }

    public async IAsyncEnumerable<PendingEvent> FindDueAsync(
        LedgerPartition partition, DateTimeOffset before, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var row in ledger.ScanAsync(LedgerKeys.Partition(partition), "p|", "p|" + LedgerKeys.Ticks(before), cancellationToken))
        {
            yield return PendingRow.Read(partition, row);
        }
    }

    public async Task<EventClaim?> FindClaimAsync(EventKey key, CancellationToken cancellationToken)
    {
        // As a range of one key: a row that only a newer version knows is left alone, and is no reason to leave the partition alone.
        var id = LedgerKeys.Event(key.EventId);
        var row = await ledger.ScanAsync(LedgerKeys.Partition(key), id, id + " ", cancellationToken, Claim).FirstOrDefaultAsync(cancellationToken);
        return row?.GetString(EventRow.Status) == nameof(EventStatus.Pending)
            ? new(row.GetDateTimeOffset(EventRow.ClaimedUntil), (row.GetInt32(EventRow.Crashes) ?? 0) + (row.GetInt32(EventRow.CrashesAlone) ?? 0) > 0)
            : null;
    }

    public async Task<bool> NoteQueuedAsync(PendingEvent pending, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (done, _) = await ledger.SubmitAsync([new(TableTransactionActionType.UpdateMerge, PendingRow.Queued(pending, now), ETag.All)], cancellationToken);
        return done is not null;
    }

    public async Task<Expired> RemoveNoncesAsync(LedgerPartition partition, DateTimeOffset expiredBefore, int most, CancellationToken cancellationToken)
    {
        var bodies = new List<TableEntity>();
        var nonces = await RemoveAsync(
            LedgerKeys.Partition(partition),
            "x|",
            "x|" + LedgerKeys.Ticks(expiredBefore),
            most,
            row =>
            {
                if (!BodyRow.Is(row))
                {
                    return new(row) { Others = [row.GetString(NonceRow.Column)] };
                }

                bodies.AddRange(bodies.Count < MostBodies ? [row] : []);
                return null;
            },
            cancellationToken);
        return new(nonces, [.. bodies.Select(row => (Func<CancellationToken, Task<bool>>)(stop => removal.RemoveAsync(row, expiredBefore, stop)))]);
    }

    public Task<int> RemoveEventsAsync(LedgerPartition partition, DateTimeOffset receivedBefore, DateTimeOffset now, int most, CancellationToken cancellationToken) =>
        // The timeline runs backwards: what is older has the larger key.
        RemoveAsync(LedgerKeys.Partition(partition), "t|" + LedgerKeys.ReverseTicks(receivedBefore), "t}", most, row => RowsOfEvent(row, now), cancellationToken);

    public Task<int> RemoveRefusedAsync(LedgerPartition partition, DateTimeOffset receivedBefore, int most, CancellationToken cancellationToken) =>
        RemoveAsync(LedgerKeys.Partition(partition), "r|" + LedgerKeys.ReverseTicks(receivedBefore), "r}", most, RefusedRow.WithIndex, cancellationToken);

    public Task<int> RemoveUnreadableAsync(DateTimeOffset keptBefore, int most, CancellationToken cancellationToken) =>
        RemoveAsync(LedgerKeys.Unreadable, "d|" + LedgerKeys.ReverseTicks(keptBefore), "d}", most, row => new(row), cancellationToken);

    private async Task<int> RemoveAsync(
        string partition, string from, string to, int most, Func<TableEntity, RowGroup?> groupOf, CancellationToken cancellationToken)
    {
        var (removed, actions) = (0, 0);
        var groups = new List<RowGroup>();
        await foreach (var row in ledger.ScanAsync(partition, from, to, cancellationToken))
        {
            if (groupOf(row) is not { } group)
            {
                continue;
            }

            if (actions + group.Actions > LedgerTable.MostActions)
            {
                await ledger.RemoveAsync(groups, cancellationToken);
                groups.Clear();
                actions = 0;
            }

            groups.Add(group);
            actions += group.Actions;
            if (++removed == most)
            {
                break;
            }
        }

        await ledger.RemoveAsync(groups, cancellationToken);
        return removed;
    }

    // An old event that was redriven has work to do: it goes once that is done. Its body goes with the next sweep.
    private static RowGroup? RowsOfEvent(TableEntity timeline, DateTimeOffset now)
    {
        if (timeline.GetString(EventRow.Status) == nameof(EventStatus.Pending))
        {
            return null;
        }

        var rows = new List<string> { LedgerKeys.Event(timeline.GetString(EventRow.EventId)) };
        rows.AddRange(new[] { timeline.GetString(EventRow.DeadLetterRow), timeline.GetString(NonceRow.Column) }.OfType<string>());
        rows.AddRange(IndexRow.Keys(timeline.GetString(IndexRow.Column), timeline.RowKey));

        return new(timeline)
        {
            Others = rows,
            Left = timeline.GetString(RowVersion.BodyBlob) is { } body ? [BodyRow.Removal(timeline.PartitionKey, body, now)] : [],
        };
    }
}
