using Azure.Data.Tables;
using Webhooks.Counting;

namespace Webhooks.Storage.Counting;

/// <summary>
/// Moves deltas of one minute into the rows of their minute and hour, in one transaction that every row in it guards: it happens once or
/// not at all. A delta may be handed in again after it was moved, when its writer never heard of the first time; the minute knows its id.
/// </summary>
internal sealed class RollupMerge(LedgerTable table)
{
    public const int MostDeltas = LedgerTable.MostActions - 2;

    // Whoever loses a race here leaves the deltas to the next run, which reads again.
    public async Task RunAsync(string source, DateTimeOffset at, IReadOnlyList<TableEntity> deltas, DateTimeOffset now, Counts merged, CancellationToken cancellationToken)
    {
        var minute = await table.FindAsync(source, RollupKeys.Minute(at), cancellationToken);
        var taken = RollupRow.ReadTaken(minute).ToHashSet();
        var fresh = deltas.Where(delta => !taken.Contains(RollupKeys.IdOf(delta.RowKey))).ToArray();
        var actions = deltas.Select(delta => new TableTransactionAction(TableTransactionActionType.Delete, delta, delta.ETag)).ToList();
        var came = new Counts();
        if (fresh.Length > 0)
        {
            foreach (var delta in fresh)
            {
                came.Add(RollupRow.Read(delta));
            }

            var hour = await table.FindAsync(source, RollupKeys.Hour(at), cancellationToken);
            var next = Sum(source, RollupKeys.Minute(at), minute, came);
            RollupRow.WriteTaken(next, RollupRow.ReadTaken(minute).Concat(fresh.Select(delta => RollupKeys.IdOf(delta.RowKey))), now);
            actions.Insert(0, Write(next, minute));
            actions.Insert(1, Write(Sum(source, RollupKeys.Hour(at), hour, came), hour));
        }

        var (done, _) = await table.SubmitAsync(actions, cancellationToken);
        if (done is not null || await HasLandedAsync(source, at, fresh, cancellationToken))
        {
            merged.Add(came);
        }
    }

    // A write that the SDK tried again loses against itself.
    private async Task<bool> HasLandedAsync(string source, DateTimeOffset at, TableEntity[] fresh, CancellationToken cancellationToken)
    {
        var taken = RollupRow.ReadTaken(await table.FindAsync(source, RollupKeys.Minute(at), cancellationToken)).ToHashSet();
        return fresh.All(delta => taken.Contains(RollupKeys.IdOf(delta.RowKey)));
    }

    private static TableEntity Sum(string source, string row, TableEntity? before, Counts came)
    {
        var sum = before is null ? new Counts() : RollupRow.Read(before);
        sum.Add(came);
        return RollupRow.Of(source, row, sum);
    }

    private static TableTransactionAction Write(TableEntity next, TableEntity? before) =>
        before is null ? new(TableTransactionActionType.Add, next) : new(TableTransactionActionType.UpdateReplace, next, before.ETag);
}
