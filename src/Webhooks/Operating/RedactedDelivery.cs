using System.Globalization;
using Webhooks.Redacting;

namespace Webhooks.Operating;

internal static class RedactedDelivery
{
    public const int MostText = 256 * 1024;

    public static string Body(Redactor redactor, string source, ReadOnlyMemory<byte> body)
    {
        var text = redactor.Body(source, body, indented: true, MostText);
        return text.Length <= MostText
            ? text
            : string.Create(CultureInfo.InvariantCulture, $"{Printable.Cut(text, MostText)}\n… (the first {MostText:N0} characters of {body.Length:N0} bytes)");
    }

    // An event's signature is valid: its presence is shown and nothing more.
    public static IReadOnlyList<KeyValuePair<string, string>> Headers(
        Source? source, IReadOnlyList<KeyValuePair<string, string>> headers, Func<string, string> redact) =>
        [.. headers.Select(header => KeyValuePair.Create(
            header.Key,
            IsSignature(source, header.Key) || Redactor.IsSecret(header.Key) ? string.Create(CultureInfo.InvariantCulture, $"({header.Value.Length} characters, not shown)") : redact(header.Value)))];

    // A source that is no longer configured has no scheme to ask.
    private static bool IsSignature(Source? source, string header) =>
        header.Contains("signature", StringComparison.OrdinalIgnoreCase)
        || header.Contains("hmac", StringComparison.OrdinalIgnoreCase)
        || (source?.Scheme.Recipes.Any(recipe => header.Equals(recipe.SignatureHeader, StringComparison.OrdinalIgnoreCase)) ?? false);
}
