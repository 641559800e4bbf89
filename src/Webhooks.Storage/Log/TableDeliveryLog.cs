using Webhooks.Events;
using Webhooks.Operating;

namespace Webhooks.Storage.Log;

/// <summary>The delivery log over the rows that are there anyway: pending, timeline and refused rows of every partition, merged.</summary>
internal sealed class TableDeliveryLog(PreparedStorage prepared, StorageConnection storage, PartitionRegistry registry, TimeProvider clock) : IDeliveryLog
{
    private const int MostRows = 5_000;
    private const int FewestPerRequest = 20;
    private const int MostPerRequest = 1_000;

    private readonly LedgerTable ledger = new(prepared, storage.Table(StorageNames.LedgerTable, retries: 3));

    public bool IsCursor(string text) => LogPosition.Read(text) is not null;

    public async Task<LogPage> ReadAsync(LogFilter filter, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var partitions = await registry.ListKeysAsync(filter.Source, cancellationToken);
        if (filter is { Text: { } id, After: null } && await FindAsync(filter, id, partitions, cancellationToken) is { Count: > 0 } found)
        {
            return new(now, found, LogPosition.Write(LogPosition.Start), null);
        }

        var range = LogRange.Of(filter);
        var pending = filter.Wants(nameof(EventStatus.Pending))
            ? await PendingPart.ReadAsync(ledger, partitions, range, now, cancellationToken)
            : PendingPart.None;
        range = pending.Floor is { } floor ? range.DownTo(floor) : range;
        var rows = DistinctEvents.OnceAsync(
            SortedMerge.ReadAsync([pending.Rows.ToAsyncEnumerable(), .. Lists(filter, range, partitions, cancellationToken)], row => row.Position, null, cancellationToken), cancellationToken);
        return await FillAsync(filter, now, pending.Floor, rows, cancellationToken);
    }

    // What was found by its whole id stands on the first page, and is left out where a search comes by.
    private async Task<IReadOnlyList<LogLine>> FindAsync(LogFilter filter, string id, IReadOnlyList<string> partitions, CancellationToken cancellationToken)
    {
        var rows = await Task.WhenAll(partitions.Select(partition => ledger.FindAsync(partition, LedgerKeys.Event(id), cancellationToken, LogRow.OfEvents)));
        return [.. rows.Where(row => row is not null).Select(row => LogRow.Event(row!)).Where(row => filter.Matches(row.Line, null)).Select(row => row.Line)];
    }

    private IEnumerable<IAsyncEnumerable<LogRow>> Lists(LogFilter filter, LogRange range, IReadOnlyList<string> partitions, CancellationToken cancellationToken)
    {
        // Rows are spread evenly over the shards of a source: each gives its part of the page, and a margin.
        var wanted = filter.IsNarrow ? MostPerRequest : filter.Limit + 1;
        var perRequest = Math.Clamp(2 * wanted / Math.Max(1, partitions.Count), FewestPerRequest, MostPerRequest);
        if (filter.Status is null or nameof(EventStatus.Processed) or nameof(EventStatus.DeadLettered))
        {
            foreach (var partition in partitions)
            {
                var from = "t|" + range.From(partition, LogPosition.Event);
                yield return ledger.ScanAsync(partition, from, "t|" + range.To, cancellationToken, LogRow.OfEvents, perRequest).Select(LogRow.Ended);
            }
        }

        if (filter.Wants(LogLine.Refused) && filter is { EventType: null, Breaches: not true })
        {
            foreach (var partition in partitions)
            {
                var from = "r|" + range.From(partition, LogPosition.Refused);
                yield return ledger.ScanAsync(partition, from, "r|" + range.To, cancellationToken, LogRow.OfRefused, perRequest).Select(LogRow.Refused);
            }
        }
    }

    private static async Task<LogPage> FillAsync(
        LogFilter filter, DateTimeOffset now, DateTimeOffset? floor, IAsyncEnumerable<LogRow> rows, CancellationToken cancellationToken)
    {
        var lines = new List<LogLine>();
        LogRow? last = null;
        var read = 0;
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            if (lines.Count == filter.Limit)
            {
                return new(now, lines, LogPosition.Write(last!.Position), null);
            }

            if (read++ == MostRows)
            {
                return new(now, lines, LogPosition.Write(last!.Position), last.Line.ReceivedAt);
            }

            last = row;
            if (filter.Matches(row.Line, row.DeliveryId) && !(filter.After is not null && row.Line.Id == filter.Text && row.Position.Kind == LogPosition.Event))
            {
                lines.Add(row.Line);
            }
        }

        return floor is { } end
            ? new(now, lines, LogPosition.Write(LogPosition.BehindAll(end)), lines.Count == filter.Limit ? null : end)
            : new(now, lines, null, null);
    }
}
