using NSec.Cryptography;

namespace Webhooks.Signatures.Cryptography;

/// <summary>
/// An Ed25519 public key at work. libsodium verifies by the equation without the cofactor, and refuses keys and points of small order
/// as well as second spellings of a key, a point or a number. Any number of threads may use it at once.
/// <see href="https://www.rfc-editor.org/rfc/rfc8032#section-5.1.7" />
/// </summary>
/// <param name="key">Its 32 bytes.</param>
public sealed class Ed25519Key(ReadOnlySpan<byte> key)
{
    private readonly PublicKey key = PublicKey.Import(SignatureAlgorithm.Ed25519, key, KeyBlobFormat.RawPublicKey);

    /// <summary>Checks by this key that refused deliveries may cost.</summary>
    internal Ed25519Allowance Allowance { get; } = new();

    /// <summary>Whether this is a signature of the content.</summary>
    public bool Matches(ReadOnlySpan<byte> content, ReadOnlySpan<byte> claimed) => SignatureAlgorithm.Ed25519.Verify(key, content, claimed);
}
