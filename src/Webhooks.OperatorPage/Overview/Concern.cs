using Webhooks.Operating;
using Webhooks.OperatorPage.Parts;

namespace Webhooks.OperatorPage.Overview;

/// <summary>Something in the overview that an operator should look at, and where.</summary>
internal sealed record Concern(string Source, bool IsBad, string Text, string Link)
{
    // The sweep looks each minute and queues what got stranded; what waits for longer than that has a cause.
    private const double LongSeconds = 300;

    public static IReadOnlyList<Concern> Of(SourceOverview source, TimeSpan? window) => [.. Find(source, window)];

    private static IEnumerable<Concern> Find(SourceOverview it, TimeSpan? window)
    {
        if (it.Backlog.Dead > 0)
        {
            var dead = it.Backlog.Dead == 1 && !it.Backlog.MoreDead ? "1 dead letter" : Format.Count(it.Backlog.Dead, it.Backlog.MoreDead) + " dead letters";
            yield return new(it.Source, true, dead, PageLink.Dead(it.Source));
        }

        if (it.Wrong > 0)
        {
            yield return new(it.Source, true, it.Wrong == 1 ? "1 thing is wrong" : $"{it.Wrong} things are wrong", PageLink.Status());
        }

        if (it.Backlog.OldestSeconds is > LongSeconds and { } oldest)
        {
            yield return new(it.Source, true, $"events wait for {Format.Seconds(oldest)}", PageLink.Log(it.Source, "Pending"));
        }

        if (it.Total.Unavailable > 0)
        {
            yield return new(it.Source, true, $"{Format.Count(it.Total.Unavailable)} answered 503, storage was down or slow", PageLink.Log(it.Source));
        }

        if (it.Total.Refused.Values.Sum() is > 0 and var refused)
        {
            yield return new(it.Source, false, $"{Format.Count(refused)} refused", PageLink.Log(it.Source, LogLine.Refused));
        }

        if (IsOff(it.Skew, window))
        {
            yield return new(it.Source, false, $"clocks differ by {Format.Seconds(Math.Abs(it.Skew!.Mean))}, over half of its window", PageLink.Log(it.Source));
        }

        foreach (var secret in it.Secrets.Where(secret => secret.State == "active" && secret.Advice.Any(advice => advice.StartsWith("ends in", StringComparison.Ordinal))))
        {
            yield return new(it.Source, false, $"the secret {secret.Fingerprint} {secret.Advice[0]}", PageLink.Log(it.Source));
        }
    }

    public static bool IsOff(SkewView? skew, TimeSpan? window) => skew is not null && window is { } length && Math.Abs(skew.Mean) > length.TotalSeconds / 2;
}
