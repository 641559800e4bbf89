namespace Webhooks.Counting;

/// <summary>Adds counts over instances and time. Instances add deltas while a sweep merges them; each delta counts exactly once.</summary>
public interface IRollupLedger
{
    /// <summary>Repeating a call with the same delta counts it once.</summary>
    Task AddAsync(string source, Delta delta, CancellationToken cancellationToken);

    /// <summary>Merges the deltas of minutes before a time, and adds their sum to <paramref name="merged" />.</summary>
    Task MergeAsync(string source, DateTimeOffset before, Counts merged, CancellationToken cancellationToken);
    Task RemoveAsync(string source, DateTimeOffset minutesBefore, DateTimeOffset hoursBefore, CancellationToken cancellationToken);

    /// <summary>
    /// Counts by the hour from <paramref name="hoursSince" />, if given, and by the minute from <paramref name="minutesSince" />, in no order.
    /// </summary>
    Task<IReadOnlyList<Rollup>> ReadAsync(string source, DateTimeOffset? hoursSince, DateTimeOffset minutesSince, CancellationToken cancellationToken);
}

public sealed record Rollup(DateTimeOffset At, Counts Counts);
