using System.Security.Cryptography;

namespace Webhooks.Signatures.Cryptography;

/// <summary>HMAC-SHA256 under one key, and the one comparison all schemes use. Any number of threads may use it at once.</summary>
/// <param name="key">The key's bytes.</param>
public sealed class HmacKey(ReadOnlyMemory<byte> key)
{
    // Taking a key in costs as much as hashing a kilobyte. One hash that has done it is kept; who comes while it is in use begins anew.
    private IncrementalHash? begun;

    /// <summary>Writes the 32 bytes of the MAC into <paramref name="mac" />.</summary>
    public void Compute(SignedContent content, Span<byte> mac)
    {
        var hash = Interlocked.Exchange(ref begun, null) ?? IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key.Span);
        Hmac.Finish(hash, content, mac);
        Interlocked.Exchange(ref begun, hash)?.Dispose();
    }

    /// <summary>Whether any of the claimed texts is the MAC under this key; in constant time for texts of the right length.</summary>
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
