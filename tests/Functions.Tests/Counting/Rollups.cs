using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using Webhooks.Counting;
using Webhooks.Storage;

namespace Functions.Tests.Counting;

/// <summary>What tests ask the table of rollups, past the code that reads it.</summary>
internal static class Rollups
{
    public static async Task<IReadOnlyList<TableEntity>> RowsAsync(string account, string source, string prefix)
    {
        var rows = new List<TableEntity>();
        await foreach (var row in new TableClient(account, StorageNames.RollupTable).QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {source}")))
        {
            rows.Add(row);
        }

        return [.. rows.Where(row => row.RowKey.StartsWith(prefix, StringComparison.Ordinal))];
    }

    public static async Task<Counts> SumAsync(string account, string source, string prefix)
    {
        var sum = new Counts();
        foreach (var row in await RowsAsync(account, source, prefix))
        {
            sum.Add(CountsJson.Read(row.GetString("Counts")));
        }

        return sum;
    }

    public static DeliveryCounters DeliveryCounters(this ReceiverApp app) => app.Services.GetRequiredService<DeliveryCounters>();

    public static Task FlushAsync(this ReceiverApp app) => app.Services.GetRequiredService<CounterFlush>().FlushAsync(default);

    public static Task<IReadOnlyDictionary<string, Counts>> MergeAsync(this ReceiverApp app) => app.Services.GetRequiredService<RollupMerger>().MergeAsync(default);
}
