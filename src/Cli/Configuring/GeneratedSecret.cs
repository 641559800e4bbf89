using System.Security.Cryptography;
using Webhooks.Signatures.Cryptography;
using Webhooks.Signatures.Schemes;
using Webhooks.Signatures.Secrets;

namespace Cli.Configuring;

// A random secret of 32 bytes in the form that the source reads.
internal static class GeneratedSecret
{
    private const int Bytes = 32;

    public static string Token() => RandomNumberGenerator.GetHexString(Bytes, lowercase: true);

    // Null where the sender signs with a key pair of its own.
    public static string? Of(SignatureScheme scheme) => (scheme.Definitions[0].Algorithm, scheme.KeyForms[0]) switch
    {
        (SigningAlgorithm.Ed25519 or SigningAlgorithm.EcdsaP256 or SigningAlgorithm.RsaSha256 or SigningAlgorithm.RsaSha1, _) => null,
        (SigningAlgorithm.Basic, _) => "webhooks:" + RandomNumberGenerator.GetHexString(2 * Bytes, lowercase: true),
        (_, var form) => Of(form),
    };

    private static string? Of(KeyForm form) => form switch
    {
        KeyForm.Base64 => Convert.ToBase64String(RandomNumberGenerator.GetBytes(Bytes)),
        KeyForm.Whsec => "whsec_" + Convert.ToBase64String(RandomNumberGenerator.GetBytes(Bytes)),
        KeyForm.Utf8 or KeyForm.Nfkd or KeyForm.Hex => RandomNumberGenerator.GetHexString(2 * Bytes, lowercase: true),
        _ => null,
    };
}
