using System.Security.Cryptography;
using Cli.Sending;
using Webhooks.Signatures.Cryptography;
using Webhooks.Signatures.Presets;
using Webhooks.Signatures.Secrets;

namespace Cli.Tests;

/// <summary>Secrets, and key pairs, of the kind that each scheme asks for.</summary>
internal static class SenderSecrets
{
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

    /// <summary>What a sender signs with: a secret, or its private key.</summary>
    public static string OfSender(string scheme) => SchemeCatalog.FindPreset(scheme)?.Scheme switch
    {
        { Algorithm: SigningAlgorithm.Basic } => "user:" + Base64Secret,
        { Algorithm: SigningAlgorithm.Ed25519 } => Ed25519,
        { Algorithm: SigningAlgorithm.EcdsaP256 } => Ecdsa.Value,
        { Algorithm: SigningAlgorithm.RsaSha256 or SigningAlgorithm.RsaSha1 } => Rsa.Value,
        { KeyForm: KeyForm.Hex } => HexSecret,
        _ => Base64Secret,
    };

    /// <summary>What its receiver is configured with.</summary>
    public static string OfReceiver(string scheme) => OfSender(scheme) is var secret && SenderKey.Is(secret)
        ? SenderKey.Read(secret, SchemeCatalog.FindPreset(scheme)!.Scheme.Algorithm!.Value)!.PublicKey
        : secret;
}
