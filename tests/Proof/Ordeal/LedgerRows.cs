using Azure.Data.Tables;
using Webhooks.Events;
using Webhooks.Notifying;
using Webhooks.Storage;
using Webhooks.Storage.Events;
using Webhooks.Storage.Notifications;

namespace Proof.Ordeal;

/// <summary>Everything a round has left in storage, read past the receiver.</summary>
/// <param name="Events">Every event row.</param>
/// <param name="Others">The other rows of the ledger.</param>
/// <param name="Effects">Source and row of every effect.</param>
/// <param name="Heard">Keys of every notification that a channel has decided about.</param>
/// <param name="Unsent">Deaths whose notification the host has given up and nobody has heard since: a dead letter in the status table, and an error in the log.</param>
internal sealed record LedgerRows(
    IReadOnlyDictionary<(string Source, string EventId), TableEntity> Events,
    IReadOnlyList<TableEntity> Others,
    IReadOnlySet<(string Source, string Row)> Effects,
    IReadOnlySet<string> Heard,
    IReadOnlySet<(string Source, string EventId, DateTimeOffset At)> Unsent)
{
    public IEnumerable<TableEntity> Of(string kind) => Others.Where(row => row.RowKey.StartsWith(kind + "|", StringComparison.Ordinal));

    public int Pending => Events.Values.Count(row => StatusOf(row) == EventStatus.Pending) + Of("p").Count();

    /// <summary>Dead letters of whose death no channel has heard, and of whose death no notification lies among the unsent.</summary>
    public IEnumerable<(string Source, string EventId)> Suppressed => Events
        .Where(found => StatusOf(found.Value) == EventStatus.DeadLettered && DiedAt(found.Value) is var died && !IsNotified(died) && !Unsent.Contains((found.Key.Source, found.Key.EventId, died)))
        .Select(found => found.Key);

    public static EventStatus StatusOf(TableEntity row) => Enum.Parse<EventStatus>(row.GetString(EventRow.Status));

    public static string SourceOf(TableEntity row) => row.PartitionKey.Split('|')[0];

    public static async Task<LedgerRows> ReadAsync(string connectionString, CancellationToken cancellationToken)
    {
        var ledger = await ReadAsync(connectionString, StorageNames.LedgerTable, cancellationToken);
        var effects = await ReadAsync(connectionString, EffectHandler.Table, cancellationToken);
        var heard = await ReadAsync(connectionString, StorageNames.StatusTable, cancellationToken);
        return new(
            ledger.Where(IsEvent).ToDictionary(row => (SourceOf(row), row.GetString(EventRow.EventId))),
            [.. ledger.Where(row => !IsEvent(row))],
            effects.Select(row => (row.PartitionKey, row.RowKey)).ToHashSet(),
            heard.Select(row => row.RowKey).Where(key => key.StartsWith("s|", StringComparison.Ordinal)).ToHashSet(),
            heard.Where(row => row.PartitionKey == NotificationKeys.Dead).Select(row => Notification.Read(row.GetString(MessageRow.Text))).OfType<Notification>().Select(one => (one.Source, one.EventId!, one.At)).ToHashSet());
    }

    private static DateTimeOffset DiedAt(TableEntity row) => EventRow.ReadHistory(row).Last(entry => entry.What == HistoryEntry.DeadLettered).At;

    private bool IsNotified(DateTimeOffset died) => Heard.Any(key => key.StartsWith($"s|{LedgerKeys.Ticks(died)}|", StringComparison.Ordinal));

    private static bool IsEvent(TableEntity row) => row.RowKey.StartsWith("e|", StringComparison.Ordinal);

    private static async Task<List<TableEntity>> ReadAsync(string connectionString, string table, CancellationToken cancellationToken)
    {
        var rows = new List<TableEntity>();
        await foreach (var row in new TableClient(connectionString, table).QueryAsync<TableEntity>(cancellationToken: cancellationToken))
        {
            rows.Add(row);
        }

        return rows;
    }
}
