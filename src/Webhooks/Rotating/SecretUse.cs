namespace Webhooks.Rotating;

/// <summary>How often a secret verified deliveries on one day.</summary>
/// <param name="Day">The day, in UTC.</param>
/// <param name="Count">How often.</param>
/// <param name="First">The first time.</param>
/// <param name="Last">The last time.</param>
public sealed record SecretUse(DateOnly Day, long Count, DateTimeOffset First, DateTimeOffset Last)
{
    internal static SecretUse At(DateTimeOffset now) => new(DateOnly.FromDateTime(now.UtcDateTime), 1, now, now);

    internal SecretUse And(DateTimeOffset now) => new(Day, Count + 1, First < now ? First : now, Last > now ? Last : now);

    internal SecretUse With(SecretUse other) =>
        new(Day, Count + other.Count, First < other.First ? First : other.First, Last > other.Last ? Last : other.Last);
}

/// <summary>What is known of a secret's use.</summary>
/// <param name="Fingerprint">The secret.</param>
/// <param name="FirstUse">The first use ever.</param>
/// <param name="LastUse">The last use.</param>
/// <param name="PerDay">Uses per day, by the day as <c>2026-11-21</c>, of the last 30 days on which it was used.</param>
public sealed record SecretHistory(string Fingerprint, DateTimeOffset FirstUse, DateTimeOffset LastUse, IReadOnlyDictionary<string, long> PerDay);
