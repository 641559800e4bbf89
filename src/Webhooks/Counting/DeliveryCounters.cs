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

    public void Admitted(string? source, Admission admission) => Count(source ?? Unknown, admission, static (counts, admission) => counts.Add(admission));

    public void Skewed(string source, TimeSpan skew) => Count(source, skew, static (counts, skew) => counts.Skew.Add(skew));

    public void Processed(string source, TimeSpan sinceArrival) => Count(source, sinceArrival, static (counts, sinceArrival) => counts.Lag.Add(sinceArrival));

    public void Postponed(string source) => Count(source, 1, static (counts, more) => counts.Postponed += more);

    public void DeadLettered(string source) => Count(source, 1, static (counts, more) => counts.DeadLettered += more);

    private void Count<T>(string source, T what, Action<Counts, T> count) =>
        sources.GetOrAdd(source, static _ => new SourceCounters()).Count(clock.GetUtcNow(), what, count);
}
