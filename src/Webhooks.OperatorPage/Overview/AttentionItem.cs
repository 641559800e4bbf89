using Webhooks.Operating;

namespace Webhooks.OperatorPage.Overview;

// A problem that needs attention, and the view that shows it.
internal sealed record AttentionItem(string Source, bool IsBad, string Text, string Link)
{
    // The sweep queues stranded events each minute, so a longer wait has another cause.
    private const double LongWaitSeconds = 300;

    public static IReadOnlyList<AttentionItem> Of(SourceOverview source, TimeSpan? window) => [.. Find(source, window)];

    private static IEnumerable<AttentionItem> Find(SourceOverview overview, TimeSpan? window)
    {
        if (overview.Backlog.Dead > 0)
        {
            var count = Quantity.Number(overview.Backlog.Dead, overview.Backlog.MoreDead);
            yield return new(overview.Source, true, $"{count} {(count == "1" ? "dead letter" : "dead letters")}", PageLink.Dead(overview.Source));
        }

        if (overview.Unhealthy > 0)
        {
            yield return new(overview.Source, true, Quantity.Count(overview.Unhealthy, "active problem"), PageLink.Status());
        }

        if (overview.Backlog.OldestSeconds is > LongWaitSeconds and { } oldest)
        {
            yield return new(overview.Source, true, $"oldest event overdue by {Quantity.Seconds(oldest)}", PageLink.Log(overview.Source, "Pending"));
        }

        if (overview.Total.Unavailable > 0)
        {
            yield return new(overview.Source, true, $"{Quantity.Number(overview.Total.Unavailable)} answered 503, storage was down or slow", PageLink.Log(overview.Source));
        }

        if (overview.Total.Refused.Values.Sum() is > 0 and var refused)
        {
            yield return new(overview.Source, false, $"{Quantity.Number(refused)} refused", PageLink.Log(overview.Source, LogLine.Refused));
        }

        if (IsSkewHigh(overview.Skew, window))
        {
            yield return new(overview.Source, false, $"clock skew of {Quantity.Seconds(Math.Abs(overview.Skew!.Mean))}, more than half of the replay window", PageLink.Log(overview.Source));
        }

        foreach (var secret in overview.Secrets.Where(secret => secret.State == "active" && secret.Advice.Any(advice => advice.StartsWith("ends in", StringComparison.Ordinal))))
        {
            yield return new(overview.Source, false, $"the secret {secret.Fingerprint} {secret.Advice[0]}", PageLink.Log(overview.Source));
        }
    }

    public static bool IsSkewHigh(SkewView? skew, TimeSpan? window) => skew is not null && window is { } length && Math.Abs(skew.Mean) > length.TotalSeconds / 2;
}
