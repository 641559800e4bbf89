using System.Text;
using System.Text.RegularExpressions;
using Webhooks.Signatures.Deliveries;

namespace Webhooks.Signatures.Diagnosing;

/// <summary>
/// Something in a header that could be a signature: 32 bytes of a MAC, or 64 of Ed25519, however written. The doctor decodes what
/// verification only compares, since here nothing is believed afterwards.
/// </summary>
internal sealed partial record SignatureCandidate(string Header, string Prefix, string Text, string Writing, byte[] Bytes)
{
    private const int MostPerDelivery = 32;

    public bool IsEd25519 => Bytes.Length == 64;

    public static IReadOnlyList<SignatureCandidate> In(DeliveryHeaders headers) =>
        [.. headers.SelectMany(field => field.Value.SelectMany(value => In(field.Key, value))).Take(MostPerDelivery)];

    /// <summary>Whether a header's name says that it holds a signature.</summary>
    public static bool IsPromisedBy(string header) =>
        header.Contains("signature", StringComparison.OrdinalIgnoreCase) || header.Contains("hmac", StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<SignatureCandidate> In(string header, string value)
    {
        foreach (System.Text.RegularExpressions.Match token in Token().Matches(value))
        {
            if (Decode(token.Value) is var (bytes, writing))
            {
                var before = value[..token.Index];
                yield return new SignatureCandidate(header, before[(before.LastIndexOf(' ') + 1)..].Trim('"', '\''), token.Value, writing, bytes);
            }
        }
    }

    private static (byte[] Bytes, string Writing)? Decode(string text)
    {
        if (text.Length == 64 && text.All(char.IsAsciiHexDigit))
        {
            return (Convert.FromHexString(text), "hexadecimal");
        }

        var bare = text.TrimEnd('=');
        if (bare.Length is not (43 or 86 or 88) || FromBase64(bare) is not { } bytes)
        {
            return null;
        }

        return bytes.Length == 64 && Encoding.ASCII.GetString(bytes) is var inner && inner.All(char.IsAsciiHexDigit)
            ? (Convert.FromHexString(inner), "Base64 of the hexadecimal text")
            : bytes.Length is 32 or 64 ? (bytes, WritingOf(text, bare)) : null;
    }

    private static string WritingOf(string text, string bare) =>
        bare.AsSpan().ContainsAny('-', '_') ? "Base64 for URLs" : bare.Length == text.Length ? "Base64 without its padding" : "Base64";

    private static byte[]? FromBase64(string bare)
    {
        var bytes = new byte[68];
        var text = bare.Replace('-', '+').Replace('_', '/').PadRight((bare.Length + 3) / 4 * 4, '=');
        return Convert.TryFromBase64String(text, bytes, out var written) ? bytes[..written] : null;
    }

    // Letters of every alphabet, then padding: "v1,g0hM…=" is the tokens "v1" and "g0hM…=".
    [GeneratedRegex("[A-Za-z0-9+/_-]+={0,2}", RegexOptions.CultureInvariant)]
    private static partial Regex Token();
}
