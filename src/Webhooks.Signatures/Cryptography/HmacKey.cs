using System.Security.Cryptography;

namespace Webhooks.Signatures.Cryptography;

/// <summary>HMAC-SHA256 under one key. Thread-safe.</summary>
public sealed class HmacKey(ReadOnlyMemory<byte> key)
{
    // Setting the key up costs as much as hashing a kilobyte. One hash is kept with its key; a concurrent caller makes its own.
    private IncrementalHash? cached;

    /// <summary>Writes the 32 bytes of the MAC into <paramref name="mac" />.</summary>
    public void Compute(SignedContent content, Span<byte> mac)
    {
        var hash = Interlocked.Exchange(ref cached, null) ?? IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key.Span);
        hash.AppendData(content.Before.Span);
        hash.AppendData(content.Body.Span);
        hash.AppendData(content.After.Span);
        hash.GetHashAndReset(mac);
        Interlocked.Exchange(ref cached, hash)?.Dispose();
    }

    /// <summary>Whether any of the claimed texts is the MAC under this key. Constant time for texts of the right length.</summary>
    public bool Matches(SignedContent content, IReadOnlyList<string> claimed, MacEncoding encoding)
    {
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Span<byte> claim = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Compute(content, mac);

        var matches = false;
        for (var at = 0; at < claimed.Count; at++)
        {
            matches |= MacText.TryRead(claimed[at], encoding, claim) && CryptographicOperations.FixedTimeEquals(mac, claim);
        }

        return matches;
    }
}
