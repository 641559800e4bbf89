using System.Security.Cryptography;

namespace Webhooks.Signatures.Cryptography;

// A public key on the curve P-256. The platform's keys are not thread-safe: one is kept, and a concurrent caller makes its own.
internal sealed class EcdsaKey(ReadOnlyMemory<byte> spki, bool isUnlimited) : PublicSignatureKey(isUnlimited)
{
    private const int RawSignatureBytes = 64;

    private ECDsa? cached;

    /// <summary>Null when the bytes are not the SubjectPublicKeyInfo of a key on this curve.</summary>
    public static EcdsaKey? Read(ReadOnlyMemory<byte> spki, bool isUnlimited)
    {
        try
        {
            using var key = Import(spki.Span);
            return key.ExportParameters(includePrivateParameters: false).Curve.Oid?.Value == ECCurve.NamedCurves.nistP256.Oid.Value ? new(spki, isUnlimited) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    public override bool Matches(ReadOnlySpan<byte> content, ReadOnlySpan<byte> claimed)
    {
        var key = Interlocked.Exchange(ref cached, null) ?? Import(spki.Span);
        var format = claimed.Length == RawSignatureBytes ? DSASignatureFormat.IeeeP1363FixedFieldConcatenation : DSASignatureFormat.Rfc3279DerSequence;
        var matches = key.VerifyData(content, claimed, HashAlgorithmName.SHA256, format);
        Interlocked.Exchange(ref cached, key)?.Dispose();
        return matches;
    }

    private static ECDsa Import(ReadOnlySpan<byte> spki)
    {
        var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(spki, out _);
        return key;
    }
}
