using System.Security.Cryptography;
using System.Text;
using NSec.Cryptography;

namespace Proof.Fuzz;

/// <summary>A sender's secret: as the receiver's settings hold it, and as the sender signs with it.</summary>
/// <param name="Text">As settings hold it.</param>
/// <param name="Bytes">What anyone knows of a public key; the key itself of a secret.</param>
internal sealed record SenderKey(string Text, byte[] Bytes)
{
    private const int ShortestPassword = 8;

    private Func<byte[], byte[]>? Private { get; init; }

    private Func<byte[], byte[], bool>? Public { get; init; }

    public bool IsPublic => Public is not null;

    /// <summary>A key of a sender, the same for the same name.</summary>
    public static SenderKey Of(string algorithm, string form, string name)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(name));
        return (algorithm, form) switch
        {
            ("Ed25519", _) => Edwards(bytes, form),
            ("EcdsaP256", _) => Curve(),
            ("RsaSha256" or "RsaSha1", _) => Primes(algorithm),
            ("Basic", _) => Plain($"robin:{Convert.ToHexStringLower(bytes)[..(ShortestPassword * 3)]}"),
            (_, "Base64") => new(Convert.ToBase64String(bytes), bytes),
            (_, "Whsec") => new("whsec_" + Convert.ToBase64String(bytes), bytes),
            (_, "Hex") => new(Convert.ToHexString(bytes), bytes),
            _ => Plain($"{name}'s {Convert.ToHexStringLower(bytes)[..24]}"),
        };
    }

    public static SenderKey Plain(string text) => new(text, Encoding.UTF8.GetBytes(text));

    /// <summary>A secret that nobody configured.</summary>
    public static SenderKey Stolen(byte[] bytes) => new("", bytes);

    /// <summary>The MAC, hash or signature; the secret itself where it is sent.</summary>
    public byte[] Sign(string algorithm, byte[] content) => algorithm switch
    {
        "Token" or "Basic" => Bytes,
        "HmacSha1" => HMACSHA1.HashData(Bytes, content),
        "HmacSha384" => HMACSHA384.HashData(Bytes, content),
        "HmacSha512" => HMACSHA512.HashData(Bytes, content),
        "Sha1" => SHA1.HashData(content),
        "Sha256" => SHA256.HashData(content),
        _ when Private is { } sign => sign(content),
        // Whoever has no private key can do no better.
        _ => HMACSHA256.HashData(Bytes, content),
    };

    public bool Verifies(string algorithm, byte[] content, byte[] signature) =>
        Public is { } verify ? verify(content, signature) : signature.AsSpan().SequenceEqual(Sign(algorithm, content));

    private static SenderKey Edwards(byte[] seed, string form)
    {
        var key = Key.Import(SignatureAlgorithm.Ed25519, seed, KeyBlobFormat.RawPrivateKey);
        var known = key.PublicKey.Export(KeyBlobFormat.RawPublicKey);
        return new(form == "Spki" ? Convert.ToBase64String(key.PublicKey.Export(KeyBlobFormat.PkixPublicKey)) : Convert.ToHexString(known), known)
        {
            Private = content => SignatureAlgorithm.Ed25519.Sign(key, content),
            Public = (content, signature) => signature.Length == 64 && SignatureAlgorithm.Ed25519.Verify(key.PublicKey, content, signature),
        };
    }

    private static SenderKey Curve()
    {
        var (key, gate) = (ECDsa.Create(ECCurve.NamedCurves.nistP256), new Lock());
        return Known(key) with
        {
            Private = content => Alone(gate, () => key.SignData(content, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)),
            Public = (content, signature) => Alone(gate, () => key.VerifyData(content, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)
                || (signature.Length == 64 && key.VerifyData(content, signature, HashAlgorithmName.SHA256))),
        };
    }

    private static SenderKey Primes(string algorithm)
    {
        var (key, gate, hash) = (RSA.Create(2048), new Lock(), algorithm == "RsaSha1" ? HashAlgorithmName.SHA1 : HashAlgorithmName.SHA256);
        return Known(key) with
        {
            Private = content => Alone(gate, () => key.SignData(content, hash, RSASignaturePadding.Pkcs1)),
            Public = (content, signature) => Alone(gate, () => key.VerifyData(content, signature, hash, RSASignaturePadding.Pkcs1)),
        };
    }

    private static SenderKey Known(AsymmetricAlgorithm key)
    {
        var known = key.ExportSubjectPublicKeyInfo();
        return new(Convert.ToBase64String(known), known);
    }

    // The platform's keys are not for several threads.
    private static T Alone<T>(Lock gate, Func<T> act)
    {
        lock (gate)
        {
            return act();
        }
    }
}
