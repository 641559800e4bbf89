using System.Security.Cryptography;

namespace Webhooks.Events;

/// <summary>A body that is too large for its event's row, and is kept beside the ledger.</summary>
/// <param name="Name">Given once, so that nothing is ever overwritten.</param>
/// <param name="Length">In bytes.</param>
/// <param name="Sha256">Lower-case hexadecimal.</param>
public sealed record StoredBody(string Name, int Length, string Sha256)
{
    /// <summary>How long after it was written its event may still be recorded; after that it is an orphan.</summary>
    public static readonly TimeSpan Reservation = TimeSpan.FromDays(1);

    /// <summary>Null once its event is recorded.</summary>
    public DateTimeOffset? ReservedUntil { get; init; }

    public static StoredBody Of(string source, ReadOnlyMemory<byte> body, DateTimeOffset now) =>
        new($"{source}/{Guid.CreateVersion7(now):N}", body.Length, HashOf(body.Span)) { ReservedUntil = now + Reservation };

    public bool IsOf(ReadOnlySpan<byte> body) => body.Length == Length && HashOf(body) == Sha256;

    private static string HashOf(ReadOnlySpan<byte> body) => Convert.ToHexStringLower(SHA256.HashData(body));
}
