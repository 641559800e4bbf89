namespace Webhooks.Signatures.Cryptography;

/// <summary>A secret that sender and receiver share, in one of the ways in which it is used. Thread-safe.</summary>
internal abstract class MacKey
{
    /// <summary>Whether any of the claimed texts is right for this content. Constant time for texts of the right form.</summary>
    public abstract bool Matches(SignedContent content, IReadOnlyList<string> claimed, MacEncoding encoding);

    /// <summary>What the sender would write for this content.</summary>
    public abstract string Write(SignedContent content, MacEncoding encoding);

    public static MacKey Of(ReadOnlyMemory<byte> key, SigningAlgorithm algorithm) => algorithm switch
    {
        SigningAlgorithm.Token => new TokenKey(key.Span, isBasic: false),
        SigningAlgorithm.Basic => new TokenKey(key.Span, isBasic: true),
        SigningAlgorithm.Sha1 or SigningAlgorithm.Sha256 => new HashKey(algorithm),
        _ => new HmacKey(key, algorithm),
    };
}
