using Azure;
using Azure.Data.Tables;
using Azure.Identity;
using Webhooks.Monitoring;

namespace Webhooks.Storage;

/// <summary>Looks whether everything is where infra or the app created it.</summary>
internal sealed class StorageProbe(PreparedStorage prepared, StorageConnection storage) : IStorageProbe
{
    public async Task<IReadOnlyList<string>> MissingTablesAsync(CancellationToken cancellationToken) =>
        await MissingAsync("table", StorageNames.Tables, name => ExistsAsync(name, cancellationToken));

    public async Task<IReadOnlyList<string>> MissingQueuesAsync(CancellationToken cancellationToken) =>
        await MissingAsync("queue", StorageNames.Queues, async name => await storage.Queue(name, retries: 0).ExistsAsync(cancellationToken));

    public async Task<IReadOnlyList<string>> MissingContainersAsync(CancellationToken cancellationToken) =>
        await MissingAsync("container", prepared.Containers, async name => await storage.Container(name, retries: 0)!.ExistsAsync(cancellationToken));

    public Task AskAsync(CancellationToken cancellationToken) => AskAsync(() => ExistsAsync(StorageNames.LedgerTable, cancellationToken));

    // One row of a partition that is always small. Asking for a single row would not distinguish a missing table from a missing row.
    private async Task<bool> ExistsAsync(string table, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {LedgerKeys.Registry}");
        try
        {
            var pages = storage.Table(table, retries: 0).QueryAsync<TableEntity>(filter, maxPerPage: 1, select: [nameof(TableEntity.RowKey)], cancellationToken: cancellationToken).AsPages();
            await pages.FirstAsync(cancellationToken);
            return true;
        }
        catch (RequestFailedException failure) when (failure.Status == 404)
        {
            return false;
        }
    }

    private async Task<IReadOnlyList<string>> MissingAsync(string kind, IReadOnlyList<string> names, Func<string, Task<bool>> exists)
    {
        var there = await AskAsync(() => Task.WhenAll(names.Select(exists)));
        string[] missing = [.. names.Where((_, at) => !there[at])];
        if (missing is [var first, ..])
        {
            prepared.ReportMissing($"{kind} {first}");
        }

        return missing;
    }

    private static async Task<T> AskAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (Exception failure) when (failure is RequestFailedException or AggregateException or AuthenticationFailedException)
        {
            throw StorageFailure.Of(failure);
        }
    }
}
