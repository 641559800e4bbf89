using System.Security.Cryptography;

namespace Webhooks.Signatures.Cryptography;

// An RSA public key (PKCS #1 v1.5). The platform's keys are not thread-safe: one is kept, and a concurrent caller makes its own.
internal sealed class RsaKey(ReadOnlyMemory<byte> spki, HashAlgorithmName hash, bool isUnlimited) : PublicSignatureKey(isUnlimited)
{
    public const int MinimumBits = 2048;

    private RSA? cached;

    /// <summary>Null when the bytes are not the SubjectPublicKeyInfo of a key of this kind, or when the key is too short.</summary>
    public static RsaKey? Read(ReadOnlyMemory<byte> spki, HashAlgorithmName hash, bool isUnlimited)
    {
        try
        {
            using var key = Import(spki.Span);
            return key.KeySize >= MinimumBits ? new(spki, hash, isUnlimited) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    public override bool Matches(ReadOnlySpan<byte> content, ReadOnlySpan<byte> claimed)
    {
        var key = Interlocked.Exchange(ref cached, null) ?? Import(spki.Span);
        var matches = key.VerifyData(content, claimed, hash, RSASignaturePadding.Pkcs1);
        Interlocked.Exchange(ref cached, key)?.Dispose();
        return matches;
    }

    private static RSA Import(ReadOnlySpan<byte> spki)
    {
        var key = RSA.Create();
        key.ImportSubjectPublicKeyInfo(spki, out _);
        return key;
    }
}
