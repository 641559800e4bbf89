using System.Security.Cryptography;

namespace Webhooks.Signatures.Cryptography;

// What makes a few bytes of content that are then compared.
internal abstract class DigestKey(int size) : MacKey
{
    private const int LargestSize = 64;

    public int Size => size;

    public abstract void Compute(SignedContent content, Span<byte> digest);

    public sealed override string Write(SignedContent content, MacEncoding encoding)
    {
        Span<byte> digest = stackalloc byte[size];
        Compute(content, digest);
        return MacText.Write(digest, encoding);
    }

    public sealed override bool Matches(SignedContent content, IReadOnlyList<string> claimed, MacEncoding encoding)
    {
        Span<byte> both = stackalloc byte[2 * LargestSize];
        var digest = both[..size];
        var claim = both.Slice(LargestSize, size);
        Compute(content, digest);

        var matches = false;
        for (var at = 0; at < claimed.Count; at++)
        {
            matches |= MacText.TryRead(claimed[at], encoding, claim) && CryptographicOperations.FixedTimeEquals(digest, claim);
        }

        return matches;
    }
}
