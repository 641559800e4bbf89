using System.Text.RegularExpressions;
using Webhooks.Signatures.Content;
using Webhooks.Signatures.Cryptography;
using Webhooks.Signatures.Deliveries;
using Webhooks.Signatures.Schemes;

namespace Webhooks.Signatures.Diagnosing;

// Something in a delivery that could be a signature: the bytes of a MAC or of a signature by public key, however encoded. Diagnostics decode
// what verification only compares, because nothing is trusted afterwards.
internal sealed partial record SignatureCandidate(string Header, string Prefix, string Text, string Encoding, byte[] Bytes)
{
    private const int MaximumPerDelivery = 32;
    private const int LongestSignature = 1024;

    // Of SHA-256, and of Ed25519 or SHA-512: anywhere. Other sizes count where a signature is to be expected.
    private static readonly int[] Usual = [32, 64];
    private static readonly int[] Others = [20, 48];

    /// <summary>Whether a public key may verify it: a MAC is as long or shorter.</summary>
    public bool IsSignature => Bytes.Length >= 64;

    public static IReadOnlyList<SignatureCandidate> In(Delivery delivery, SignatureDefinition definition)
    {
        var placed = definition.SignatureAt.Count > 0 && SignatureText.Find(delivery, definition, new BodyFields(delivery, definition.Paths)) is { } text
            ? In(definition.Place, text, isExpected: true, definition)
            : [];
        return
        [
            .. placed.Concat(delivery.Headers.SelectMany(field => field.Value.SelectMany(value => In(field.Key, value, IsExpected(field.Key, definition), definition)))).Take(MaximumPerDelivery),
        ];
    }

    public static bool IsSignatureName(string header) =>
        header.Contains("signature", StringComparison.OrdinalIgnoreCase) || header.Contains("hmac", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether it was where the definition reads signatures.</summary>
    public bool IsInPlace(SignatureDefinition definition) => Header == definition.Place || definition.SignatureHeaders.Contains(Header, StringComparer.OrdinalIgnoreCase);

    private static bool IsExpected(string header, SignatureDefinition definition) => IsSignatureName(header) || definition.SignatureHeaders.Contains(header, StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<SignatureCandidate> In(string header, string value, bool isExpected, SignatureDefinition definition)
    {
        foreach (Match token in Token().Matches(value))
        {
            if (Decode(token.Value) is var (bytes, encoding)
                && (Usual.Contains(bytes.Length) || (isExpected && (Others.Contains(bytes.Length) || (definition.Algorithm.HasPublicKey() && bytes.Length >= 64)))))
            {
                var before = value[..token.Index];
                yield return new SignatureCandidate(header, before[(before.LastIndexOf(' ') + 1)..].Trim('"', '\''), token.Value, encoding, bytes);
            }
        }
    }

    private static (byte[] Bytes, string Encoding)? Decode(string text)
    {
        if (text.Length is 40 or 64 or 96 or 128 && text.All(char.IsAsciiHexDigit))
        {
            return (Convert.FromHexString(text), "hexadecimal");
        }

        var bare = text.TrimEnd('=');
        var bytes = new byte[LongestSignature];
        var standard = bare.Replace('-', '+').Replace('_', '/').PadRight((bare.Length + 3) / 4 * 4, '=');
        if (bare.Length > LongestSignature || !Convert.TryFromBase64String(standard, bytes, out var length))
        {
            return null;
        }

        bytes = bytes[..length];
        return length % 2 == 0 && length / 2 is 20 or 32 or 48 or 64 && System.Text.Encoding.ASCII.GetString(bytes) is var inner && inner.All(char.IsAsciiHexDigit)
            ? (Convert.FromHexString(inner), "Base64 of the hexadecimal text")
            : (bytes, bare.AsSpan().ContainsAny('-', '_') ? "Base64 for URLs" : bare.Length == text.Length && length % 3 != 0 ? "Base64 without its padding" : "Base64");
    }

    // Letters of every alphabet, then padding: "v1,g0hM…=" is the tokens "v1" and "g0hM…=".
    [GeneratedRegex("[A-Za-z0-9+/_-]+={0,2}", RegexOptions.CultureInvariant)]
    private static partial Regex Token();
}
