using System.Security.Cryptography;

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

/// <summary>
/// What one instance counted of one source within one minute. A delta that is written again keeps its id, by which the ledger recognises one it has
/// already.
/// </summary>
/// <param name="Minute">By the counting instance's clock.</param>
/// <param name="Id">Twelve hexadecimal digits.</param>
public sealed record Delta(DateTimeOffset Minute, string Id, Counts Counts)
{
    public const int IdBytes = 6;

    internal DateTimeOffset? FirstTried { get; set; }

    internal static Delta Of(DateTimeOffset minute, Counts counts) => new(minute, RandomNumberGenerator.GetHexString(IdBytes * 2, lowercase: true), counts);
}
