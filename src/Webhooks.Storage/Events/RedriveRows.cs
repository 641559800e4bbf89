using Azure;
using Azure.Data.Tables;
using Webhooks.Events;
using Webhooks.Redriving;

namespace Webhooks.Storage.Events;

/// <summary>The changes that put an event back to work, whoever asks: one transaction, guarded by the version that was read.</summary>
internal static class RedriveRows
{
    public static readonly IReadOnlyList<string> Needed =
        [EventRow.Status, EventRow.History, EventRow.DeadLetterRow, EventRow.Handlers, EventRow.ClaimedUntil, EventRow.PendingRow, .. PendingRow.Needed];

    // The change of the event row, for more to be put into it, and every action, that one included.
    public static (TableEntity Change, List<TableTransactionAction> Actions) Of(EventKey key, TableEntity row, HistoryEntry note, string? traceParent, HandlerChoice choice)
    {
        var partition = LedgerKeys.Partition(key);
        var pending = PendingRow.Of(key, note.At, row);
        pending[EventRow.TraceParent] = traceParent;
        var change = new TableEntity(partition, LedgerKeys.Event(key.EventId))
        {
            [EventRow.Status] = nameof(EventStatus.Pending),
            [EventRow.Attempts] = 0,
            [EventRow.Handlers] = HandlerStates.Write(choice.Of(HandlerStates.Read(row.GetString(EventRow.Handlers)), EventRow.ReadStatus(row))),
            [EventRow.Crashes] = 0,
            [EventRow.CrashesAlone] = 0,
            [EventRow.NextAttemptAt] = note.At,
            [EventRow.PendingRow] = pending.RowKey,
            [EventRow.History] = EventRow.Append(EventRow.ReadHistory(row), note),
        };
        return (change,
        [
            new(TableTransactionActionType.UpdateMerge, change, row.ETag),
            new(TableTransactionActionType.UpsertReplace, pending),
            .. WithoutEnd(partition, row, pending.RowKey),
        ]);
    }

    // An event that has not ended has another pending row, and perhaps no timeline row yet.
    private static List<TableTransactionAction> WithoutEnd(string partition, TableEntity row, string pendingRow)
    {
        var status = EventRow.ReadStatus(row);
        if (status == EventStatus.Pending)
        {
            return row.GetString(EventRow.PendingRow) == pendingRow ? [] : [Removal(partition, row.GetString(EventRow.PendingRow))];
        }

        var timeline = new TableEntity(partition, row.GetString(EventRow.TimelineRow)) { [EventRow.Status] = nameof(EventStatus.Pending) };
        TableTransactionAction pendingAgain = new(TableTransactionActionType.UpdateMerge, timeline, ETag.All);
        return status == EventStatus.DeadLettered ? [Removal(partition, row.GetString(EventRow.DeadLetterRow)), pendingAgain] : [pendingAgain];
    }

    private static TableTransactionAction Removal(string partition, string row) =>
        new(TableTransactionActionType.Delete, new TableEntity(partition, row), ETag.All);
}
