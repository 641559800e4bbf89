using Webhooks.Counting;
using Webhooks.Rotating;

namespace Webhooks.Operating;

/// <summary>What arrived and what became of it, per source, over a span of time that ends now.</summary>
/// <param name="At">The receiver's clock.</param>
/// <param name="Span"><c>hour</c>, <c>day</c> or <c>week</c>.</param>
/// <param name="StepSeconds">Seconds between two points.</param>
/// <param name="Sources">Every configured source, and every other that the span has counts of or that has something lying; last, as <c>~unknown</c>, what came to sources that do not exist.</param>
public sealed record OverviewView(DateTimeOffset At, string Span, int StepSeconds, IReadOnlyList<SourceOverview> Sources);

/// <summary>One source.</summary>
/// <param name="Source">The source.</param>
/// <param name="Scheme">Its scheme; null when it is configured no more.</param>
/// <param name="Total">All counts of the span.</param>
/// <param name="Points">The same over time, oldest first, also where nothing was counted.</param>
/// <param name="Lag">Seconds from acceptance to Processed; null when nothing was processed.</param>
/// <param name="Skew">Seconds, this clock minus the sender's; null when no time was signed.</param>
/// <param name="Backlog">What waits and what is dead now.</param>
/// <param name="Wrong">Things on the status board that are wrong now; counted up to 100.</param>
/// <param name="Secrets">The secrets by fingerprint.</param>
public sealed record SourceOverview(
    string Source,
    string? Scheme,
    CountsView Total,
    IReadOnlyList<CountsAt> Points,
    LagView? Lag,
    SkewView? Skew,
    BacklogView Backlog,
    int Wrong,
    IReadOnlyList<SecretStanding> Secrets);

/// <summary>Counts of one step of time.</summary>
/// <param name="At">When the step begins.</param>
/// <param name="Counts">They.</param>
public sealed record CountsAt(DateTimeOffset At, CountsView Counts);

/// <summary>Deliveries by admission, and events by what became of them.</summary>
/// <param name="Accepted">Admitted for the first time, or again by a new delivery of a dead letter.</param>
/// <param name="Duplicates">Events that were known.</param>
/// <param name="Replayed">Nonces that were consumed.</param>
/// <param name="Probes">Probes.</param>
/// <param name="Unavailable">Answered 503: nothing was promised.</param>
/// <param name="Refused">Refused, by reason code.</param>
/// <param name="Processed">Events that became Processed.</param>
/// <param name="Postponed">Attempts that failed and will be made again.</param>
/// <param name="DeadLettered">Events that became DeadLettered.</param>
public sealed record CountsView(
    long Accepted,
    long Duplicates,
    long Replayed,
    long Probes,
    long Unavailable,
    IReadOnlyDictionary<string, long> Refused,
    long Processed,
    long Postponed,
    long DeadLettered)
{
    internal static CountsView Of(Counts counts) => new(
        counts.Accepted, counts.Duplicates, counts.Replayed, counts.Probes, counts.Unavailable, counts.Refused,
        counts.Processed, counts.Postponed, counts.DeadLettered);
}

/// <summary>Seconds from arrival to Processed, as upper ends of the measured classes.</summary>
public sealed record LagView(long Count, double P50, double P95, double P99)
{
    internal static LagView? Of(Lags lags) =>
        lags.Count == 0 ? null : new(lags.Count, lags.Percentile(0.5), lags.Percentile(0.95), lags.Percentile(0.99));
}

/// <summary>Seconds between this clock and the sender's; positive when the sender's is behind.</summary>
public sealed record SkewView(long Count, double Lowest, double Mean, double Highest)
{
    // Milliseconds: what adding up leaves behind them is noise.
    internal static SkewView? Of(Skews skews) =>
        skews.Count == 0 ? null : new(skews.Count, Math.Round(skews.Lowest, 3), Math.Round(skews.Sum / skews.Count, 3), Math.Round(skews.Highest, 3));
}

/// <summary>What a source has lying. Counting ends at a limit, which <c>more</c> tells.</summary>
/// <param name="Waiting">Pending events.</param>
/// <param name="MoreWaiting">There are more than were counted.</param>
/// <param name="OldestSeconds">How long the one that is longest past due has been so; null when none is due.</param>
/// <param name="Dead">Dead letters.</param>
/// <param name="MoreDead">There are more than were counted.</param>
public sealed record BacklogView(int Waiting, bool MoreWaiting, double? OldestSeconds, int Dead, bool MoreDead);
