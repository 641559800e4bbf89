using Azure.Data.Tables;

namespace Webhooks.Storage;

/// <summary>
/// Rows of one kind that are sorted by reverse time, read over several partitions as one list. A cursor is the last row read: its key,
/// a space, which no key holds, and its partition.
/// </summary>
internal sealed record NewestFirst(string Kind)
{
    private static readonly Comparer<(string Row, string Partition)> Order = Comparer<(string Row, string Partition)>.Create(
        (one, other) => string.CompareOrdinal(one.Row, other.Row) is var rows and not 0 ? rows : string.CompareOrdinal(one.Partition, other.Partition));

    public DateTimeOffset? Since { get; init; }

    public DateTimeOffset? Before { get; init; }

    public string? After { get; init; }

    public IReadOnlyList<string>? Select { get; init; }

    public static string CursorOf(TableEntity row) => $"{row.RowKey} {row.PartitionKey}";

    public IAsyncEnumerable<TableEntity> ReadAsync(LedgerTable ledger, IEnumerable<string> partitions, CancellationToken cancellationToken) => SortedMerge.ReadAsync(
        partitions.Select(partition => ledger.ScanAsync(partition, From(partition), To, cancellationToken, Columns)), row => (row.RowKey, row.PartitionKey), Order, cancellationToken);

    // '}' comes right after '|': behind every row of that moment.
    private string To => Since is null ? Kind + "}" : $"{Kind}|{LedgerKeys.ReverseTicks(Since.Value)}}}";

    private IEnumerable<string>? Columns => Select?.Concat([nameof(TableEntity.PartitionKey), nameof(TableEntity.RowKey)]);

    private string From(string partition)
    {
        var start = Before is null ? Kind + "|" : $"{Kind}|{LedgerKeys.ReverseTicks(Before.Value)}}}";
        if (After?.LastIndexOf(' ') is not ({ } space and > 0))
        {
            return start;
        }

        // A key with a space behind it is the smallest text after that key.
        var (row, last) = (After[..space], After[(space + 1)..]);
        var next = string.CompareOrdinal(partition, last) <= 0 ? row + " " : row;
        return string.CompareOrdinal(next, start) > 0 ? next : start;
    }
}
