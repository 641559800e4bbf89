using System.Text.RegularExpressions;
using Azure.Data.Tables;
using Webhooks.Events;
using Webhooks.Operating;
using Webhooks.Redacting;
using Webhooks.Searching;
using Webhooks.Storage.Events;

namespace Webhooks.Storage.Log;

/// <summary>
/// Search over the rows that are written with events and refused deliveries. What an index row leads to is read for its state of now; where that is gone,
/// because a version that knows no index removed it, the row leads nowhere and is left out.
/// </summary>
internal sealed partial class TableSearch(PreparedStorage prepared, StorageConnection storage, PartitionRegistry registry, Redactor redactor, TimeProvider clock) : ISearch
{
    // Rows that a filter leaves out cost a page at most so many.
    private const int MostRows = 2_000;

    private static readonly Comparer<(string Row, string Partition)> Order = Comparer<(string Row, string Partition)>.Create(
        (one, other) => string.CompareOrdinal(one.Row, other.Row) is var rows and not 0 ? rows : string.CompareOrdinal(one.Partition, other.Partition));

    private readonly LedgerTable ledger = new(prepared, storage.Table(StorageNames.LedgerTable, retries: 3));

    public bool IsCursor(string text) => Cursor().IsMatch(text);

    public async Task<SearchPage> FindAsync(SearchFilter filter, CancellationToken cancellationToken)
    {
        var partitions = await registry.ListKeysAsync(filter.Source, cancellationToken);
        var lists = SearchRange.Of(filter).SelectMany(range => partitions.Select(partition =>
            ledger.ScanAsync(partition, range.FromAfter(filter.After, partition), range.To, cancellationToken, range.Columns, filter.Limit + 1)));
        var (found, last, read, isCut) = (new List<TableEntity>(), (TableEntity?)null, 0, false);
        await foreach (var row in SortedMerge.ReadAsync(lists, row => (row.RowKey, row.PartitionKey), Order, cancellationToken))
        {
            if (found.Count == filter.Limit || read++ == MostRows)
            {
                isCut = true;
                break;
            }

            last = row;
            if (IsWanted(row, filter))
            {
                found.Add(row);
            }
        }

        var lines = await Task.WhenAll(found.Select(row => LineAsync(row, cancellationToken)));
        return new(
            clock.GetUtcNow(), [.. lines.OfType<SearchLine>().DistinctBy(line => (line.Line.Source, line.Line.Id))], isCut ? $"{last!.RowKey} {last.PartitionKey}" : null);
    }

    private static bool IsWanted(TableEntity row, SearchFilter filter)
    {
        var isRefusal = row.RowKey.StartsWith("r|", StringComparison.Ordinal);
        return (!isRefusal || RefusedRow.Is(row, SearchId.Normal(filter.Id)))
            && (filter.EventType is not { } type || EventTypePattern.Matches(row.GetString(EventRow.EventType), type))
            && (filter.Since is not { } since || ReceivedAt(row) >= since);
    }

    private static DateTimeOffset ReceivedAt(TableEntity row) =>
        LedgerKeys.ReceivedOf(IndexRow.Is(row) ? row.RowKey[(row.RowKey.IndexOf('|', 2) - 1)..] : row.RowKey.StartsWith("r|", StringComparison.Ordinal) ? row.RowKey : row.GetString(EventRow.TimelineRow));

    private async Task<SearchLine?> LineAsync(TableEntity row, CancellationToken cancellationToken)
    {
        var (by, value, target) = ((string?)null, "", (TableEntity?)row);
        if (IndexRow.Is(row))
        {
            (by, value) = (row.GetString(IndexRow.By), row.GetString(IndexRow.Value));
            var key = IndexRow.Target(row);
            target = await ledger.FindAsync(row.PartitionKey, key, cancellationToken, key[0] == 'r' ? LogRow.OfRefused : LogRow.OfEvents);
        }

        if (target is null)
        {
            return null;
        }

        var isRefusal = target.RowKey.StartsWith("r|", StringComparison.Ordinal);
        var line = (isRefusal ? LogRow.Refused(target) : LogRow.Event(target)).Line;
        return by is null ? new(line, isRefusal ? SearchId.RefusalId : SearchId.EventId, line.Id) : new(line, by, redactor.Of(line.Source, ReadOnlyMemory<byte>.Empty)(value));
    }

    [GeneratedRegex(@"^[eir]\|[A-Za-z0-9\-_.:@=,+~|]* [a-z0-9\-|]+\z")]
    private static partial Regex Cursor();
}
