using Azure.Data.Tables;
using Webhooks.Counting;

namespace Webhooks.Storage.Counting;

/// <summary>The rollups in their table, one partition per source. Reading is one query; merging is <see cref="RollupMerge" />.</summary>
internal sealed class TableRollupLedger : IRollupLedger
{
    // What is left over waits for the next minute.
    private const int MostDeltasPerRun = 5_000;

    private readonly LedgerTable rollups;
    private readonly RollupMerge merge;

    public TableRollupLedger(PreparedStorage prepared, StorageConnection storage)
    {
        // The SDK may try inserts again: a delta that is there already has landed.
        rollups = new(prepared, storage.Table(StorageNames.RollupTable, retries: 3));
        merge = new RollupMerge(rollups);
    }

    // The only race that an insert can lose is against itself.
    public Task AddAsync(string source, Delta delta, CancellationToken cancellationToken) =>
        rollups.SubmitAsync([new(TableTransactionActionType.Add, RollupRow.Of(source, RollupKeys.Of(delta), delta.Counts))], cancellationToken);

    public async Task MergeAsync(string source, DateTimeOffset before, Counts merged, CancellationToken cancellationToken)
    {
        var deltas = new List<TableEntity>();
        await foreach (var row in rollups.ScanAsync(source, RollupKeys.Deltas, RollupKeys.DeltasBefore(before), cancellationToken))
        {
            deltas.Add(row);
            if (deltas.Count == MostDeltasPerRun)
            {
                break;
            }
        }

        foreach (var minute in deltas.GroupBy(delta => RollupKeys.TimeOf(delta.RowKey)))
        {
            foreach (var some in minute.Chunk(RollupMerge.MostDeltas))
            {
                await merge.RunAsync(source, minute.Key, some, before, merged, cancellationToken);
            }
        }
    }

    public async Task RemoveAsync(string source, DateTimeOffset minutesBefore, DateTimeOffset hoursBefore, CancellationToken cancellationToken)
    {
        await rollups.RemoveRangeAsync(source, RollupKeys.Minutes, RollupKeys.Minute(minutesBefore), cancellationToken, row => RollupRow.HasTakenSince(row, minutesBefore));
        await rollups.RemoveRangeAsync(source, RollupKeys.Hours, RollupKeys.Hour(hoursBefore), cancellationToken);
    }

    public async Task<IReadOnlyList<Rollup>> ReadAsync(string source, DateTimeOffset? hoursSince, DateTimeOffset minutesSince, CancellationToken cancellationToken)
    {
        var since = hoursSince ?? minutesSince;
        var found = new List<Rollup>();
        var deltas = new Dictionary<string, Rollup>();
        await foreach (var row in rollups.ScanAsync(source, hoursSince is null ? RollupKeys.Deltas : RollupKeys.Hour(since), RollupKeys.EndOfMinutes, cancellationToken))
        {
            var at = RollupKeys.TimeOf(row.RowKey);
            switch (row.RowKey[..RollupKeys.Minutes.Length])
            {
                case RollupKeys.Hours when at < minutesSince:
                case RollupKeys.Minutes when at >= minutesSince:
                    found.Add(new Rollup(at, RollupRow.Read(row)));
                    break;
                case RollupKeys.Deltas when at >= since:
                    deltas[RollupKeys.IdOf(row.RowKey)] = new Rollup(at, RollupRow.Read(row));
                    break;
            }

            // Merged while this was reading, or handed in again after it had been.
            foreach (var taken in deltas.Count == 0 ? [] : RollupRow.ReadTaken(row))
            {
                deltas.Remove(taken);
            }
        }

        return [.. found, .. deltas.Values];
    }
}
