using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Webhooks.Counting;

/// <summary>Each minute: merges the deltas of all instances, and removes counts past their retention.</summary>
public sealed partial class RollupMerger(IPartitionRegistry registry, IRollupLedger ledger, TimeProvider clock, ILogger<RollupMerger> logger)
{
    /// <summary>Longer than <see cref="CounterFlush.LongestDoubt" />: the minute remembers its deltas.</summary>
    public static readonly TimeSpan MinutesKept = TimeSpan.FromHours(3);
    public static readonly TimeSpan HoursKept = TimeSpan.FromDays(35);

    // A minute is complete once every instance has flushed after it; who comes later is merged later.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    // Merging must leave the sweep, which matters more, its time under the host's functionTimeout.
    private static readonly TimeSpan LongestRun = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan BetweenRemovals = TimeSpan.FromHours(1);
    private const int AtOnce = 4;

    private readonly ConcurrentDictionary<string, DateTimeOffset> removed = new();

    /// <summary>What was merged, by source. One source's failure is logged and left to the next minute.</summary>
    public async Task<IReadOnlyDictionary<string, Counts>> MergeAsync(CancellationToken cancellationToken)
    {
        using var budget = new CancellationTokenSource(LongestRun, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, budget.Token);
        var merged = new ConcurrentDictionary<string, Counts>();
        var sources = await ListAsync(either.Token, cancellationToken);
        await Parallel.ForEachAsync(sources, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (source, _) =>
        {
            // Filled as it goes: what was merged before a failure is merged.
            var counts = new Counts();
            try
            {
                await MergeAsync(source, counts, either.Token);
            }
#pragma warning disable CA1031 // Counts are not worth an event: whatever fails here, the sweep goes on.
            catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                Log.NotMerged(logger, source, failure.Message);
            }

            if (!counts.IsEmpty)
            {
                merged[source] = counts;
            }
        });
        return merged;
    }

    private async Task<IReadOnlyList<string>> ListAsync(CancellationToken either, CancellationToken cancellationToken)
    {
        try
        {
            var partitions = await registry.ListAsync(source: null, either);
            return [.. partitions.Select(partition => partition.Source).Distinct(), DeliveryCounters.Unknown];
        }
#pragma warning disable CA1031 // As above.
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            Log.NotMerged(logger, "(all)", failure.Message);
            return [];
        }
    }

    private async Task MergeAsync(string source, Counts merged, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await ledger.MergeAsync(source, now - Patience, merged, cancellationToken);
        if (now - removed.GetValueOrDefault(source) >= BetweenRemovals)
        {
            await ledger.RemoveAsync(source, now - MinutesKept, now - HoursKept, cancellationToken);
            removed[source] = now;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "{Source}: counts could not be merged ({Problem}); the next minute tries again.")]
        public static partial void NotMerged(ILogger logger, string source, string problem);
    }
}
