using NSec.Cryptography;
using Webhooks.Signatures.Cryptography;

namespace Webhooks.Signatures.Secrets;

/// <summary>A sender's private key, as Standard Webhooks writes it (<c>whsk_</c>). Signs test deliveries; no receiver needs one.</summary>
public sealed class Ed25519PrivateKey : IDisposable
{
    public const string Prefix = "whsk_";

    private readonly Key key;

    private Ed25519PrivateKey(Key key) => this.key = key;

    /// <summary>The public key as settings hold it (<c>whpk_</c>).</summary>
    public string PublicKey => "whpk_" + Convert.ToBase64String(key.PublicKey.Export(KeyBlobFormat.RawPublicKey));

    /// <summary>Reads the Base64 of the 32 key bytes, optionally followed by the public key; null when it is neither.</summary>
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

    public byte[] Sign(SignedContent content) => SignatureAlgorithm.Ed25519.Sign(key, content.ToArray());

    /// <inheritdoc />
    public void Dispose() => key.Dispose();
}
