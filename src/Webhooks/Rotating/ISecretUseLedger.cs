namespace Webhooks.Rotating;

/// <summary>Several instances add to it at once.</summary>
public interface ISecretUseLedger
{
    Task AddAsync(string source, string fingerprint, SecretUse use, CancellationToken cancellationToken);
    Task<IReadOnlyList<SecretHistory>> ReadAsync(string source, CancellationToken cancellationToken);
}

/// <summary>How often a secret verified deliveries on one day.</summary>
/// <param name="Day">In UTC.</param>
public readonly record struct SecretUse(DateOnly Day, long Count, DateTimeOffset First, DateTimeOffset Last)
{
    internal static SecretUse At(DateTimeOffset now) => new(DateOnly.FromDateTime(now.UtcDateTime), 1, now, now);

    internal SecretUse With(SecretUse other) =>
        new(Day, Count + other.Count, First < other.First ? First : other.First, Last > other.Last ? Last : other.Last);
}

/// <param name="PerDay">By the day as <c>2026-11-21</c>, of the last 30 days on which it was used.</param>
public sealed record SecretHistory(string Fingerprint, DateTimeOffset FirstUse, DateTimeOffset LastUse, IReadOnlyDictionary<string, long> PerDay);
