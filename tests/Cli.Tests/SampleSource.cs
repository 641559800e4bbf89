using System.Security.Cryptography;
using Cli.Sending;
using Webhooks.Signatures.Cryptography;
using Webhooks.Signatures.Presets;

namespace Cli.Tests;

/// <summary>A source of any scheme, with a secret of its kind.</summary>
internal static class SampleSource
{
    public const string Url = "https://hooks.example.com/api/webhooks/sample";

    private const string Base64Secret = "c2VjcmV0LW9mLWV2ZXJ5LXNhbXBsZS1oZXJl";
    private const string HexSecret = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

    // The second key of RFC 8032.
    private const string Ed25519 = "whsk_TM0Imyj/ltqdtsNG7BFOD1uKMZ81q6Yk2oz27U+4pvs=";

    private static readonly Lazy<string> Ecdsa = new(() =>
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportPkcs8PrivateKeyPem();
    });

    private static readonly Lazy<string> Rsa = new(() =>
    {
        using var key = RSA.Create(2048);
        return key.ExportPkcs8PrivateKeyPem();
    });

    /// <summary>What a sender of the scheme signs with: a secret, or its private key.</summary>
    public static string SecretOf(string scheme) => SchemeCatalog.FindPreset(scheme)?.Scheme is { } parts
        ? parts.Algorithm switch
        {
            SigningAlgorithm.Basic => "user:" + Base64Secret,
            SigningAlgorithm.Ed25519 => Ed25519,
            SigningAlgorithm.EcdsaP256 => Ecdsa.Value,
            SigningAlgorithm.RsaSha256 or SigningAlgorithm.RsaSha1 => Rsa.Value,
            _ => parts.KeyForm == Webhooks.Signatures.Secrets.KeyForm.Hex ? HexSecret : Base64Secret,
        }
        : Base64Secret;

    /// <summary>What the receiver of the scheme is configured with.</summary>
    public static string ReceiversSecretOf(string scheme) =>
        SecretOf(scheme) is var secret && SenderKey.Is(secret) ? SenderKey.Read(secret, SchemeCatalog.FindPreset(scheme)!.Scheme.Algorithm!.Value)!.PublicKey : secret;

    public static ConfiguredSource Of(string scheme)
    {
        using var shell = new Shell();
        IReadOnlyList<KeyValuePair<string, string?>> parts = scheme == SchemeCatalog.Hmac
            ? [new("SignatureHeader", "X-Signature"), new("EventId", "json:id"), new("EventType", "json:type")]
            : [];
        return ConfiguredSource.Find(new SourceArguments("sample", scheme, SecretOf(scheme), parts), shell.Settings(), new Uri(Url), Shell.Now);
    }
}
