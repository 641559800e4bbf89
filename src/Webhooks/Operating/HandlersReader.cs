using System.Collections.Concurrent;
using Webhooks.Events;
using Webhooks.Processing;

namespace Webhooks.Operating;

/// <summary>Reads the list of handlers: one query of their rows, and two per partition of the ledger, whatever its size.</summary>
public sealed class HandlersReader(HandlerCatalog handlers, IHandlerLedger ledger, IPartitionRegistry registry, HandlerActivity activity, TimeProvider clock)
{
    private const int MostCounted = 1_000;
    private const int AtOnce = 16;

    /// <summary>Includes what this instance has just seen; other instances are at most half a minute behind.</summary>
    public async Task<HandlersView> ReadAsync(CancellationToken cancellationToken)
    {
        await activity.FlushAsync(cancellationToken);
        var records = await RecordsAsync(cancellationToken);
        var counts = new ConcurrentBag<HandlerCounts>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(await registry.ListAsync(source: null, cancellationToken), options, async (partition, abort) =>
            counts.Add(await ledger.CountAsync(partition, MostCounted, abort)));
        return new(
            clock.GetUtcNow(),
            [.. records.Select(record => Of(record, counts.Sum(some => some.Waiting.GetValueOrDefault(record.Name)), counts.Sum(some => some.Failed.GetValueOrDefault(record.Name))))],
            counts.Any(some => some.IsCut));
    }

    /// <summary>Every handler of this app, and those that were paused and are no longer in it.</summary>
    public async Task<IReadOnlyList<HandlerRecord>> RecordsAsync(CancellationToken cancellationToken)
    {
        var records = (await ledger.ListAsync(cancellationToken)).ToDictionary(record => record.Name, StringComparer.Ordinal);
        var gone = records.Values.Where(record => handlers.Find(record.Name) is null && (record.Pause is not null || record.ResumedAt is not null)).Select(record => record.Name);
        return [.. handlers.Names.Concat(gone).Order(StringComparer.Ordinal).Select(name => records.GetValueOrDefault(name) ?? new(name))];
    }

    private HandlerView Of(HandlerRecord record, int waiting, int failed) => new(
        record.Name,
        handlers.Find(record.Name) is not null,
        PauseView.Of(record.Pause),
        record.ResumedAt is not null,
        waiting,
        failed,
        record.LastSuccessAt,
        record.LastErrorAt,
        record.LastError);
}
