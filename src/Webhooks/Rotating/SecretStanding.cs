using Webhooks.Signatures.Secrets;

namespace Webhooks.Rotating;

/// <param name="State"><c>active</c>, <c>not yet active</c>, <c>ended</c>, <c>not configured</c>, or <c>published</c>.</param>
/// <param name="Use">Null when it never verified anything.</param>
/// <param name="Advice">One phrase each.</param>
public sealed record SecretStanding(
    string Fingerprint, string State, DateTimeOffset? NotBefore, DateTimeOffset? NotAfter, SecretHistory? Use, IReadOnlyList<string> Advice)
{
    // Longer than senders retry what they signed once.
    private static readonly TimeSpan SafeAfter = TimeSpan.FromDays(7);

    // After that an unknown fingerprint no longer needs an explanation.
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(30);

    /// <summary>Every configured secret, and every other that verified in the last 30 days.</summary>
    public static IReadOnlyList<SecretStanding> Of(Source source, IReadOnlyList<SecretHistory> histories, DateTimeOffset now)
    {
        var byFingerprint = histories.ToDictionary(history => history.Fingerprint);
        var gone = histories.Where(history => source.Secrets.All(secret => secret.Fingerprint != history.Fingerprint) && now - history.LastUse < Remembered);
        return
        [
            .. source.Secrets.Select(secret => Of(source, secret, byFingerprint, now)),
            .. gone.OrderByDescending(history => history.LastUse).Select(history => new SecretStanding(
                history.Fingerprint, source.TakesPublishedKeys ? "published" : "not configured", null, null, history,
                [source.TakesPublishedKeys ? $"a key that the sender publishes, last verified {Days(now - history.LastUse)} ago" : $"last verified {Days(now - history.LastUse)} ago and is no longer in the settings"])),
        ];
    }

    private static SecretStanding Of(Source source, Secret secret, Dictionary<string, SecretHistory> histories, DateTimeOffset now)
    {
        var use = histories.GetValueOrDefault(secret.Fingerprint);
        (string State, IReadOnlyList<string> Advice) standing = secret switch
        {
            { NotBefore: { } start } when start > now => ("not yet active", [$"begins in {Days(start - now)}"]),
            { NotAfter: { } end } when end <= now => ("ended", [$"ended {Days(now - end)} ago, safe to remove"]),
            _ => ("active", [.. OfActive(secret, use, IsReplaced(source, secret, use, histories, now), now)]),
        };
        return new SecretStanding(secret.Fingerprint, standing.State, secret.NotBefore, secret.NotAfter, use, standing.Advice);
    }

    private static IEnumerable<string> OfActive(Secret secret, SecretHistory? use, bool isReplaced, DateTimeOffset now)
    {
        if (secret.NotAfter is { } end)
        {
            yield return $"ends in {Days(end - now)}";
        }

        if (use is null)
        {
            yield return "never used: the sender does not sign with it yet";
        }
        else if (now - use.LastUse >= SafeAfter && isReplaced)
        {
            yield return $"unused for {Days(now - use.LastUse)}, safe to remove";
        }
        else if (now - use.LastUse >= TimeSpan.FromDays(1))
        {
            yield return $"unused for {Days(now - use.LastUse)}";
        }
    }

    // A quiet sender uses no secret at all. Only a secret that verified later shows that the sender has switched.
    private static bool IsReplaced(Source source, Secret secret, SecretHistory? use, Dictionary<string, SecretHistory> histories, DateTimeOffset now) =>
        source.Secrets.Any(other => other != secret && other.IsActiveAt(now) && histories.GetValueOrDefault(other.Fingerprint)?.LastUse > use?.LastUse);

    private static string Days(TimeSpan span) => span.TotalDays switch
    {
        >= 2 => $"{(int)span.TotalDays} days",
        >= 1 => "1 day",
        _ => "less than a day",
    };
}
