using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Webhooks.Signatures.Cryptography;

namespace Webhooks.Signatures.Secrets;

// Public keys as senders show them.
internal static class PublicKeyText
{
    private const string PemLabel = "PUBLIC KEY";
    private const int Ed25519KeyBytes = 32;

    // SubjectPublicKeyInfo of Ed25519 is these bytes and the key.
    private static ReadOnlySpan<byte> Ed25519Spki => [0x30, 0x2A, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x03, 0x21, 0x00];

    /// <summary>Whether the text is a key that everyone may know, or a certificate of one: as an HMAC key it would let everyone sign.</summary>
    public static bool IsPem(string text) => text.StartsWith("-----BEGIN ", StringComparison.Ordinal);

    /// <summary>Whether the text is the Base64 of a public key as dashboards show it, without the lines of a PEM.</summary>
    public static bool IsSpki(string text)
    {
        try
        {
            return FromSpki(text) is { } bytes && PublicKey.CreateFromSubjectPublicKeyInfo(bytes, out var read) is not null && read == bytes.Length;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    /// <summary>The bytes of SubjectPublicKeyInfo; settings may have lost or escaped the line breaks of a PEM.</summary>
    public static byte[]? FromSpki(string text)
    {
        if (CertificateText.IsCertificate(text))
        {
            return CertificateText.ToSpki(text);
        }

        if (IsPem(text))
        {
            var (begin, end) = ($"-----BEGIN {PemLabel}-----", $"-----END {PemLabel}-----");
            if (!text.StartsWith(begin, StringComparison.Ordinal) || !text.EndsWith(end, StringComparison.Ordinal))
            {
                return null;
            }

            text = text[begin.Length..^end.Length].Replace("\\r", "", StringComparison.Ordinal).Replace("\\n", "", StringComparison.Ordinal);
        }

        return SecretKey.FromBase64(string.Concat(text.Where(c => !char.IsWhiteSpace(c))));
    }

    /// <summary>The key; null, with the problem, when the bytes are none of this algorithm.</summary>
    public static PublicSignatureKey? Read(ReadOnlyMemory<byte> bytes, SigningAlgorithm algorithm, bool isUnlimited, out string problem)
    {
        PublicSignatureKey? key = algorithm switch
        {
            SigningAlgorithm.EcdsaP256 => EcdsaKey.Read(bytes, isUnlimited),
            SigningAlgorithm.RsaSha256 or SigningAlgorithm.RsaSha1 => RsaKey.Read(bytes, algorithm.Hash(), isUnlimited),
            _ => ReadEd25519(bytes.Span, isUnlimited),
        };
        problem = key is not null ? "" : algorithm switch
        {
            SigningAlgorithm.EcdsaP256 => "it is not a public key on the curve P-256",
            SigningAlgorithm.Ed25519 => $"an Ed25519 public key has {Ed25519KeyBytes} bytes, this has {bytes.Length}",
            _ => $"it is not a public RSA key of {RsaKey.MinimumBits} bits or more",
        };
        return key;
    }

    private static Ed25519Key? ReadEd25519(ReadOnlySpan<byte> bytes, bool isUnlimited)
    {
        var raw = bytes.StartsWith(Ed25519Spki) ? bytes[Ed25519Spki.Length..] : bytes;
        try
        {
            return raw.Length == Ed25519KeyBytes ? new Ed25519Key(raw, isUnlimited) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
