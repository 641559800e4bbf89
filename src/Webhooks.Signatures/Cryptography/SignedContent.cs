namespace Webhooks.Signatures.Cryptography;

/// <summary>The bytes that a signature covers: the body and what the sender puts around it. An HMAC needs no copy of the body.</summary>
public readonly record struct SignedContent(ReadOnlyMemory<byte> Before, ReadOnlyMemory<byte> Body, ReadOnlyMemory<byte> After)
{
    public int Length => Before.Length + Body.Length + After.Length;

    public void CopyTo(Span<byte> joined)
    {
        Before.Span.CopyTo(joined);
        Body.Span.CopyTo(joined[Before.Length..]);
        After.Span.CopyTo(joined[(Before.Length + Body.Length)..]);
    }

    public byte[] ToArray()
    {
        var joined = new byte[Length];
        CopyTo(joined);
        return joined;
    }
}
