using System.Collections.Concurrent;
using Webhooks.Events;

namespace Webhooks.Counting;

/// <summary>
/// Counts in memory what the metrics count, for the operator's overview and for alerts; <see cref="CounterFlush" /> writes it down. A process
/// that is killed loses the counts of the last ten seconds. It loses no event: counts are about events, and nothing is decided by them.
/// </summary>
public sealed class DeliveryCounters(TimeProvider clock)
{
    /// <summary>Deliveries to sources that do not exist. Their names are an attacker's choice and are kept nowhere.</summary>
    public const string Unknown = "~unknown";

    private readonly ConcurrentDictionary<string, SourceCounters> sources = new(StringComparer.Ordinal);

    internal IEnumerable<KeyValuePair<string, SourceCounters>> Sources => sources;

    /// <summary>One delivery; <paramref name="source" /> is null when there is no such source.</summary>
    public void Admitted(string? source, Admission admission)
    {
        var tally = Of(source ?? Unknown);
        lock (tally.Gate)
        {
            tally.At(clock.GetUtcNow()).Add(admission);
        }
    }

    /// <summary>What one verified delivery says of the clocks.</summary>
    public void Skewed(string source, TimeSpan skew)
    {
        var tally = Of(source);
        lock (tally.Gate)
        {
            tally.At(clock.GetUtcNow()).Skew.Add(skew);
        }
    }

    /// <summary>One event that became Processed.</summary>
    public void Processed(string source, TimeSpan sinceArrival)
    {
        var tally = Of(source);
        lock (tally.Gate)
        {
            tally.At(clock.GetUtcNow()).Lag.Add(sinceArrival);
        }
    }

    /// <summary>One attempt that failed and will be made again.</summary>
    public void Postponed(string source)
    {
        var tally = Of(source);
        lock (tally.Gate)
        {
            tally.At(clock.GetUtcNow()).Postponed++;
        }
    }

    /// <summary>One event that became DeadLettered.</summary>
    public void DeadLettered(string source)
    {
        var tally = Of(source);
        lock (tally.Gate)
        {
            tally.At(clock.GetUtcNow()).DeadLettered++;
        }
    }

    private SourceCounters Of(string source) => sources.GetOrAdd(source, static _ => new SourceCounters());
}
