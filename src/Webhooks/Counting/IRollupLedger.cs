namespace Webhooks.Counting;

/// <summary>
/// Where counts are added up over instances and over time. Several instances hand in deltas while a sweep merges them; each delta counts
/// exactly once.
/// </summary>
public interface IRollupLedger
{
    /// <summary>Takes a delta in. When it is not known whether that worked, calling it again with the same delta counts it once.</summary>
    Task AddAsync(string source, Delta delta, CancellationToken cancellationToken);

    /// <summary>Merges the deltas of minutes that began before a moment, and adds to <paramref name="merged" /> what that came to.</summary>
    Task MergeAsync(string source, DateTimeOffset before, Counts merged, CancellationToken cancellationToken);

    /// <summary>Removes what has had its time.</summary>
    Task RemoveAsync(string source, DateTimeOffset minutesBefore, DateTimeOffset hoursBefore, CancellationToken cancellationToken);

    /// <summary>Counts by the hour from <paramref name="hoursSince" />, when there is one, and by the minute from <paramref name="minutesSince" />, in no order.</summary>
    /// <param name="source">The source.</param>
    /// <param name="hoursSince">An hour's beginning.</param>
    /// <param name="minutesSince">A minute's beginning; an hour's when there are hours before it.</param>
    /// <param name="stop">Gives up.</param>
    Task<IReadOnlyList<Rollup>> ReadAsync(string source, DateTimeOffset? hoursSince, DateTimeOffset minutesSince, CancellationToken cancellationToken);
}

/// <summary>Counts of a minute or an hour, or a part of them.</summary>
/// <param name="At">When it began.</param>
/// <param name="Counts">The counts.</param>
public sealed record Rollup(DateTimeOffset At, Counts Counts);
