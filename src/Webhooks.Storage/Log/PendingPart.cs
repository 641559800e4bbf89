using Azure.Data.Tables;

namespace Webhooks.Storage.Log;

/// <summary>
/// The pending events of a range. Their rows are sorted by when they are due, so all of them are read; where there are too many for one
/// page, such as in a backlog, the range is cut at a <paramref name="Floor" />, and the next page goes on below it.
/// </summary>
/// <param name="Rows">They, in the order of the log.</param>
/// <param name="Floor">How far back all of them are there; null: all of the range.</param>
internal sealed record PendingPart(IReadOnlyList<LogRow> Rows, DateTimeOffset? Floor)
{
    public static readonly PendingPart None = new([], null);

    private const int Most = 500;

    // The last one holds whatever arrives within one moment: there the number is bounded by what can be admitted.
    private static readonly TimeSpan[] Spans =
    [
        TimeSpan.FromDays(1), TimeSpan.FromHours(2), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(1),
        TimeSpan.FromSeconds(5), TimeSpan.FromMilliseconds(500), TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(1),
    ];

    public static async Task<PendingPart> ReadAsync(
        LedgerTable ledger, IReadOnlyList<string> partitions, LogRange range, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await ReadAllAsync(ledger, partitions, range, Most, cancellationToken) is { } all)
        {
            return new(all, null);
        }

        var latest = range.Latest is { } bound && bound < now ? bound : now;
        foreach (var span in Spans)
        {
            var floor = latest - span;
            if (await ReadAllAsync(ledger, partitions, range.DownTo(floor), span == Spans[^1] ? int.MaxValue : Most, cancellationToken) is { } some)
            {
                return new(some, floor);
            }
        }

        return None;
    }

    // Null when there are more than so many.
    public static async Task<IReadOnlyList<LogRow>?> ReadAllAsync(
        LedgerTable ledger, IReadOnlyList<string> partitions, LogRange range, int most, CancellationToken cancellationToken)
    {
        // Nothing is due before it arrived.
        var from = "p|" + (range.Since is { } since ? LedgerKeys.Ticks(since) : "");
        var rows = new List<LogRow>();
        foreach (var partition in partitions)
        {
            var (first, end) = ("t|" + range.From(partition, LogPosition.Event), "t|" + range.To);
            var also = TableClient.CreateQueryFilter($"TimelineRow ge {first} and TimelineRow lt {end}");
            await foreach (var row in ledger.ScanAsync(partition, from, "p}", cancellationToken, LogRow.OfEvents, Most + 1, also))
            {
                rows.Add(LogRow.Pending(row));
                if (rows.Count > most)
                {
                    return null;
                }
            }
        }

        rows.Sort((one, other) => one.Position.CompareTo(other.Position));
        return rows;
    }
}
