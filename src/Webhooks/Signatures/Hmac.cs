using System.Buffers;
using System.Security.Cryptography;

namespace Webhooks.Signatures;

/// <summary>HMAC-SHA256 over bytes, and the one comparison all schemes use.</summary>
public static class Hmac
{
    // A hash in one call costs half of one in pieces, and up to here the copy for it costs next to nothing. What is larger is never copied.
    private const int LargestCopy = 8 * 1024;

    /// <summary>Writes the 32 bytes of the MAC into <paramref name="mac" />.</summary>
    public static void Compute(ReadOnlySpan<byte> key, SignedContent content, Span<byte> mac)
    {
        if (content.Before.IsEmpty && content.After.IsEmpty)
        {
            HMACSHA256.HashData(key, content.Body.Span, mac);
            return;
        }

        var length = content.Before.Length + content.Body.Length + content.After.Length;
        if (length <= LargestCopy)
        {
            var whole = ArrayPool<byte>.Shared.Rent(length);
            content.Before.Span.CopyTo(whole);
            content.Body.Span.CopyTo(whole.AsSpan(content.Before.Length));
            content.After.Span.CopyTo(whole.AsSpan(content.Before.Length + content.Body.Length));
            HMACSHA256.HashData(key, whole.AsSpan(0, length), mac);
            ArrayPool<byte>.Shared.Return(whole);
            return;
        }

        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hash.AppendData(content.Before.Span);
        hash.AppendData(content.Body.Span);
        hash.AppendData(content.After.Span);
        hash.GetHashAndReset(mac);
    }

    /// <summary>Whether any of the claimed texts is the MAC under this key; in constant time for texts of the right length.</summary>
    public static bool Matches(ReadOnlySpan<byte> key, SignedContent content, IReadOnlyList<string> claimed, MacEncoding encoding)
    {
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Span<byte> claim = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Compute(key, content, mac);

        var matches = false;
        for (var at = 0; at < claimed.Count; at++)
        {
            matches |= MacText.TryRead(claimed[at], encoding, claim) && CryptographicOperations.FixedTimeEquals(mac, claim);
        }

        return matches;
    }
}
