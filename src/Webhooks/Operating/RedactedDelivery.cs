using System.Globalization;
using Webhooks.Redacting;

namespace Webhooks.Operating;

internal static class RedactedDelivery
{
    public const int MostText = 256 * 1024;

    public static string Body(Redactor redactor, string source, ReadOnlyMemory<byte> body) => Body(redactor, source, body, body.Length);

    /// <param name="length">Of the whole body, which <paramref name="body" /> may be the beginning of.</param>
    public static string Body(Redactor redactor, string source, ReadOnlyMemory<byte> body, int length)
    {
        var isPart = body.Length < length;
        var text = redactor.Body(source, body, indented: true, MostText, isPart);
        return text.Length > MostText ? string.Create(CultureInfo.InvariantCulture, $"{Printable.Cut(text, MostText)}\n… (the first {MostText:N0} characters of {length:N0} bytes)")
            : isPart ? string.Create(CultureInfo.InvariantCulture, $"{text}\n… (of the first {body.Length:N0} of {length:N0} bytes)")
            : text;
    }

    // An event's signature is valid: its presence is shown and nothing more.
    public static IReadOnlyList<KeyValuePair<string, string>> Headers(
        Source? source, IReadOnlyList<KeyValuePair<string, string>> headers, Func<string, string> redact) =>
        [.. headers.Select(header => KeyValuePair.Create(
            header.Key,
            IsSignature(source, header.Key) || Redactor.IsSecret(header.Key) ? Hidden(header.Value) : redact(header.Value)))];

    // A refused delivery's signature was not valid, and says why. A secret that was sent may be right at another time.
    public static IReadOnlyList<KeyValuePair<string, string>> RefusedHeaders(
        Source? source, IReadOnlyList<KeyValuePair<string, string>> headers, Func<string, string> redact) =>
        [.. headers.Select(header => KeyValuePair.Create(
            header.Key,
            source?.Scheme is { SendsSecret: true } scheme && scheme.IsSignatureHeader(header.Key) ? Hidden(header.Value)
            : IsSignature(null, header.Key) ? header.Value
            : Redactor.IsSecret(header.Key) ? Hidden(header.Value) : redact(header.Value)))];

    private static string Hidden(string value) => string.Create(CultureInfo.InvariantCulture, $"({value.Length} characters, not shown)");

    // A source that is no longer configured has no scheme to ask.
    private static bool IsSignature(Source? source, string header) =>
        header.Contains("signature", StringComparison.OrdinalIgnoreCase)
        || header.Contains("hmac", StringComparison.OrdinalIgnoreCase)
        || (source?.Scheme.IsSignatureHeader(header) ?? false);
}
