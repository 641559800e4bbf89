using System.Security.Cryptography;
using NSec.Cryptography;
using Webhooks.Signatures.Cryptography;

namespace Webhooks.Signatures.Secrets;

/// <summary>A sender's private key in PEM: Ed25519, ECDSA or RSA. Signs test deliveries; no receiver needs one.</summary>
public sealed class PrivateKeyPem : IDisposable
{
    private readonly Key? ed25519;
    private readonly AsymmetricAlgorithm? other;

    private PrivateKeyPem(Key? ed25519, AsymmetricAlgorithm? other) => (this.ed25519, this.other) = (ed25519, other);

    /// <summary>The public key as settings hold it (<c>Spki</c>).</summary>
    public string PublicKey => Convert.ToBase64String(ed25519?.PublicKey.Export(KeyBlobFormat.PkixPublicKey) ?? other!.ExportSubjectPublicKeyInfo());

    /// <summary>Reads a key for an algorithm; null when it is none.</summary>
    public static PrivateKeyPem? Read(string pem, SigningAlgorithm algorithm)
    {
        if (algorithm == SigningAlgorithm.Ed25519)
        {
            return Key.TryImport(SignatureAlgorithm.Ed25519, System.Text.Encoding.ASCII.GetBytes(pem.Trim() + "\n"), KeyBlobFormat.PkixPrivateKeyText, out var key)
                ? new(key, null)
                : null;
        }

        AsymmetricAlgorithm? read = algorithm == SigningAlgorithm.EcdsaP256 ? ECDsa.Create() : algorithm.HasPublicKey() ? RSA.Create() : null;
        try
        {
            read?.ImportFromPem(pem);
            return read is null ? null : new(null, read);
        }
        catch (Exception failure) when (failure is CryptographicException or ArgumentException)
        {
            read?.Dispose();
            return null;
        }
    }

    public byte[] Sign(SignedContent content, SigningAlgorithm algorithm) => other switch
    {
        ECDsa key => key.SignData(content.ToArray(), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence),
        RSA key => key.SignData(content.ToArray(), algorithm.Hash(), RSASignaturePadding.Pkcs1),
        _ => SignatureAlgorithm.Ed25519.Sign(ed25519!, content.ToArray()),
    };

    /// <summary>The same with the numbers of an ECDSA signature side by side, as tokens have them.</summary>
    internal byte[] SignFlat(SignedContent content, SigningAlgorithm algorithm) =>
        other is ECDsa key ? key.SignData(content.ToArray(), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation) : Sign(content, algorithm);

    /// <inheritdoc />
    public void Dispose()
    {
        ed25519?.Dispose();
        other?.Dispose();
    }
}
