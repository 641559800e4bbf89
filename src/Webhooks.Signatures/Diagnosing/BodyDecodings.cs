using System.Net;
using System.Text;
using System.Text.Json;

namespace Webhooks.Signatures.Diagnosing;

// What a body may have been before a capture or a gateway wrapped or re-encoded it.
internal static class BodyDecodings
{
    public static IEnumerable<(byte[] Bytes, string How, string Fix)> Of(ReadOnlyMemory<byte> body)
    {
        var bytes = body.ToArray();
        if (bytes is [0xFF, 0xFE, ..])
        {
            yield return (
                Encoding.UTF8.GetBytes(Encoding.Unicode.GetString(bytes.AsSpan(2))), "in UTF-8; it arrived in UTF-16",
                "Capture the raw bytes: a shell wrote the file as UTF-16.");
            yield break;
        }

        var text = Encoding.UTF8.GetString(bytes);
        if (WebUtility.HtmlDecode(text) is var decoded && decoded != text)
        {
            yield return (Encoding.UTF8.GetBytes(decoded), "without HTML escapes", "Copy it from a raw view: a web page or a log viewer escaped it for HTML.");
        }

        var trimmed = text.Trim();
        if (trimmed is ['"', .., '"'] && Unquoted(trimmed) is { } inner)
        {
            yield return (Encoding.UTF8.GetBytes(inner), "as the text inside the JSON string that arrived", "Remove what serializes the body as a JSON string a second time.");
        }

        var unwrapped = new byte[trimmed.Length];
        if (trimmed.Length > 8 && Convert.TryFromBase64String(trimmed, unwrapped, out var written))
        {
            yield return (unwrapped[..written], "decoded from Base64", "Configure the gateway to forward the body itself; it encodes it as Base64.");
        }

        if (text.Any(c => c > 127) && text.All(c => c < 256))
        {
            yield return (
                Encoding.Latin1.GetBytes(text), "before its UTF-8 was encoded as UTF-8 a second time",
                "Remove what reads the body as Latin-1 text and writes it as UTF-8.");
        }
    }

    private static string? Unquoted(string json)
    {
        try
        {
            return JsonElement.Parse(json).GetString();
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
