using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Webhooks.Events;
using Webhooks.Processing;

namespace Webhooks.Storage.Events;

/// <summary>The sweep's side of the ledger: each question is a range of keys that holds what is due and nothing else.</summary>
internal sealed class TableSweepLedger(PreparedStorage prepared, StorageConnection storage) : ISweepLedger
{
    private readonly LedgerTable ledger = new(prepared, storage.Table(StorageNames.LedgerTable, retries: 3));

    public async IAsyncEnumerable<PendingEvent> FindDueAsync(
        LedgerPartition partition, DateTimeOffset before, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var row in ledger.ScanAsync(LedgerKeys.Partition(partition), "p|", "p|" + LedgerKeys.Ticks(before), cancellationToken))
        {
            yield return PendingRow.Read(partition, row);
        }
    }

    public async Task<bool> NoteQueuedAsync(PendingEvent pending, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (done, _) = await ledger.SubmitAsync([new(TableTransactionActionType.UpdateMerge, PendingRow.Queued(pending, now), ETag.All)], cancellationToken);
        return done is not null;
    }

    public Task<int> RemoveNoncesAsync(LedgerPartition partition, DateTimeOffset expiredBefore, int most, CancellationToken cancellationToken) =>
        RemoveAsync(LedgerKeys.Partition(partition), "x|", "x|" + LedgerKeys.Ticks(expiredBefore), most, row => [row.GetString("NonceRow")], cancellationToken);

    public Task<int> RemoveEventsAsync(LedgerPartition partition, DateTimeOffset receivedBefore, int most, CancellationToken cancellationToken) =>
        // The timeline runs backwards: what is older has the larger key.
        RemoveAsync(LedgerKeys.Partition(partition), "t|" + LedgerKeys.ReverseTicks(receivedBefore), "t}", most, RowsOfEvent, cancellationToken);

    public Task<int> RemoveRefusedAsync(LedgerPartition partition, DateTimeOffset receivedBefore, int most, CancellationToken cancellationToken) =>
        RemoveAsync(LedgerKeys.Partition(partition), "r|" + LedgerKeys.ReverseTicks(receivedBefore), "r}", most, _ => [], cancellationToken);

    public Task<int> RemoveUnreadableAsync(DateTimeOffset keptBefore, int most, CancellationToken cancellationToken) =>
        RemoveAsync(LedgerKeys.Unreadable, "d|" + LedgerKeys.ReverseTicks(keptBefore), "d}", most, _ => [], cancellationToken);

    private async Task<int> RemoveAsync(
        string partition, string from, string to, int most, Func<TableEntity, IReadOnlyList<string>?> pointsTo, CancellationToken cancellationToken)
    {
        var (removed, actions) = (0, 0);
        var groups = new List<(TableEntity, IReadOnlyList<string>)>();
        await foreach (var row in ledger.ScanAsync(partition, from, to, cancellationToken))
        {
            if (pointsTo(row) is not { } others)
            {
                continue;
            }

            if (actions + others.Count + 1 > LedgerTable.MostActions)
            {
                await ledger.RemoveAsync(groups, cancellationToken);
                groups.Clear();
                actions = 0;
            }

            groups.Add((row, others));
            actions += others.Count + 1;
            if (++removed == most)
            {
                break;
            }
        }

        await ledger.RemoveAsync(groups, cancellationToken);
        return removed;
    }

    // An old event that was redriven has work to do: it goes once that is done.
    private static List<string>? RowsOfEvent(TableEntity timeline)
    {
        if (timeline.GetString(EventRow.Status) == nameof(EventStatus.Pending))
        {
            return null;
        }

        var rows = new List<string> { LedgerKeys.Event(timeline.GetString(EventRow.EventId)) };
        if (timeline.GetString(EventRow.DeadLetterRow) is { } deadLetter)
        {
            rows.Add(deadLetter);
        }

        return rows;
    }
}
