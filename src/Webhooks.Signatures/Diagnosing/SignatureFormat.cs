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
        var definition = scheme.DefinitionFor(delivery.Headers);
        if (!candidate.IsInPlace(definition))
        {
            yield return OtherHeader(candidate.Header, definition, scheme);
        }

        // An entry v1a beside v1 is told by its label.
        if (definition.Layout == SignatureLayout.Versioned && candidate.IsSignature)
        {
            yield break;
        }

        if (MacText.Normalize(candidate.Text, definition.Encoding, candidate.Bytes.Length) is null)
        {
            yield return new Finding(
                Fault.OtherEncoding,
                $"The signature is written as {candidate.Encoding}; the scheme {scheme.Name} writes {Named(definition.Encoding)}.",
                scheme is ConfiguredScheme && Setting(candidate.Encoding) is { } encoding
                    ? $"Set Hmac__Encoding to {encoding}."
                    : "Remove what rewrites the signature header in transit, or choose the scheme that writes it so.");
        }

        var (expected, given) = (Expected(definition), candidate.Prefix);
        if (OtherSeparator(given, expected, definition) is { } separator)
        {
            yield return new Finding(
                Fault.OtherSeparator,
                $"The entries of the signature header are separated by '{separator}', which the scheme {scheme.Name} does not read as a separator.",
                scheme is ConfiguredScheme ? $"Set Hmac__Separator to {separator}." : "Pass the header on as the sender wrote it, or choose the scheme that writes it so.");
        }
        else if (!IsExpected(given, expected, definition))
        {
            var shown = given.Length <= LongestPrefix ? given : given[..LongestPrefix] + "…";
            yield return new Finding(
                Fault.OtherPrefix,
                given.Length == 0
                    ? $"The signature lacks '{expected}' before it."
                    : $"The signature has '{shown}' before it; the scheme {scheme.Name} has {(expected.Length == 0 ? "nothing" : $"'{expected}'")}.",
                scheme is ConfiguredScheme
                    ? "Set Hmac__Prefix (and Hmac__Layout) to what the sender writes."
                    : "Pass the header on as the sender wrote it, or choose the scheme that writes it so.");
        }
    }

    public static Finding OtherHeader(string found, SignatureDefinition definition, SignatureScheme scheme) => new(
        Fault.OtherHeaderName,
        $"The signature came in the header {found}; the scheme {scheme.Name} reads {Read(definition)}.",
        scheme is ConfiguredScheme
            ? $"Set Hmac__SignatureHeader to {found}."
            : $"Make the sender or the proxy send it as {Read(definition)}, or choose the scheme that reads {found}.");

    private static string Read(SignatureDefinition definition) => definition.SignatureHeader.Length > 0 ? definition.SignatureHeader : $"the {definition.Place}";

    private static char? OtherSeparator(string prefix, string expected, SignatureDefinition definition) =>
        definition.Layout == SignatureLayout.Keyed && prefix.EndsWith(expected, StringComparison.Ordinal) && prefix.Length > expected.Length
        && prefix[^(expected.Length + 1)] is var last && ";|&/".Contains(last) && !definition.Separator.Contains(last)
            ? last
            : null;

    private static string Expected(SignatureDefinition definition) => definition.Layout switch
    {
        SignatureLayout.Plain => definition.Prefix,
        SignatureLayout.Versioned => definition.Prefix + ",",
        _ => definition.Prefix + "=",
    };

    // Other entries of the list may precede it.
    private static bool IsExpected(string prefix, string expected, SignatureDefinition definition)
    {
        var comparison = definition.Layout == SignatureLayout.Plain ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        return prefix.Equals(expected, comparison) || prefix.EndsWith("," + expected, comparison) || (definition.Separator.Length > 0 && prefix.Length > expected.Length && prefix.EndsWith(expected, comparison) && definition.Separator.Contains(prefix[^(expected.Length + 1)])) || (definition.PrefixIsOptional && (prefix.Length == 0 || prefix[^1] == ','));
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
