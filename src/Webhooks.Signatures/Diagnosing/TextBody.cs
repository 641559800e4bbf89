using System.Net;
using System.Text;
using System.Text.Json;

namespace Webhooks.Signatures.Diagnosing;

/// <summary>What a body may have been before a capture or a gateway wrapped or re-encoded it.</summary>
internal static class TextBody
{
    public static IEnumerable<(byte[] Bytes, string How, string Cure)> Readings(ReadOnlyMemory<byte> body)
    {
        var bytes = body.ToArray();
        if (bytes is [0xFF, 0xFE, ..])
        {
            yield return (
                Encoding.UTF8.GetBytes(Encoding.Unicode.GetString(bytes.AsSpan(2))), "in UTF-8; it is in UTF-16 now",
                "Capture the raw bytes: a shell that writes text files as UTF-16 was in between.");
            yield break;
        }

        var text = Encoding.UTF8.GetString(bytes);
        if (text.Contains('&', StringComparison.Ordinal) && WebUtility.HtmlDecode(text) is var decoded && decoded != text)
        {
            yield return (Encoding.UTF8.GetBytes(decoded), "without HTML escapes", "Copy it from a raw view: a web page or a log viewer escaped it for HTML.");
        }

        var trimmed = text.Trim();
        if (trimmed is ['"', .., '"'] && Unquoted(trimmed) is { } inner)
        {
            yield return (Encoding.UTF8.GetBytes(inner), "as the text inside the JSON string that arrived", "Take out what writes the body as a JSON string a second time.");
        }

        var unwrapped = new byte[trimmed.Length];
        if (trimmed.Length > 8 && Convert.TryFromBase64String(trimmed, unwrapped, out var written))
        {
            yield return (unwrapped[..written], "decoded from Base64", "Have the gateway hand on the body itself; it encodes it as Base64 now.");
        }

        if (text.Any(c => c > 127) && text.All(c => c < 256))
        {
            yield return (
                Encoding.Latin1.GetBytes(text), "before its UTF-8 was encoded as UTF-8 a second time",
                "Take out what reads the body as Latin-1 text and writes it as UTF-8.");
        }
    }

    private static string? Unquoted(string json)
    {
        try
        {
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json));
            reader.Read();
            return reader.GetString();
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
