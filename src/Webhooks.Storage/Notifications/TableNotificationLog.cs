using Azure;
using Azure.Data.Tables;
using Webhooks.Notifying;

namespace Webhooks.Storage.Notifications;

/// <summary>
/// The log of notifications, beside the status board: <c>e|source|event|channel|notification</c>, and <c>x|ticks|...</c> beside it, by which it is
/// found when its event's retention is over.
/// </summary>
internal sealed class TableNotificationLog(PreparedStorage prepared, StorageConnection storage, SourceCatalog sources) : INotificationLog
{
    private const string Partition = "~told";
    private const string PointsTo = "Row";
    private const int MostOfOneEvent = 200;
    private const int MostAtOnce = 5_000;

    private readonly LedgerTable table = new(prepared, storage.Table(StorageNames.StatusTable, retries: 3));

    public Task NoteAsync(NotificationLogEntry decided, CancellationToken cancellationToken) => AddAsync(decided, cancellationToken);

    public async Task SettleAsync(NotificationLogEntry settled, CancellationToken cancellationToken)
    {
        var change = new TableEntity(Partition, KeyOf(settled)) { ["Outcome"] = settled.Outcome, ["At"] = settled.At };
        var (done, _) = await table.SubmitAsync([new(TableTransactionActionType.UpdateMerge, change, ETag.All)], cancellationToken);
        if (done is null)
        {
            await AddAsync(settled, cancellationToken);
        }
    }

    public async Task<IReadOnlyList<NotificationLogEntry>> ReadAsync(string source, string eventId, CancellationToken cancellationToken)
    {
        var prefix = PrefixOf(source, eventId);
        return await table.ScanAsync(Partition, prefix + "|", prefix + "}", cancellationToken, perPage: MostOfOneEvent)
            .Take(MostOfOneEvent).Select(row => Read(source, eventId, row)).ToListAsync(cancellationToken);
    }

    public async Task<int> ForgetAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var over = await table.ScanAsync(Partition, "x|", "x|" + LedgerKeys.Ticks(now), cancellationToken).Take(MostAtOnce).ToListAsync(cancellationToken);
        foreach (var some in over.Chunk(LedgerTable.MostActions / 2))
        {
            await table.RemoveAsync([.. some.Select(row => new RowGroup(row) { Others = [row.GetString(PointsTo)] })], cancellationToken);
        }

        return over.Count;
    }

    private async Task AddAsync(NotificationLogEntry notified, CancellationToken cancellationToken)
    {
        var key = KeyOf(notified);
        var expiresAt = notified.At + (sources.Find(notified.Source)?.Retention ?? Source.DefaultRetention);
        var row = new TableEntity(Partition, key)
        {
            ["Channel"] = notified.Channel,
            ["NotificationId"] = notified.NotificationId,
            ["Rule"] = notified.Rule,
            ["Subject"] = notified.Subject,
            ["StatusKind"] = notified.StatusKind,
            ["StatusId"] = notified.StatusId,
            ["At"] = notified.At,
            ["Outcome"] = notified.Outcome,
        };
        var pointer = new TableEntity(Partition, $"x|{LedgerKeys.Ticks(expiresAt)}|{key[2..]}") { [PointsTo] = key };
        await table.SubmitAsync([new(TableTransactionActionType.Add, row), new(TableTransactionActionType.Add, pointer)], cancellationToken);
    }

    private static NotificationLogEntry Read(string source, string eventId, TableEntity row) => new()
    {
        Source = source,
        EventId = eventId,
        Channel = row.GetString("Channel"),
        NotificationId = row.GetString("NotificationId"),
        Rule = row.GetString("Rule"),
        Subject = row.GetString("Subject"),
        StatusKind = row.GetString("StatusKind"),
        StatusId = row.GetString("StatusId"),
        At = row.GetDateTimeOffset("At")!.Value,
        Outcome = row.GetString("Outcome"),
    };

    private static string PrefixOf(string source, string eventId) => $"e|{source}|{LedgerId.Encode(eventId)}";

    private static string KeyOf(NotificationLogEntry notified) => $"{PrefixOf(notified.Source, notified.EventId)}|{LedgerId.Encode(notified.Channel)}|{LedgerId.Encode(notified.NotificationId)}";
}
