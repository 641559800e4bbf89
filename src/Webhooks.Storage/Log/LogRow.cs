using Azure.Data.Tables;
using Webhooks.Events;
using Webhooks.Operating;
using Webhooks.Storage.Events;

namespace Webhooks.Storage.Log;

/// <summary>A row as a line of the delivery log.</summary>
/// <param name="Position">Where it stands.</param>
/// <param name="Line">The line.</param>
/// <param name="DeliveryId">The sender's id of the delivery, which is searched and not shown.</param>
internal sealed record LogRow(LogPosition Position, LogLine Line, string? DeliveryId)
{
    // The columns of pending and timeline rows, and of event rows beside the body.
    public static readonly IReadOnlyList<string> OfEvents =
    [
        nameof(TableEntity.PartitionKey), nameof(TableEntity.RowKey), EventRow.EventId, EventRow.EventType, EventRow.Status, EventRow.TimelineRow,
        EventRow.EndedAt, EventRow.Attempts, EventRow.LastError, EventRow.BodyLength, EventRow.DeliveryId, EventRow.Breaches,
    ];

    public static readonly IReadOnlyList<string> OfRefused = [nameof(TableEntity.PartitionKey), nameof(TableEntity.RowKey), .. RefusedRow.WithoutBody];

    // Whether it is the row of the work to do.
    public bool IsFromPending { get; private init; }

    public static LogRow Pending(TableEntity row) =>
        Event(row, row.GetString(EventRow.TimelineRow), nameof(EventStatus.Pending)) with { IsFromPending = true };

    public static LogRow Ended(TableEntity row) => Event(row, row.RowKey, row.GetString(EventRow.Status));

    public static LogRow Event(TableEntity row) => Event(row, row.GetString(EventRow.TimelineRow), row.GetString(EventRow.Status));

    public static LogRow Refused(TableEntity row)
    {
        var line = LogLine.Of(RefusedRow.Read(row));
        return new(new(row.RowKey[2..], row.PartitionKey, LogPosition.Refused), line, null);
    }

    private static LogRow Event(TableEntity row, string timelineRow, string status)
    {
        var ended = status != nameof(EventStatus.Pending);
        return new(
            new(timelineRow[2..], row.PartitionKey, LogPosition.Event),
            new LogLine(
                LedgerKeys.ReadPartition(row.PartitionKey).Source,
                row.GetString(EventRow.EventId),
                status,
                row.GetString(EventRow.EventType),
                LedgerKeys.ReceivedOf(timelineRow),
                ended ? row.GetDateTimeOffset(EventRow.EndedAt) : null,
                row.GetInt32(EventRow.Attempts) ?? 0,
                row.GetString(EventRow.LastError),
                row.GetInt32(EventRow.BodyLength))
            {
                Breaches = BreachText.Read(row.GetString(EventRow.Breaches)),
            },
            row.GetString(EventRow.DeliveryId));
    }
}
