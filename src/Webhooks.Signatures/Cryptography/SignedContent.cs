namespace Webhooks.Signatures.Cryptography;

/// <summary>The bytes a signature covers: the raw body and what the sender puts around it. A large body is never copied for an HMAC.</summary>
public readonly record struct SignedContent(ReadOnlyMemory<byte> Before, ReadOnlyMemory<byte> Body, ReadOnlyMemory<byte> After)
{
    /// <summary>How many they are.</summary>
    public int Length => Before.Length + Body.Length + After.Length;

    /// <summary>Writes them in one piece.</summary>
    public void CopyTo(Span<byte> joined)
    {
        Before.Span.CopyTo(joined);
        Body.Span.CopyTo(joined[Before.Length..]);
        After.Span.CopyTo(joined[(Before.Length + Body.Length)..]);
    }

    /// <summary>A copy in one piece.</summary>
    public byte[] ToArray()
    {
        var joined = new byte[Length];
        CopyTo(joined);
        return joined;
    }
}
