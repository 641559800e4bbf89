using Webhooks.Signatures.Cryptography;
using Webhooks.Signatures.Deliveries;
using Webhooks.Signatures.Schemes;

namespace Webhooks.Signatures.Diagnosing;

// What is wrong with the way a signature is written, whatever its value.
internal static class SignatureFormat
{
    private const int LongestPrefix = 24;

    public static IEnumerable<Finding> Findings(SignatureCandidate candidate, Delivery delivery, SignatureScheme scheme)
    {
        var recipe = scheme.RecipeFor(delivery.Headers);
        if (!candidate.Header.Equals(recipe.SignatureHeader, StringComparison.OrdinalIgnoreCase))
        {
            yield return OtherHeader(candidate.Header, recipe, scheme);
        }

        if (candidate.IsEd25519)
        {
            yield break;
        }

        if (MacText.Normalize(candidate.Text, recipe.Encoding) is null)
        {
            yield return new Finding(
                Fault.OtherEncoding,
                $"The signature is written as {candidate.Encoding}; the scheme {scheme.Name} writes {Named(recipe.Encoding)}.",
                scheme is HmacScheme && Setting(candidate.Encoding) is { } encoding
                    ? $"Set Hmac__Encoding to {encoding}."
                    : "Remove what rewrites the signature header in transit, or choose the scheme that writes it so.");
        }

        var (expected, given) = (Expected(recipe), candidate.Prefix);
        if (!IsExpected(given, expected, recipe))
        {
            var shown = given.Length <= LongestPrefix ? given : given[..LongestPrefix] + "…";
            yield return new Finding(
                Fault.OtherPrefix,
                given.Length == 0
                    ? $"The signature lacks '{expected}' before it."
                    : $"The signature has '{shown}' before it; the scheme {scheme.Name} has {(expected.Length == 0 ? "nothing" : $"'{expected}'")}.",
                scheme is HmacScheme
                    ? "Set Hmac__Prefix (and Hmac__Layout) to what the sender writes."
                    : "Pass the header on as the sender wrote it, or choose the scheme that writes it so.");
        }
    }

    public static Finding OtherHeader(string found, HmacRecipe recipe, SignatureScheme scheme) => new(
        Fault.OtherHeaderName,
        $"The signature came in the header {found}; the scheme {scheme.Name} reads {recipe.SignatureHeader}.",
        scheme is HmacScheme
            ? $"Set Hmac__SignatureHeader to {found}."
            : $"Make the sender or the proxy send it as {recipe.SignatureHeader}, or choose the scheme that reads {found}.");

    private static string Expected(HmacRecipe recipe) => recipe.Layout switch
    {
        SignatureLayout.Plain => recipe.Prefix,
        SignatureLayout.Versioned => recipe.Prefix + ",",
        _ => recipe.Prefix + "=",
    };

    // Other entries of the list may precede it.
    private static bool IsExpected(string prefix, string expected, HmacRecipe recipe)
    {
        var comparison = recipe.Layout == SignatureLayout.Plain ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        return prefix.Equals(expected, comparison) || prefix.EndsWith("," + expected, comparison) || (recipe.PrefixIsOptional && (prefix.Length == 0 || prefix[^1] == ','));
    }

    private static string Named(MacEncoding encoding) => encoding switch
    {
        MacEncoding.Hex => "hexadecimal",
        MacEncoding.Base64 => "padded Base64",
        _ => "Base64 for URLs",
    };

    private static string? Setting(string encoding) => encoding switch
    {
        "hexadecimal" => nameof(MacEncoding.Hex),
        "Base64" => nameof(MacEncoding.Base64),
        "Base64 for URLs" or "Base64 without its padding" => nameof(MacEncoding.Base64Url),
        _ => null,
    };
}
