using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Webhooks.Signatures;

/// <summary>HMAC-SHA256 over bytes, and the one comparison all schemes use.</summary>
public static class Hmac
{
    /// <summary>Writes the 32 bytes of the MAC into <paramref name="mac" />.</summary>
    public static void Compute(ReadOnlySpan<byte> key, SignedContent content, Span<byte> mac)
    {
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
        Compute(key, content, mac);
        Span<char> text = stackalloc char[2 * HMACSHA256.HashSizeInBytes];
        var expected = MemoryMarshal.AsBytes(text[..MacText.Write(mac, encoding, text)]);

        var matches = false;
        foreach (var claim in claimed)
        {
            matches |= CryptographicOperations.FixedTimeEquals(expected, MemoryMarshal.AsBytes(claim.AsSpan()));
        }

        return matches;
    }
}
