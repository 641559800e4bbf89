using System.Security.Cryptography;

namespace Webhooks.Signatures.Cryptography;

// A plain hash: the secret is in the content.
internal sealed class HashKey(SigningAlgorithm algorithm) : DigestKey(algorithm.MacSize()!.Value)
{
    public override void Compute(SignedContent content, Span<byte> digest)
    {
        using var hash = IncrementalHash.CreateHash(algorithm.Hash());
        hash.AppendData(content.Before.Span);
        hash.AppendData(content.Body.Span);
        hash.AppendData(content.After.Span);
        hash.GetHashAndReset(digest);
    }
}
