using Azure;
using Azure.Data.Tables;
using Webhooks.Events;

namespace Webhooks.Storage.Events;

/// <summary>The changes that put a dead letter back to work, whoever asks: one transaction, guarded by the version that was read.</summary>
internal static class RedriveRows
{
    public static readonly IReadOnlyList<string> Needed =
        [EventRow.Status, EventRow.History, EventRow.DeadLetterRow, EventRow.Handlers, .. PendingRow.Needed];

    // The change of the event row, for more to be put into it, and every action, that one included.
    public static (TableEntity Change, List<TableTransactionAction> Actions) Of(EventKey key, TableEntity row, HistoryEntry note, string? traceParent)
    {
        var partition = LedgerKeys.Partition(key);
        var pending = PendingRow.Of(key, note.At, row);
        pending[EventRow.TraceParent] = traceParent;
        var change = new TableEntity(partition, LedgerKeys.Event(key.EventId))
        {
            [EventRow.Status] = nameof(EventStatus.Pending),
            [EventRow.Attempts] = 0,
            [EventRow.Handlers] = HandlerStates.Write(Requeued(HandlerStates.Read(row.GetString(EventRow.Handlers)))),
            [EventRow.Crashes] = 0,
            [EventRow.CrashesAlone] = 0,
            [EventRow.NextAttemptAt] = note.At,
            [EventRow.PendingRow] = pending.RowKey,
            [EventRow.History] = EventRow.Append(EventRow.ReadHistory(row), note),
        };
        var timeline = new TableEntity(partition, row.GetString(EventRow.TimelineRow)) { [EventRow.Status] = nameof(EventStatus.Pending) };
        return (change,
        [
            new(TableTransactionActionType.UpdateMerge, change, row.ETag),
            new(TableTransactionActionType.Add, pending),
            new(TableTransactionActionType.Delete, new TableEntity(partition, row.GetString(EventRow.DeadLetterRow)), ETag.All),
            new(TableTransactionActionType.UpdateMerge, timeline, ETag.All),
        ]);
    }

    // What is done is not run again.
    private static IReadOnlyList<HandlerState>? Requeued(IReadOnlyList<HandlerState>? states) =>
        states is null ? null : [.. states.Select(state => state.Status == HandlerStatus.Done ? state : new HandlerState(state.Name))];
}
