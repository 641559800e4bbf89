using System.Collections.Concurrent;
using Azure;
using Azure.Data.Tables;
using Azure.Identity;
using Webhooks.Events;
using Webhooks.Receiving;

namespace Webhooks.Storage.Events;

/// <summary>
/// Reads the ledgers in other accounts that sources were moved from: the row of the event and that of the nonce, until the retention of what is there
/// is over. Its registry says that the source is closed there, which also proves that the account is the right one.
/// </summary>
internal sealed class TableEarlierLedger(StorageConnection storage, SourceCatalog sources, TimeProvider clock) : IEarlierLedger
{
    // Whoever opens the source again over there stops it here within this time.
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(30);

    private readonly Dictionary<string, TableClient> tables = sources.All.Where(source => source.MovedFrom is not null)
        .ToDictionary(source => source.Name, source => storage.Other(source.MovedFrom!)!.GetTableClient(StorageNames.LedgerTable));

    private readonly ConcurrentDictionary<string, Closed> known = new();

    public async Task<EarlierDelivery> FindAsync(Source source, NewEvent delivery, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (!known.TryGetValue(source.Name, out var closed) || now - closed.ReadAt > Freshness)
        {
            closed = await AskAsync(() => ReadClosedAsync(source.Name, now, cancellationToken), cancellationToken);
        }

        if (closed is null || now - closed.At < EarlierDelivery.Settling)
        {
            return new EarlierDelivery(IsOpen: true);
        }

        known[source.Name] = closed;
        foreach (var key in closed.KeysOf(source, delivery.Key.EventId))
        {
            var partition = LedgerKeys.Partition(key);
            var rows = await Task.WhenAll(
                delivery.Event.Nonce is { } nonce ? FindAsync(source.Name, partition, LedgerKeys.Nonce(nonce), null, cancellationToken) : Task.FromResult<TableEntity?>(null),
                FindAsync(source.Name, partition, LedgerKeys.Event(key.EventId), KnownEventRow.Needed, cancellationToken));
            if (rows is not [null, null])
            {
                return new EarlierDelivery(IsOpen: false, rows[0] is { } consumed ? NonceRow.Read(consumed) : null, rows[1] is { } found ? KnownEventRow.Read(key, found) : null);
            }
        }

        return EarlierDelivery.Unknown;
    }

    private async Task<Closed?> ReadClosedAsync(string source, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {LedgerKeys.Registry} and RowKey ge {source} and RowKey lt {source + "}"}");
        var (movedAt, shards) = ((DateTimeOffset?)null, new List<int?>());
        await foreach (var row in tables[source].QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            var partition = LedgerKeys.ReadPartition(row.RowKey);
            if (partition.Source == source && RegistryRow.MovedAt(row) is { } at)
            {
                movedAt = movedAt > at ? movedAt : at;
                shards.Add(partition.Shard);
            }
        }

        return movedAt is null ? null : new Closed(movedAt.Value, now, shards);
    }

    private Task<TableEntity?> FindAsync(string source, string partition, string row, IEnumerable<string>? select, CancellationToken cancellationToken) => AskAsync(
        async () =>
        {
            try
            {
                return RowVersion.Known((await tables[source].GetEntityAsync<TableEntity>(partition, row, RowVersion.With(select), cancellationToken)).Value);
            }
            catch (RequestFailedException failure) when (failure is { Status: 404, ErrorCode: "ResourceNotFound" })
            {
                return null;
            }
        },
        cancellationToken);

    private static async Task<T> AskAsync<T>(Func<Task<T>> ask, CancellationToken cancellationToken)
    {
        try
        {
            return await ask();
        }
        catch (Exception failure) when (LedgerTable.IsUnavailable(failure, cancellationToken) || failure is AuthenticationFailedException)
        {
            throw StorageFailure.Of(failure);
        }
    }

    private sealed record Closed(DateTimeOffset At, DateTimeOffset ReadAt, IReadOnlyList<int?> Shards)
    {
        // Where the ledger there has an event of this id: its source had shards of its own number.
        public IEnumerable<EventKey> KeysOf(Source source, string eventId)
        {
            if (Shards.Contains(null))
            {
                yield return EventKey.For(source with { Shards = 1 }, eventId);
            }

            if (Shards.Max() is { } last)
            {
                yield return EventKey.For(source with { Shards = last + 1 }, eventId);
            }
        }
    }
}
