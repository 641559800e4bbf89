using NSec.Cryptography;

namespace Webhooks.Signatures.Cryptography;

/// <summary>
/// An Ed25519 public key. libsodium verifies without the cofactor, and refuses keys and points of small order and non-canonical
/// encodings. Thread-safe.
/// <see href="https://www.rfc-editor.org/rfc/rfc8032#section-5.1.7" />
/// </summary>
public sealed class Ed25519Key
{
    private readonly PublicKey key;

    public Ed25519Key(ReadOnlySpan<byte> key) : this(key, isUnlimited: false)
    {
    }

    internal Ed25519Key(ReadOnlySpan<byte> key, bool isUnlimited) =>
        (this.key, Allowance) = (PublicKey.Import(SignatureAlgorithm.Ed25519, key, KeyBlobFormat.RawPublicKey), new(isUnlimited));

    internal Ed25519Allowance Allowance { get; }

    public bool Matches(ReadOnlySpan<byte> content, ReadOnlySpan<byte> claimed) => SignatureAlgorithm.Ed25519.Verify(key, content, claimed);
}
