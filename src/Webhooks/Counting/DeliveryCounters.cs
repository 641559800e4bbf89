using System.Collections.Concurrent;
using Webhooks.Events;

namespace Webhooks.Counting;

/// <summary>
/// Counts in memory what the metrics count, for the overview and for alerts. A killed process loses the counts of the last ten seconds, and no event:
/// nothing is decided by counts.
/// </summary>
public sealed class DeliveryCounters(TimeProvider clock)
{
    /// <summary>Deliveries to unknown sources. An attacker chooses their names: they are kept nowhere.</summary>
    public const string Unknown = "~unknown";

    private readonly ConcurrentDictionary<string, SourceCounters> sources = new(StringComparer.Ordinal);

    internal IEnumerable<KeyValuePair<string, SourceCounters>> Sources => sources;

    public void Admitted(string? source, Admission admission)
    {
        var tally = Of(source ?? Unknown);
        lock (tally.Gate)
        {
            tally.At(clock.GetUtcNow()).Add(admission);
        }
    }

    public void Skewed(string source, TimeSpan skew)
    {
        var tally = Of(source);
        lock (tally.Gate)
        {
            tally.At(clock.GetUtcNow()).Skew.Add(skew);
        }
    }

    public void Processed(string source, TimeSpan sinceArrival)
    {
        var tally = Of(source);
        lock (tally.Gate)
        {
            tally.At(clock.GetUtcNow()).Lag.Add(sinceArrival);
        }
    }

    public void Postponed(string source)
    {
        var tally = Of(source);
        lock (tally.Gate)
        {
            tally.At(clock.GetUtcNow()).Postponed++;
        }
    }

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
