using System.Security.Cryptography;

namespace Webhooks.Signatures.Cryptography;

/// <summary>HMAC under one key.</summary>
internal sealed class HmacKey(ReadOnlyMemory<byte> key, SigningAlgorithm algorithm = SigningAlgorithm.HmacSha256) : DigestKey(algorithm.MacSize()!.Value)
{
    // Setting the key up costs as much as hashing a kilobyte. One hash is kept with its key; a concurrent caller makes its own.
    private IncrementalHash? cached;

    public override void Compute(SignedContent content, Span<byte> digest)
    {
        var hash = Interlocked.Exchange(ref cached, null) ?? IncrementalHash.CreateHMAC(algorithm.Hash(), key.Span);
        hash.AppendData(content.Before.Span);
        hash.AppendData(content.Body.Span);
        hash.AppendData(content.After.Span);
        hash.GetHashAndReset(digest);
        Interlocked.Exchange(ref cached, hash)?.Dispose();
    }
}
