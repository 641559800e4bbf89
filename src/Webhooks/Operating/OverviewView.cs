using System.Text.Json.Serialization;
using Webhooks.Counting;
using Webhooks.Rotating;

namespace Webhooks.Operating;

/// <param name="Sources">Also sources with data that are no longer configured, and last, as <c>~unknown</c>, deliveries to unknown sources.</param>
public sealed record OverviewView(DateTimeOffset At, string Span, int StepSeconds, IReadOnlyList<SourceOverview> Sources, IReadOnlyList<PausedHandler> PausedHandlers);

public sealed record PausedHandler(string Name, DateTimeOffset Since, string By, string? Note);

/// <param name="Scheme">Null when the source is no longer configured.</param>
/// <param name="Lag">Seconds from acceptance to Processed.</param>
/// <param name="Skew">Seconds, this clock minus the sender's.</param>
/// <param name="Unhealthy">Unhealthy resources on the status board, counted up to 100.</param>
public sealed record SourceOverview(
    string Source,
    string? Scheme,
    CountsView Total,
    IReadOnlyList<CountsAt> Points,
    LagView? Lag,
    SkewView? Skew,
    BacklogView Backlog,
    [property: JsonPropertyName("wrong")] int Unhealthy,
    IReadOnlyList<SecretStanding> Secrets);

public sealed record CountsAt(DateTimeOffset At, CountsView Counts);

/// <param name="Accepted">Includes dead letters redriven by a new delivery.</param>
/// <param name="Unavailable">Answered 503.</param>
/// <param name="Postponed">Failed attempts that will be retried.</param>
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
    // Reports of earlier versions have none.
    public long Handshakes { get; init; }

    public long PassedOn { get; init; }

    internal static CountsView Of(Counts counts) => new(
        counts.Accepted, counts.Duplicates, counts.Replayed, counts.Probes, counts.Unavailable, counts.Refused,
        counts.Processed, counts.Postponed, counts.DeadLettered)
    {
        Handshakes = counts.Handshakes,
        PassedOn = counts.PassedOn,
    };
}

/// <summary>Seconds from arrival to Processed, as upper ends of the measured buckets.</summary>
public sealed record LagView(long Count, double P50, double P95, double P99)
{
    internal static LagView? Of(Lags lags) =>
        lags.Count == 0 ? null : new(lags.Count, lags.Percentile(0.5), lags.Percentile(0.95), lags.Percentile(0.99));
}

/// <summary>Seconds between this clock and the sender's; positive when the sender's is behind.</summary>
public sealed record SkewView(long Count, double Lowest, double Mean, double Highest)
{
    // Milliseconds: what summation adds beyond them is noise.
    internal static SkewView? Of(Skews skews) =>
        skews.Count == 0 ? null : new(skews.Count, Math.Round(skews.Lowest, 3), Math.Round(skews.Sum / skews.Count, 3), Math.Round(skews.Highest, 3));
}

/// <param name="OldestSeconds">How long the oldest event is past due; null when none is due.</param>
public sealed record BacklogView(int Waiting, bool MoreWaiting, double? OldestSeconds, int Dead, bool MoreDead);
