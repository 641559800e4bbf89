using Webhooks.Signatures.Cryptography;
using Webhooks.Signatures.Deliveries;
using Webhooks.Signatures.Schemes;

namespace Webhooks.Signatures.Diagnosing;

/// <summary>What is wrong with the way a signature is written, whatever its value.</summary>
internal static class WritingFaults
{
    public static IEnumerable<Finding> Of(SignatureCandidate candidate, Delivery delivery, SignatureScheme scheme)
    {
        var recipe = scheme.RecipeFor(delivery.Headers);
        if (!candidate.Header.Equals(recipe.SignatureHeader, StringComparison.OrdinalIgnoreCase))
        {
            // A second accepted name of the same sender is no fault; it is the one being judged then.
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
                $"The signature is written as {candidate.Writing}; the scheme {scheme.Name} writes {Named(recipe.Encoding)}.",
                scheme is HmacScheme && Setting(candidate.Writing) is { } encoding
                    ? $"Set Hmac__Encoding to {encoding}."
                    : "Take out what re-writes the signature header on the way, or choose the scheme that writes it so.");
        }

        var expected = Expected(recipe);
        if (!IsExpected(candidate.Prefix, expected, recipe))
        {
            yield return new Finding(
                Fault.OtherPrefix,
                candidate.Prefix.Length == 0
                    ? $"The signature stands without '{expected}' before it."
                    : $"Before the signature stands '{Short(candidate.Prefix)}' where the scheme {scheme.Name} has {(expected.Length == 0 ? "nothing" : $"'{expected}'")}.",
                scheme is HmacScheme
                    ? "Set Hmac__Prefix (and Hmac__Layout) to what the sender writes."
                    : "Hand the header on as the sender wrote it, or choose the scheme that writes it so.");
        }
    }

    public static Finding OtherHeader(string found, HmacRecipe recipe, SignatureScheme scheme) => new(
        Fault.OtherHeaderName,
        $"The signature came in the header {found}; the scheme {scheme.Name} reads {recipe.SignatureHeader}.",
        scheme is HmacScheme
            ? $"Set Hmac__SignatureHeader to {found}."
            : $"Have the sender or the proxy send it as {recipe.SignatureHeader}, or choose the scheme whose header {found} is.");

    private static string Expected(HmacRecipe recipe) => recipe.Layout switch
    {
        SignatureLayout.Plain => recipe.Prefix,
        SignatureLayout.Versioned => recipe.Prefix + ",",
        _ => recipe.Prefix + "=",
    };

    private static bool IsExpected(string prefix, string expected, HmacRecipe recipe) => recipe.Layout switch
    {
        SignatureLayout.Plain => prefix.Equals(expected, StringComparison.OrdinalIgnoreCase) || (recipe.PrefixIsOptional && prefix.Length == 0),
        SignatureLayout.Versioned => prefix == expected,
        _ => prefix[(prefix.LastIndexOf(',') + 1)..] == expected,
    };

    private static string Named(MacEncoding encoding) => encoding switch
    {
        MacEncoding.Hex => "hexadecimal",
        MacEncoding.Base64 => "padded Base64",
        _ => "Base64 for URLs",
    };

    private static string? Setting(string writing) => writing switch
    {
        "hexadecimal" => nameof(MacEncoding.Hex),
        "Base64" => nameof(MacEncoding.Base64),
        "Base64 for URLs" or "Base64 without its padding" => nameof(MacEncoding.Base64Url),
        _ => null,
    };

    private static string Short(string text) => text.Length <= 24 ? text : text[..24] + "…";
}
