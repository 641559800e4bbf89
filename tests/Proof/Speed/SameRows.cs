using Azure.Data.Tables;
using Proof.Load;
using Proof.Processes;
using Webhooks.Storage;

namespace Proof.Speed;

/// <summary>Whether the floor writes what the receiver writes. What one of them alone stores would be compared with nothing.</summary>
internal static class SameRows
{
    private const int MostTries = 100;

    /// <summary>Has both take a delivery, and gives the properties that only one of them has stored of it.</summary>
    public static async Task<IReadOnlyList<string>> OnlyInOneAsync(Storage storage, IContender floor, IContender receiver, CancellationToken cancellationToken)
    {
        var shot = Shots.Make(Plan.Sender, 1024, 1)[0];
        foreach (var contender in new[] { floor, receiver })
        {
            await AcceptAsync(contender, shot, cancellationToken);
        }

        var properties = await StoredAsync(storage.Table(Floor.Title), cancellationToken);
        properties.SymmetricExceptWith(await StoredAsync(storage.Table(StorageNames.LedgerTable), cancellationToken));
        await storage.ClearAsync(cancellationToken);
        return [.. properties.Order(StringComparer.Ordinal)];
    }

    // Right after its start a receiver answers 503, until it has found its tables.
    private static async Task AcceptAsync(IContender contender, Shot shot, CancellationToken cancellationToken)
    {
        using var caller = contender.Connect();
        for (var tries = 1; await caller.CallAsync(shot) is not 202 and var status; tries++)
        {
            if (tries == MostTries)
            {
                throw new InvalidOperationException($"{contender.Name} still answers {status}.");
            }

            await Task.Delay(100, cancellationToken);
        }
    }

    private static async Task<HashSet<string>> StoredAsync(TableClient table, CancellationToken cancellationToken)
    {
        var properties = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var row in table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {Plan.Sender}"), cancellationToken: cancellationToken))
        {
            // The kind of row stands before the bar.
            properties.UnionWith(row.Where(property => property.Value is not null).Select(property => $"{row.RowKey.Split('|')[0]}.{property.Key}"));
        }

        return properties;
    }
}
