using System.Text.RegularExpressions;
using Webhooks.Signatures.Deliveries;

namespace Webhooks.Signatures.Diagnosing;

// Something in a header that could be a signature: 32 bytes of a MAC or 64 of Ed25519, however encoded. Diagnostics decode what
// verification only compares, because nothing is trusted afterwards.
internal sealed partial record SignatureCandidate(string Header, string Prefix, string Text, string Encoding, byte[] Bytes)
{
    private const int MaximumPerDelivery = 32;

    public bool IsEd25519 => Bytes.Length == 64;

    /// <summary>Whether a public key may verify it: a MAC is as long or shorter.</summary>
    public bool IsSignature => Bytes.Length >= 64;

    public static IReadOnlyList<SignatureCandidate> In(DeliveryHeaders headers) =>
        [.. headers.SelectMany(field => field.Value.SelectMany(value => In(field.Key, value))).Take(MaximumPerDelivery)];

    public static bool IsSignatureName(string header) =>
        header.Contains("signature", StringComparison.OrdinalIgnoreCase) || header.Contains("hmac", StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<SignatureCandidate> In(string header, string value)
    {
        foreach (Match token in Token().Matches(value))
        {
            if (Decode(token.Value) is var (bytes, encoding))
            {
                var before = value[..token.Index];
                yield return new SignatureCandidate(header, before[(before.LastIndexOf(' ') + 1)..].Trim('"', '\''), token.Value, encoding, bytes);
            }
        }
    }

    private static (byte[] Bytes, string Encoding)? Decode(string text)
    {
        if (text.Length == 64 && text.All(char.IsAsciiHexDigit))
        {
            return (Convert.FromHexString(text), "hexadecimal");
        }

        var bare = text.TrimEnd('=');
        var bytes = new byte[68];
        var standard = bare.Replace('-', '+').Replace('_', '/').PadRight((bare.Length + 3) / 4 * 4, '=');
        if (bare.Length is not (43 or 86) || !Convert.TryFromBase64String(standard, bytes, out var length) || length is not (32 or 64))
        {
            return null;
        }

        bytes = bytes[..length];
        return length == 64 && System.Text.Encoding.ASCII.GetString(bytes) is var inner && inner.All(char.IsAsciiHexDigit)
            ? (Convert.FromHexString(inner), "Base64 of the hexadecimal text")
            : (bytes, bare.AsSpan().ContainsAny('-', '_') ? "Base64 for URLs" : bare.Length == text.Length ? "Base64 without its padding" : "Base64");
    }

    // Letters of every alphabet, then padding: "v1,g0hM…=" is the tokens "v1" and "g0hM…=".
    [GeneratedRegex("[A-Za-z0-9+/_-]+={0,2}", RegexOptions.CultureInvariant)]
    private static partial Regex Token();
}
