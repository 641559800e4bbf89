using Azure;
using Azure.Data.Tables;
using Webhooks.Monitoring;

namespace Webhooks.Storage;

/// <summary>Looks whether everything is where infra or the app created it.</summary>
internal sealed class StorageProbe(StorageConnection storage) : IStorageProbe
{
    public async Task<IReadOnlyList<string>> MissingTablesAsync(CancellationToken stop) =>
        await MissingAsync(StorageNames.Tables, async name => await AskAsync(name, stop) is not null);

    public async Task<IReadOnlyList<string>> MissingQueuesAsync(CancellationToken stop) =>
        await MissingAsync(StorageNames.Queues, async name => await storage.Queue(name, retries: 0).ExistsAsync(stop));

    public async Task<DateTimeOffset> ReadClockAsync(CancellationToken stop) =>
        (await AskAsync(StorageNames.LedgerTable, stop))?.Headers.Date ?? throw new InvalidOperationException("Storage told no time.");

    // One row of a partition that is always small. Asking for a single row instead would not tell a missing table from a missing row.
    private async Task<Response?> AskAsync(string table, CancellationToken stop)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {LedgerKeys.Registry}");
        try
        {
            var pages = storage.Table(table, retries: 0).QueryAsync<TableEntity>(filter, maxPerPage: 1, select: [nameof(TableEntity.RowKey)], cancellationToken: stop).AsPages();
            return (await pages.FirstAsync(stop)).GetRawResponse();
        }
        catch (RequestFailedException failure) when (failure.Status == 404)
        {
            return null;
        }
    }

    private static async Task<IReadOnlyList<string>> MissingAsync(IReadOnlyList<string> names, Func<string, Task<bool>> exists)
    {
        var there = await Task.WhenAll(names.Select(exists));
        return [.. names.Where((_, at) => !there[at])];
    }
}
