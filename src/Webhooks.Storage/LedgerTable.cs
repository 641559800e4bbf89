using System.Collections.Concurrent;
using Azure;
using Azure.Data.Tables;
using Webhooks.Events;
using Webhooks.Storage.Grouping;

namespace Webhooks.Storage;

/// <summary>The ledger's table and how its failures are named: what decides a race is a value, everything else is an unavailable ledger.</summary>
internal sealed class LedgerTable(PreparedStorage storage, TableClient table)
{
    public const int MostActions = TransactionGroups.MostActions;
    public const string TableNotFound = "TableNotFound";

    // A large row takes a while to send; nobody else should have to wait for it.
    private const int LargestShared = 128 * 1024;

    // Partitions are sources, their shards, and channels: few, and known from the settings.
    private readonly ConcurrentDictionary<string, TransactionGroups> groups = new(StringComparer.Ordinal);

    // Runs the actions as one, together with those that others bring for the partition meanwhile.
    public async Task<TransactionOutcome> SubmitAsync(IReadOnlyList<TableTransactionAction> actions, CancellationToken cancellationToken)
    {
        await storage.ReadyFor(table.Name).WaitAsync(cancellationToken);
        RowVersion.Stamp(actions);
        try
        {
            var weighed = WeighedActions.Of(actions);
            return weighed.Bytes > LargestShared
                ? await TransactionGroups.SubmitAsync(table, actions, cancellationToken)
                : await groups.GetOrAdd(actions[0].Entity.PartitionKey, static (_, table) => new(table), table).RunAsync(weighed, cancellationToken);
        }
        catch (Exception failure) when (IsUnavailable(failure, cancellationToken))
        {
            throw Unavailable(failure);
        }
    }

    // One row, or null.
    public async Task<TableEntity?> FindAsync(string partition, string row, CancellationToken cancellationToken, IEnumerable<string>? select = null)
    {
        await storage.ReadyFor(table.Name).WaitAsync(cancellationToken);
        try
        {
            var found = await table.GetEntityIfExistsAsync<TableEntity>(partition, row, RowVersion.With(select), cancellationToken: cancellationToken);
            if (!found.HasValue)
            {
                return IsMissingTable(found.GetRawResponse()) ? throw Unavailable(new RequestFailedException(404, "The table is missing.", TableNotFound, null)) : null;
            }

            // A projection need not carry the row's version among its properties; the answer does.
            var entity = RowVersion.Known(found.Value!);
            entity.ETag = entity.ETag == default ? found.GetRawResponse().Headers.ETag ?? default : entity.ETag;
            return entity;
        }
        catch (Exception failure) when (IsUnavailable(failure, cancellationToken))
        {
            throw Unavailable(failure);
        }
    }

    // Rows of a partition with keys from from up to, not including, to; also narrows further.
    public async IAsyncEnumerable<TableEntity> ScanAsync(
        string partition,
        string from,
        string to,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken,
        IEnumerable<string>? select = null,
        int? perPage = null,
        string? also = null)
    {
        await storage.ReadyFor(table.Name).WaitAsync(cancellationToken);
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {from} and RowKey lt {to}") + (also is null ? "" : " and " + also);
        await using var rows = table.QueryAsync<TableEntity>(filter, maxPerPage: perPage, select: RowVersion.With(select), cancellationToken: cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (await HasNextAsync(rows, cancellationToken))
        {
            if (RowVersion.IsKnown(rows.Current))
            {
                yield return rows.Current;
            }
        }
    }

    // Removes rows together with the row that points to them; at most MostActions. Rows that are gone already do no harm. Of a pointer that changed
    // since it was read nothing goes: what it points to was put back to work meanwhile.
    // What is left to do for a group is written with it.
    public async Task RemoveAsync(IReadOnlyList<RowGroup> groups, CancellationToken cancellationToken)
    {
        var left = new List<(TableEntity Pointer, TableTransactionAction Action)>(MostActions);
        var named = new HashSet<string>(StringComparer.Ordinal);
        foreach (var group in groups)
        {
            // Two may point to one row, such as the nonce that a sender used again, and a transaction names a row once.
            left.AddRange(group.Others.Where(named.Add).Select(row => (group.Pointer, Removal(new TableEntity(group.Pointer.PartitionKey, row), ETag.All))));
            left.Add((group.Pointer, Removal(group.Pointer, group.Pointer.ETag)));
            left.AddRange(group.Left.Select(row => (group.Pointer, new TableTransactionAction(TableTransactionActionType.UpsertReplace, row))));
        }

        while (left.Count > 0 && await SubmitAsync([.. left.Select(one => one.Action)], cancellationToken) is { Lost: { } lost })
        {
            left.RemoveAll(one => one.Action == lost || one.Pointer == lost.Entity);
        }
    }

    // Removes the rows of a range of keys, a few thousand at most; the next round finds the rest. Gives their number.
    public async Task<int> RemoveRangeAsync(string partition, string from, string to, CancellationToken cancellationToken, Func<TableEntity, bool>? unless = null)
    {
        var rows = new List<TableEntity>();
        await foreach (var row in ScanAsync(partition, from, to, cancellationToken))
        {
            if (unless?.Invoke(row) == true)
            {
                continue;
            }

            rows.Add(row);
            if (rows.Count == MostActions * 50)
            {
                break;
            }
        }

        foreach (var some in rows.Chunk(MostActions))
        {
            await RemoveAsync([.. some.Select(row => new RowGroup(row))], cancellationToken);
        }

        return rows.Count;
    }

    public async Task PutAsync(TableEntity row, CancellationToken cancellationToken)
    {
        await storage.ReadyFor(table.Name).WaitAsync(cancellationToken);
        try
        {
            await table.UpsertEntityAsync(RowVersion.Stamp(row), TableUpdateMode.Replace, cancellationToken: cancellationToken);
        }
        catch (Exception failure) when (IsUnavailable(failure, cancellationToken))
        {
            throw Unavailable(failure);
        }
    }

    private async Task<bool> HasNextAsync(IAsyncEnumerator<TableEntity> rows, CancellationToken cancellationToken)
    {
        try
        {
            return await rows.MoveNextAsync();
        }
        catch (Exception failure) when (IsUnavailable(failure, cancellationToken))
        {
            throw Unavailable(failure);
        }
    }

    private static TableTransactionAction Removal(TableEntity row, ETag version) => new(TableTransactionActionType.Delete, row, version);

    public static bool IsUnavailable(Exception failure, CancellationToken cancellationToken) =>
        failure is RequestFailedException or AggregateException or IOException
        || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested);

    // A missing table and a missing row are both 404.
    private static bool IsMissingTable(Response notFound) => notFound.Content.ToString().Contains(TableNotFound, StringComparison.Ordinal);

    private LedgerUnavailableException Unavailable(Exception failure)
    {
        if (failure is RequestFailedException { ErrorCode: TableNotFound })
        {
            storage.ReportMissing($"table {table.Name}");
        }

        return StorageFailure.Of(failure);
    }
}
