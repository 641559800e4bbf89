using System.Buffers;
using Webhooks.Signatures.Deliveries;

namespace Webhooks.Signatures.Schemes;

// The headers that a signature names and covers: their names, separated by spaces, and their values, joined by dots.
internal static class NamedHeaders
{
    private const int Maximum = 32;
    private const int LongestName = 128;

    // What is no name is not looked for: messages repeat names, and anyone can send one.
    private static readonly SearchValues<char> OfName = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    /// <summary>
    /// Fills the names and values in and returns the names; null, with the refusal, when a header is missing, or when the bytes could be those
    /// of other values: a value with a dot could end at it. Only the event type may have dots, and then the body must be JSON, so that it
    /// shows where it begins.
    /// </summary>
    public static IReadOnlyList<string>? Fill(string[] values, string? written, Delivery delivery, SignatureDefinition definition, out Refusal? refusal)
    {
        refusal = null;
        var names = (written ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (written is null || names.Length is 0 or > Maximum || Array.Exists(names, name => name.Length > LongestName || name.AsSpan().ContainsAnyExcept(OfName)))
        {
            refusal = new Refusal(RefusalReason.SignatureMalformed, $"The {definition.Place} does not name the headers that it covers.");
            return null;
        }

        var isDotted = names.Contains(definition.DottedHeader, StringComparer.OrdinalIgnoreCase);
        if (isDotted && delivery.Body.Span is not [(byte)'{' or (byte)'[', ..])
        {
            refusal = new Refusal(RefusalReason.SignatureMalformed, "The body is not JSON, so it does not show where it begins in the signed content.");
            return null;
        }

        var named = new string[names.Length];
        for (var at = 0; at < names.Length; at++)
        {
            if (delivery.Headers.Find(names[at]) is not { } value)
            {
                refusal = new Refusal(RefusalReason.SignedHeaderMissing, $"{Shown(names[at], definition)} is missing.");
                return null;
            }

            if (delivery.Headers.Differ(names[at]))
            {
                refusal = new Refusal(RefusalReason.HeaderRepeated, $"{Shown(names[at], definition)} came more than once, with different values.");
                return null;
            }

            var mayHaveDots = isDotted && names[at].Equals(definition.DottedHeader, StringComparison.OrdinalIgnoreCase);
            if ((!mayHaveDots && value.Contains('.', StringComparison.Ordinal)) || (isDotted && value.AsSpan().ContainsAny('{', '[')))
            {
                refusal = new Refusal(RefusalReason.SignatureMalformed, $"{Shown(names[at], definition)} contains the text that separates it from the rest of the signed content.");
                return null;
            }

            named[at] = value;
        }

        SignedContentTemplate.SetNamed(values, written, string.Join('.', named));
        return names;
    }

    // Whoever sends the request writes the names, and is not told his own text.
    private static string Shown(string name, SignatureDefinition definition) =>
        definition.UsuallyNamed.FirstOrDefault(usual => usual.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } known ? $"The signed header {known}" : "A header that the signature names";
}
