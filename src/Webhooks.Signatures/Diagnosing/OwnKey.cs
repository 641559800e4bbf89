using System.Collections.Concurrent;
using System.Security.Cryptography;
using NSec.Cryptography;
using Webhooks.Signatures.Cryptography;
using Webhooks.Signatures.Deliveries;
using Webhooks.Signatures.Schemes;
using Webhooks.Signatures.Secrets;

namespace Webhooks.Signatures.Diagnosing;

// A key of our own for each algorithm, with which deliveries are signed again to see what else is wrong with them.
internal sealed class OwnKey
{
    private static readonly ConcurrentDictionary<SigningAlgorithm, Lazy<OwnKey>> Keys = new();

    private readonly PrivateKeyPem? privateKey;

    private OwnKey(SigningAlgorithm algorithm)
    {
        privateKey = PemOf(algorithm) is { } pem ? PrivateKeyPem.Read(pem, algorithm)! : null;
        var form = privateKey is null ? KeyForm.Utf8 : KeyForm.Spki;
        Secret = Secret.Read(new SecretText(privateKey?.PublicKey ?? "diagnostics:signs only for diagnostics"), [form], algorithm, SecretKey.MinimumBytes, out _)!.WithoutLimits();
    }

    public Secret Secret { get; }

    public static OwnKey Of(SigningAlgorithm algorithm) => Keys.GetOrAdd(algorithm, static algorithm => new(() => new OwnKey(algorithm))).Value;

    public Delivery Sign(Delivery delivery, SignatureDefinition definition, string? timestamp) => privateKey is null
        ? DeliverySigner.Sign(delivery, definition, Secret.Keys[0].Bytes.Span, timestamp)
        : DeliverySigner.Sign(delivery, definition, privateKey, timestamp);

    private static string? PemOf(SigningAlgorithm algorithm)
    {
        switch (algorithm)
        {
            case SigningAlgorithm.Ed25519:
                using (var key = Key.Create(SignatureAlgorithm.Ed25519, new() { ExportPolicy = KeyExportPolicies.AllowPlaintextExport }))
                {
                    return System.Text.Encoding.ASCII.GetString(key.Export(KeyBlobFormat.PkixPrivateKeyText));
                }

            case SigningAlgorithm.EcdsaP256:
                using (var key = ECDsa.Create(ECCurve.NamedCurves.nistP256))
                {
                    return key.ExportPkcs8PrivateKeyPem();
                }

            case SigningAlgorithm.RsaSha256 or SigningAlgorithm.RsaSha1:
                using (var key = RSA.Create(RsaKey.MinimumBits))
                {
                    return key.ExportPkcs8PrivateKeyPem();
                }

            default:
                return null;
        }
    }
}
