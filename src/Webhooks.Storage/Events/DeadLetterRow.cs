using Azure.Data.Tables;
using Webhooks.Events;

namespace Webhooks.Storage.Events;

/// <summary>The dead-letter row: what an operator's list shows, so that it need not read the events.</summary>
internal static class DeadLetterRow
{
    public const string TimesRedriven = "TimesRedriven";

    public static DeadLetter Read(TableEntity row)
    {
        var deadAt = row.GetDateTimeOffset(EventRow.EndedAt)!.Value;
        var (source, shard) = LedgerKeys.ReadPartition(row.PartitionKey);
        return new DeadLetter
        {
            // A message that was no envelope has no event; its own key stands for it.
            Key = new EventKey(source, shard, row.GetString(EventRow.EventId) ?? row.RowKey[(row.RowKey.LastIndexOf('|') + 1)..]),
            EventType = row.GetString(EventRow.EventType) ?? "unknown",
            Attempts = row.GetInt32(EventRow.Attempts) ?? 0,
            ReceivedAt = row.GetDateTimeOffset(EventRow.ReceivedAt) ?? deadAt,
            DeadAt = deadAt,
            LastError = row.GetString(EventRow.LastError) ?? "",
            Failed = row.GetString(EventRow.Failed) is { } failed ? HandlerStates.ReadNames(failed) : null,
            TimesRedriven = row.GetInt32(TimesRedriven) ?? 0,
            Cursor = NewestFirst.CursorOf(row),
        };
    }
}
