namespace Webhooks.Signatures.Secrets;

/// <summary>How a secret's text becomes key bytes.</summary>
public enum KeyForm
{
    /// <summary>The UTF-8 bytes of the whole text, prefixes included.</summary>
    Utf8,

    /// <summary>Base64 (standard alphabet).</summary>
    Base64,

    /// <summary>Base64 after an optional <c>whsec_</c> or <c>v1,whsec_</c> prefix, as Standard Webhooks writes symmetric secrets.</summary>
    Whsec,

    /// <summary>Hexadecimal, in either case.</summary>
    Hex,

    /// <summary>An Ed25519 public key: Base64 after a <c>whpk_</c> prefix, as Standard Webhooks writes it.</summary>
    Whpk,

    /// <summary>The UTF-8 bytes of the text in Unicode's normalization form KD.</summary>
    Nfkd,

    /// <summary>A public key: the PEM or the Base64 of its SubjectPublicKeyInfo, or a certificate of it in PEM.</summary>
    Spki,

    /// <summary>A public key as a JSON Web Key.</summary>
    Jwk,
}
