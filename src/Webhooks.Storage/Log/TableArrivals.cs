using Webhooks.Events;
using Webhooks.Operating;

namespace Webhooks.Storage.Log;

/// <summary>
/// Arrivals over the rows that are there anyway: of an event that has work to do its pending row, of one that has ended its timeline row. Both are read
/// from the beginning of the range on. The timeline runs backwards, so a range that is too large for one page is read again with an earlier end.
/// </summary>
internal sealed class TableArrivals(PreparedStorage prepared, StorageConnection storage, PartitionRegistry registry, TimeProvider clock) : IArrivals
{
    // Of a partition, for one page.
    private const int Most = 500;

    private static readonly TimeSpan[] Spans =
    [
        TimeSpan.FromDays(1), TimeSpan.FromHours(2), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(1),
        TimeSpan.FromSeconds(5), TimeSpan.FromMilliseconds(500), TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(1),
    ];

    private readonly LedgerTable ledger = new(prepared, storage.Table(StorageNames.LedgerTable, retries: 3));

    public async Task<ArrivalPage> ReadAsync(ArrivalFilter filter, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (filter.Since is not { } since)
        {
            return new(now, now - filter.Lateness, null, []);
        }

        var partitions = await registry.ListKeysAsync(filter.Source, cancellationToken);
        // Whatever arrives within the shortest span is one page: there the number is bounded by what can be admitted.
        DateTimeOffset?[] ends = [null, .. Spans.Select(span => since + span).Where(end => end < now)];
        foreach (var end in ends[..^1])
        {
            if (await ReadAsync(partitions, new(null, since, end), Most, cancellationToken) is { } rows)
            {
                return Page(filter, now, end, rows);
            }
        }

        return Page(filter, now, ends[^1], (await ReadAsync(partitions, new(null, since, ends[^1]), int.MaxValue, cancellationToken))!);
    }

    private static ArrivalPage Page(ArrivalFilter filter, DateTimeOffset now, DateTimeOffset? end, IReadOnlyList<LogRow> rows) => new(
        now,
        now - filter.Lateness,
        end,
        [
            .. rows.DistinctBy(row => row.Position)
                .OrderByDescending(row => row.Position)
                .Select(row => row.Line)
                .Where(line => filter.EventType is not { } pattern || EventTypePattern.Matches(line.EventType ?? "", pattern)),
        ]);

    // Pending first: what ends between the two is then read twice, and not missed. Null when it is too much.
    private async Task<IReadOnlyList<LogRow>?> ReadAsync(IReadOnlyList<string> partitions, LogRange range, int most, CancellationToken cancellationToken)
    {
        if (await PendingPart.ReadAllAsync(ledger, partitions, range, most, cancellationToken) is not { } pending)
        {
            return null;
        }

        var rows = new List<LogRow>(pending);
        foreach (var partition in partitions)
        {
            var from = "t|" + range.From(partition, LogPosition.Event);
            var ended = ledger.ScanAsync(partition, from, "t|" + range.To, cancellationToken, LogRow.OfEvents, Math.Min(most, Most) + 1).Select(LogRow.Ended);
            var read = 0;
            await foreach (var row in ended)
            {
                rows.Add(row);
                if (++read > most)
                {
                    return null;
                }
            }
        }

        return rows;
    }
}
