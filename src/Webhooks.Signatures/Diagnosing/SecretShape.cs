using Webhooks.Signatures.Schemes;

namespace Webhooks.Signatures.Diagnosing;

/// <summary>Recognises secrets that are something else by the way they begin.</summary>
internal static class SecretShape
{
    // Longer beginnings first: whsec_live_ is not whsec_.
    private static readonly IReadOnlyList<(string Start, string What, string[] FitsSchemes)> Shapes =
    [
        ("whsec_live_", "It looks like a NovaVMS secret (whsec_live_…).", ["novavms"]),
        ("whsec_", "It looks like a Standard Webhooks secret (whsec_…), whose key form is whsec, or utf8 for Envless.", ["standard-webhooks", "svix", "envless"]),
        ("whpk_", "It is a public key (whpk_…), which checks v1a signatures only.", []),
        ("whsk_", "It is the sender's private key (whsk_…), which no receiver should hold.", []),
        ("sk_live_", "It looks like an API key (sk_live_…), and API keys do not sign webhooks.", []),
        ("sk_test_", "It looks like an API key (sk_test_…), and API keys do not sign webhooks.", []),
        ("@Microsoft.KeyVault(", "It is a Key Vault reference, which only Azure resolves.", []),
        ("xoxb-", "It looks like a Slack bot token, and Slack signs with the signing secret.", []),
    ];

    /// <summary>A sentence with a space before it; empty when the text begins like nothing known, or as the scheme's secrets do.</summary>
    public static string Hint(string text, SignatureScheme scheme)
    {
        var bare = text.Trim().Trim('"', '\'');
        return Shapes.FirstOrDefault(shape => bare.StartsWith(shape.Start, StringComparison.Ordinal)) is { What: { } what } shape && !shape.FitsSchemes.Contains(scheme.Name)
            ? " " + what
            : "";
    }
}
