using NSec.Cryptography;

namespace Webhooks.Signatures.Cryptography;

/// <summary>
/// An Ed25519 public key. libsodium verifies without the cofactor, and refuses keys and points of small order and non-canonical
/// encodings.
/// <see href="https://www.rfc-editor.org/rfc/rfc8032#section-5.1.7" />
/// </summary>
internal sealed class Ed25519Key(ReadOnlySpan<byte> key, bool isUnlimited = false) : PublicSignatureKey(isUnlimited)
{
    private readonly PublicKey key = PublicKey.Import(SignatureAlgorithm.Ed25519, key, KeyBlobFormat.RawPublicKey);

    public override bool Matches(ReadOnlySpan<byte> content, ReadOnlySpan<byte> claimed) => SignatureAlgorithm.Ed25519.Verify(key, content, claimed);
}
