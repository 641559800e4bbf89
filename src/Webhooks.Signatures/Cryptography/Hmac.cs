using System.Security.Cryptography;

namespace Webhooks.Signatures.Cryptography;

/// <summary>HMAC-SHA256 over the pieces of what is signed.</summary>
public static class Hmac
{
    /// <summary>Writes the 32 bytes of the MAC into <paramref name="mac" />. For one MAC; for many under one key there is <see cref="HmacKey" />.</summary>
    public static void Compute(ReadOnlySpan<byte> key, SignedContent content, Span<byte> mac)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        Finish(hash, content, mac);
    }

    /// <summary>Writes the MAC and leaves the hash as it was begun.</summary>
    internal static void Finish(IncrementalHash hash, SignedContent content, Span<byte> mac)
    {
        hash.AppendData(content.Before.Span);
        hash.AppendData(content.Body.Span);
        hash.AppendData(content.After.Span);
        hash.GetHashAndReset(mac);
    }
}
