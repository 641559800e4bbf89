using Azure.Data.Tables;
using Webhooks.Processing;
using Webhooks.Receiving;

namespace Functions.Storage;

/// <summary>The pending row: there exactly while the event has work to do, sorted by when that is due.</summary>
internal static class PendingRow
{
    private const string QueuedAt = "QueuedAt";
    private const string TimesQueued = "TimesQueued";

    public static TableEntity Of(EventKey key, DateTimeOffset due, string? traceParent) =>
        new(LedgerKeys.Partition(key), LedgerKeys.Pending(due, key.EventId))
        {
            [EventRow.EventId] = key.EventId,
            [EventRow.TraceParent] = traceParent,
        };

    public static PendingEvent Read(LedgerPartition partition, TableEntity row) => new(
        new EventKey(partition.Source, partition.Shard, row.GetString(EventRow.EventId)),
        row.RowKey,
        LedgerKeys.DueOf(row.RowKey),
        row.GetDateTimeOffset(EventRow.ClaimedUntil),
        row.GetDateTimeOffset(QueuedAt),
        row.GetInt32(TimesQueued) ?? 0,
        row.GetString(EventRow.TraceParent));

    public static TableEntity Queued(PendingEvent pending, DateTimeOffset now) =>
        new(LedgerKeys.Partition(pending.Key), pending.Row) { [QueuedAt] = now, [TimesQueued] = pending.TimesQueued + 1 };

    public static TableEntity Claimed(string partition, string row, DateTimeOffset until) => new(partition, row) { [EventRow.ClaimedUntil] = until };
}
