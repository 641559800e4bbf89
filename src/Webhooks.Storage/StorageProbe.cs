using Azure;
using Azure.Data.Tables;
using Webhooks.Monitoring;

namespace Webhooks.Storage;

/// <summary>Looks whether everything is where infra or the app created it.</summary>
internal sealed class StorageProbe(StorageConnection storage) : IStorageProbe
{
    public async Task<IReadOnlyList<string>> MissingTablesAsync(CancellationToken cancellationToken) =>
        await MissingAsync(StorageNames.Tables, name => ExistsAsync(name, cancellationToken));

    public async Task<IReadOnlyList<string>> MissingQueuesAsync(CancellationToken cancellationToken) =>
        await MissingAsync(StorageNames.Queues, async name => await storage.Queue(name, retries: 0).ExistsAsync(cancellationToken));

    public Task AskAsync(CancellationToken cancellationToken) => ExistsAsync(StorageNames.LedgerTable, cancellationToken);

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

    private static async Task<IReadOnlyList<string>> MissingAsync(IReadOnlyList<string> names, Func<string, Task<bool>> exists)
    {
        var there = await Task.WhenAll(names.Select(exists));
        return [.. names.Where((_, at) => !there[at])];
    }
}
