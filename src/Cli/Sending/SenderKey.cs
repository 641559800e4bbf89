using Webhooks.Signatures.Cryptography;
using Webhooks.Signatures.Deliveries;
using Webhooks.Signatures.Schemes;
using Webhooks.Signatures.Secrets;

namespace Cli.Sending;

// A private key, which only a sender has: whsk_… or PEM. PublicKey is what the receiver's settings hold.
internal sealed record SenderKey(string PublicKey, KeyForm Form, Func<Delivery, SignatureDefinition, string?, Delivery> Sign)
{
    private const string Pem = "-----BEGIN ";

    public static bool Is(string secret) => secret.TrimStart() is var text
        && (text.StartsWith(Ed25519PrivateKey.Prefix, StringComparison.Ordinal) || (text.StartsWith(Pem, StringComparison.Ordinal) && text.Contains("PRIVATE KEY", StringComparison.Ordinal)));

    public static bool Signs(SigningAlgorithm algorithm) =>
        algorithm is SigningAlgorithm.Ed25519 or SigningAlgorithm.EcdsaP256 or SigningAlgorithm.RsaSha256 or SigningAlgorithm.RsaSha1;

    // Null when it is no key for the algorithm.
    public static SenderKey? Read(string secret, SigningAlgorithm algorithm) => secret.TrimStart().StartsWith(Pem, StringComparison.Ordinal)
        ? PrivateKeyPem.Read(secret, algorithm) is { } pem ? new(pem.PublicKey, KeyForm.Spki, (delivery, definition, time) => DeliverySigner.Sign(delivery, definition, pem, time)) : null
        : Ed25519PrivateKey.Read(secret) is { } key ? new(key.PublicKey, KeyForm.Whpk, (delivery, definition, time) => DeliverySigner.Sign(delivery, definition, key, time))
        : null;
}
