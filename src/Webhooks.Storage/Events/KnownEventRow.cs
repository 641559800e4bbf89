using Azure.Data.Tables;
using Webhooks.Events;
using Webhooks.Receiving;

namespace Webhooks.Storage.Events;

/// <summary>What admission reads and writes of an event row besides the event.</summary>
internal static class KnownEventRow
{
    public static readonly IReadOnlyList<string> Needed = [EventRow.Status, EventRow.EventType, EventRow.ArrivalId, EventRow.EndedAt, SignedAt, SenderRedrives, SenderRedrivenAt];

    private const string SignedAt = "SignedAt";
    private const string SenderRedrives = "SenderRedrives";
    private const string SenderRedrivenAt = "SenderRedrivenAt";

    public static KnownEvent Read(EventKey key, TableEntity row) => new(key, EventRow.ReadStatus(row), row.GetString(EventRow.ArrivalId), row.ETag.ToString())
    {
        EventType = row.GetString(EventRow.EventType),
        EndedAt = row.GetDateTimeOffset(EventRow.EndedAt),
        SignedAt = row.GetDateTimeOffset(SignedAt),
        SenderRedrives = row.GetInt32(SenderRedrives) ?? 0,
        SenderRedrivenAt = row.GetDateTimeOffset(SenderRedrivenAt),
    };

    // Only a time that is ahead says more than the time of arrival, which an event cannot be dead-lettered before.
    public static void WriteSignedAt(TableEntity row, NewEvent delivery)
    {
        if (delivery.SignedAt > delivery.Delivery.ReceivedAt)
        {
            row[SignedAt] = delivery.SignedAt;
        }
    }

    public static void WriteRedrive(TableEntity change, KnownEvent known, NewEvent delivery)
    {
        WriteSignedAt(change, delivery);
        change[EventRow.ArrivalId] = delivery.Origin.ArrivalId;
        change[SenderRedrives] = known.SenderRedrives + 1;
        change[SenderRedrivenAt] = delivery.Delivery.ReceivedAt;
    }
}
