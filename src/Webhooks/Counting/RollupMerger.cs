using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Webhooks.Events;

namespace Webhooks.Counting;

/// <summary>Each minute: merges the deltas of all instances, and removes counts past their retention.</summary>
public sealed partial class RollupMerger(IPartitionRegistry registry, IRollupLedger ledger, TimeProvider clock, ILogger<RollupMerger> logger)
{
    /// <summary>Longer than <see cref="CounterFlush.LongestDoubt" />: the minute remembers its deltas.</summary>
    public static readonly TimeSpan MinutesKept = TimeSpan.FromHours(3);
    public static readonly TimeSpan HoursKept = TimeSpan.FromDays(35);

    // A minute is complete once every instance has flushed after it; later deltas are merged later.
    private static readonly TimeSpan Settling = TimeSpan.FromMinutes(2);

    // Merging must leave time for the sweep, which matters more, within the host's functionTimeout.
    private static readonly TimeSpan LongestRun = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan BetweenRemovals = TimeSpan.FromHours(1);
    private const int AtOnce = 4;

    private readonly ConcurrentDictionary<string, DateTimeOffset> removed = new();

    /// <summary>What was merged, by source. One source's failure is logged and left to the next minute.</summary>
    public async Task<IReadOnlyDictionary<string, Counts>> MergeAsync(CancellationToken cancellationToken)
    {
        using var limit = new TimeLimit(LongestRun, clock, cancellationToken);
        IReadOnlyList<LedgerPartition> partitions = [];
        if (!await TryAsync("(all)", async () => partitions = await registry.ListRecentAsync(limit.Token), cancellationToken))
        {
            return new Dictionary<string, Counts>();
        }

        var merged = new ConcurrentDictionary<string, Counts>();
        IEnumerable<string> sources = [.. partitions.Select(partition => partition.Source).Distinct(), DeliveryCounters.Unknown];
        await Parallel.ForEachAsync(sources, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (source, _) =>
        {
            // Filled step by step: what was merged before a failure counts.
            var counts = new Counts();
            await TryAsync(source, () => MergeAsync(source, counts, limit.Token), cancellationToken);
            if (!counts.IsEmpty)
            {
                merged[source] = counts;
            }
        });
        return merged;
    }

    private async Task<bool> TryAsync(string source, Func<Task> act, CancellationToken cancellationToken)
    {
        try
        {
            await act();
            return true;
        }
#pragma warning disable CA1031 // Counts must not stop the sweep, whatever fails here.
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            Log.NotMerged(logger, source, failure.Message);
            return false;
        }
    }

    private async Task MergeAsync(string source, Counts merged, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await ledger.MergeAsync(source, now - Settling, merged, cancellationToken);
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
