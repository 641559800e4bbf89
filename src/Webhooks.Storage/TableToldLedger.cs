using Azure;
using Azure.Data.Tables;
using Webhooks.Notifying;

namespace Webhooks.Storage;

/// <summary>
/// What people were told, beside the status board: <c>e|source|event|channel|notification</c>, and <c>x|ticks|...</c> beside it, by which it is
/// found when its event's retention is over.
/// </summary>
internal sealed class TableToldLedger(PreparedStorage prepared, StorageConnection storage, SourceCatalog sources) : IToldLedger
{
    private const string Partition = "~told";
    private const string PointsTo = "Row";
    private const int MostOfOneEvent = 200;
    private const int MostAtOnce = 5_000;

    private readonly LedgerTable table = new(prepared, storage.Table(StorageNames.StatusTable, retries: 3));

    public Task NoteAsync(Told decided, CancellationToken stop) => AddAsync(decided, stop);

    public async Task SettleAsync(Told settled, CancellationToken stop)
    {
        var change = new TableEntity(Partition, KeyOf(settled)) { ["Outcome"] = settled.Outcome, ["At"] = settled.At };
        var (done, _) = await table.SubmitAsync([new(TableTransactionActionType.UpdateMerge, change, ETag.All)], stop);
        if (done is null)
        {
            await AddAsync(settled, stop);
        }
    }

    public async Task<IReadOnlyList<Told>> ReadAsync(string source, string eventId, CancellationToken stop)
    {
        var prefix = PrefixOf(source, eventId);
        return await table.ScanAsync(Partition, prefix + "|", prefix + "}", stop, perPage: MostOfOneEvent)
            .Take(MostOfOneEvent).Select(row => Read(source, eventId, row)).ToListAsync(stop);
    }

    public async Task ForgetAsync(DateTimeOffset now, CancellationToken stop)
    {
        var over = await table.ScanAsync(Partition, "x|", "x|" + LedgerKeys.Ticks(now), stop).Take(MostAtOnce).ToListAsync(stop);
        foreach (var some in over.Chunk(LedgerTable.MostActions / 2))
        {
            await table.RemoveAsync([.. some.Select(row => (row, (IReadOnlyList<string>)[row.GetString(PointsTo)]))], stop);
        }
    }

    private async Task AddAsync(Told told, CancellationToken stop)
    {
        var key = KeyOf(told);
        var expiresAt = told.At + (sources.Find(told.Source)?.Retention ?? Source.DefaultRetention);
        var row = new TableEntity(Partition, key)
        {
            ["Channel"] = told.Channel,
            ["NotificationId"] = told.NotificationId,
            ["Rule"] = told.Rule,
            ["Subject"] = told.Subject,
            ["StatusKind"] = told.StatusKind,
            ["StatusId"] = told.StatusId,
            ["At"] = told.At,
            ["Outcome"] = told.Outcome,
        };
        var pointer = new TableEntity(Partition, $"x|{LedgerKeys.Ticks(expiresAt)}|{key[2..]}") { [PointsTo] = key };
        await table.SubmitAsync([new(TableTransactionActionType.Add, row), new(TableTransactionActionType.Add, pointer)], stop);
    }

    private static Told Read(string source, string eventId, TableEntity row) => new()
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

    private static string KeyOf(Told told) => $"{PrefixOf(told.Source, told.EventId)}|{LedgerId.Encode(told.Channel)}|{LedgerId.Encode(told.NotificationId)}";
}
