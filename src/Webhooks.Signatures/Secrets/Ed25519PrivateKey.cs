using NSec.Cryptography;
using Webhooks.Signatures.Cryptography;

namespace Webhooks.Signatures.Secrets;

/// <summary>A sender's private key, as Standard Webhooks writes it (<c>whsk_</c>). For test deliveries: no receiver needs one.</summary>
public sealed class Ed25519PrivateKey : IDisposable
{
    /// <summary>What its text begins with.</summary>
    public const string Prefix = "whsk_";

    private readonly Key key;

    private Ed25519PrivateKey(Key key) => this.key = key;

    /// <summary>The public key, as settings hold it.</summary>
    public string PublicKey => "whpk_" + Convert.ToBase64String(key.PublicKey.Export(KeyBlobFormat.RawPublicKey));

    /// <summary>Reads the Base64 of the 32 bytes of a key, behind which its public key may follow; null when it is something else.</summary>
    public static Ed25519PrivateKey? Read(string text)
    {
        var bytes = SecretKey.FromBase64(SecretKey.WithoutPrefix(text.Trim(), Prefix));
        if (bytes is not { Length: 32 or 64 })
        {
            return null;
        }

        var key = Key.Import(SignatureAlgorithm.Ed25519, bytes.AsSpan(0, 32), KeyBlobFormat.RawPrivateKey);
        return bytes.Length == 32 || key.PublicKey.Export(KeyBlobFormat.RawPublicKey).AsSpan().SequenceEqual(bytes.AsSpan(32)) ? new(key) : null;
    }

    /// <summary>The 64 bytes of the signature.</summary>
    public byte[] Sign(SignedContent content)
    {
        var joined = new byte[content.Length];
        content.CopyTo(joined);
        return SignatureAlgorithm.Ed25519.Sign(key, joined);
    }

    /// <inheritdoc />
    public void Dispose() => key.Dispose();
}
