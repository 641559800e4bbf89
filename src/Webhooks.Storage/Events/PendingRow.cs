using Azure.Data.Tables;
using Webhooks.Events;
using Webhooks.Processing;

namespace Webhooks.Storage.Events;

/// <summary>The pending row: there exactly while the event has work to do, sorted by when that is due.</summary>
internal static class PendingRow
{
    private const string QueuedAt = "QueuedAt";
    private const string TimesQueued = "TimesQueued";

    // What has to be read of an event row to make its pending row, which holds what the delivery log shows.
    public static readonly string[] Needed =
        [EventRow.TraceParent, EventRow.EventType, EventRow.TimelineRow, EventRow.DeliveryId, EventRow.BodyLength, EventRow.Breaches, EventRow.LastError];

    public static TableEntity Of(EventKey key, TableEntity eventRow) => Of(key, eventRow.GetString(EventRow.PendingRow), eventRow);

    public static TableEntity Of(EventKey key, DateTimeOffset due, TableEntity eventRow) => Of(key, LedgerKeys.Pending(due, key.EventId), eventRow);

    private static TableEntity Of(EventKey key, string pendingRow, TableEntity eventRow)
    {
        var row = new TableEntity(LedgerKeys.Partition(key), pendingRow)
        {
            [EventRow.EventId] = key.EventId,
            [EventRow.Attempts] = 0,
        };
        foreach (var column in Needed)
        {
            if (eventRow.TryGetValue(column, out var value) && value is not null)
            {
                row[column] = value;
            }
        }

        return row;
    }

    public static TableEntity Again(LedgerEvent claimed, NextRun next, string? error) =>
        new(LedgerKeys.Partition(claimed.Key), LedgerKeys.Pending(next.At, claimed.Key.EventId))
        {
            [EventRow.EventId] = claimed.Key.EventId,
            [EventRow.TraceParent] = claimed.TraceParent,
            [EventRow.Attempts] = claimed.Attempts,
            [EventRow.EventType] = claimed.EventType,
            [EventRow.TimelineRow] = claimed.TimelineRow,
            [EventRow.DeliveryId] = claimed.DeliveryId,
            [EventRow.BodyLength] = claimed.BodyLength,
            [EventRow.Breaches] = BreachText.Write(claimed.Breaches),
            [EventRow.LastError] = error,
            [EventRow.Waiting] = HandlerStates.Names(claimed.Handlers, HandlerStatus.Waiting),
            [EventRow.Paused] = next.Paused.Count == 0 ? null : string.Join(' ', next.Paused),
        };

    public static PendingEvent Read(LedgerPartition partition, TableEntity row) => new(
        new EventKey(partition.Source, partition.Shard, row.GetString(EventRow.EventId)),
        row.RowKey,
        LedgerKeys.DueOf(row.RowKey),
        row.GetDateTimeOffset(EventRow.ClaimedUntil),
        row.GetDateTimeOffset(QueuedAt),
        row.GetInt32(TimesQueued) ?? 0,
        row.GetString(EventRow.TraceParent))
    {
        Paused = HandlerStates.ReadNames(row.GetString(EventRow.Paused)),
    };

    public static TableEntity Queued(PendingEvent pending, DateTimeOffset now) =>
        new(LedgerKeys.Partition(pending.Key), pending.Row) { [QueuedAt] = now, [TimesQueued] = pending.TimesQueued + 1 };

    // What a claim has to tell, and nothing as a rule: the sweep asks the event itself.
    public static TableEntity? Claimed(LedgerEvent claimed, TimeSpan lease)
    {
        var isLate = SweepWait.MayOutlast(lease, claimed.ClaimedUntil!.Value - lease - LedgerKeys.DueOf(claimed.PendingRow!));
        // They are found at the first attempt, and the log lists them.
        var hasBreaches = claimed is { Attempts: 1, Breaches.Count: > 0 };
        if (!isLate && !hasBreaches)
        {
            return null;
        }

        var row = new TableEntity(LedgerKeys.Partition(claimed.Key), claimed.PendingRow) { [EventRow.Breaches] = BreachText.Write(claimed.Breaches) };
        if (isLate)
        {
            // A message has come through: should this run be lost, the sweep waits no longer than for the first.
            (row[EventRow.ClaimedUntil], row[TimesQueued]) = (claimed.ClaimedUntil, 0);
        }

        return row;
    }
}
