using System.Security.Cryptography;

namespace Webhooks.Signatures.Cryptography;

/// <summary>How a sender makes a signature.</summary>
public enum SigningAlgorithm
{
    HmacSha256,

    /// <summary>Weak: SHA-1 is broken for other uses, though not for this one.</summary>
    HmacSha1,
    HmacSha384,
    HmacSha512,

    /// <summary>Weak: a SHA-1 hash of a text that holds the secret. Content can be added to it without knowing the secret, where the secret comes first.</summary>
    Sha1,

    /// <summary>Weak: the same with SHA-256.</summary>
    Sha256,

    Ed25519,

    /// <summary>ECDSA on the curve P-256 over the SHA-256: 64 bytes, or ASN.1 DER.</summary>
    EcdsaP256,

    /// <summary>RSA (PKCS #1 v1.5) over the SHA-256.</summary>
    RsaSha256,

    /// <summary>Weak: RSA (PKCS #1 v1.5) over the SHA-1.</summary>
    RsaSha1,

    /// <summary>Weak: the secret itself is sent, and nothing is signed.</summary>
    Token,

    /// <summary>Weak: user and password are sent by HTTP's Basic authentication, and nothing is signed.</summary>
    Basic,
}

internal static class SigningAlgorithms
{
    /// <summary>Whether the receiver's key is the sender's public key.</summary>
    public static bool HasPublicKey(this SigningAlgorithm algorithm) =>
        algorithm is SigningAlgorithm.Ed25519 or SigningAlgorithm.EcdsaP256 or SigningAlgorithm.RsaSha256 or SigningAlgorithm.RsaSha1;

    /// <summary>Whether the delivery carries the secret and no signature.</summary>
    public static bool SendsSecret(this SigningAlgorithm algorithm) => algorithm is SigningAlgorithm.Token or SigningAlgorithm.Basic;

    public static bool IsPlainHash(this SigningAlgorithm algorithm) => algorithm is SigningAlgorithm.Sha1 or SigningAlgorithm.Sha256;

    /// <summary>What it does not protect from, in a sentence; null when it is sound.</summary>
    public static string? Weakness(this SigningAlgorithm algorithm) => algorithm switch
    {
        SigningAlgorithm.HmacSha1 => "It signs with SHA-1, which is broken for other uses.",
        SigningAlgorithm.RsaSha1 => "It signs with SHA-1, of which two texts with the same hash can be made.",
        SigningAlgorithm.Sha1 or SigningAlgorithm.Sha256 => "It signs with a plain hash of a text that holds the secret, which is not made for that.",
        SigningAlgorithm.Token => "Each delivery carries the secret itself and nothing is signed: whoever sees one delivery can forge any other.",
        SigningAlgorithm.Basic => "Each delivery carries user and password and nothing is signed: whoever sees one delivery can forge any other.",
        _ => null,
    };

    /// <summary>The bytes of a MAC or a hash; null where they vary, or where there is none.</summary>
    public static int? MacSize(this SigningAlgorithm algorithm) => algorithm switch
    {
        SigningAlgorithm.HmacSha256 or SigningAlgorithm.Sha256 => 32,
        SigningAlgorithm.HmacSha1 or SigningAlgorithm.Sha1 => 20,
        SigningAlgorithm.HmacSha384 => 48,
        SigningAlgorithm.HmacSha512 => 64,
        SigningAlgorithm.Ed25519 => 64,
        _ => null,
    };

    public static HashAlgorithmName Hash(this SigningAlgorithm algorithm) => algorithm switch
    {
        SigningAlgorithm.HmacSha1 or SigningAlgorithm.Sha1 or SigningAlgorithm.RsaSha1 => HashAlgorithmName.SHA1,
        SigningAlgorithm.HmacSha384 => HashAlgorithmName.SHA384,
        SigningAlgorithm.HmacSha512 => HashAlgorithmName.SHA512,
        _ => HashAlgorithmName.SHA256,
    };
}
