using Webhooks.Signatures.Presets;
using Webhooks.Signatures.Schemes;

namespace Webhooks.Signatures.Diagnosing;

// Recognizes secrets of another kind by their prefix.
internal static class SecretShape
{
    // Longer prefixes first: whsec_live_ is not whsec_.
    private static readonly IReadOnlyList<(string Prefix, string Hint, string[] Schemes)> Shapes =
    [
        ("whsec_live_", "It looks like a NovaVMS secret (whsec_live_…).", ["novavms"]),
        ("whsec_", "It looks like a Standard Webhooks secret (whsec_…), whose key form is whsec, or utf8 for Envless.", ["standard-webhooks", "svix", "envless"]),
        ("whpk_", "It is a public key (whpk_…), which verifies v1a signatures only.", []),
        ("whsk_", "It is the sender's private key (whsk_…), which no receiver should hold.", []),
        ("sk_live_", "It looks like an API key (sk_live_…), and API keys do not sign webhooks.", []),
        ("sk_test_", "It looks like an API key (sk_test_…), and API keys do not sign webhooks.", []),
        ("@Microsoft.KeyVault(", "It is a Key Vault reference, which only Azure resolves.", []),
        ("xoxb-", "It looks like a Slack bot token, but Slack signs with the signing secret.", []),
    ];

    /// <summary>A sentence after a space; empty when the prefix is unknown or the scheme's own.</summary>
    public static string Hint(string text, SignatureScheme scheme)
    {
        var bare = text.Trim().Trim('"', '\'');
        var shape = Shapes.FirstOrDefault(shape => bare.StartsWith(shape.Prefix, StringComparison.Ordinal));
        return shape.Hint is null || shape.Schemes.Contains(scheme.Name) || IsOf(scheme, shape.Prefix) ? "" : " " + shape.Hint;
    }

    private static bool IsOf(SignatureScheme scheme, string prefix) =>
        PresetFiles.Find(scheme.Name)?.Facts.Secret.Contains(prefix, StringComparison.Ordinal) == true;
}
