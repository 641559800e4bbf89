using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Webhooks.Redacting;

/// <summary>
/// Removes what must never leave the ledger: keys and secrets that senders put into bodies, what a source lists by JSON path, and e-mail addresses on
/// request. The ledger keeps the exact bytes, since those were signed.
/// </summary>
public sealed partial class Redactor(SourceCatalog sources, RedactionOptions options)
{
    public const string Mark = "[redacted]";

    // In a body, where a short one would be replaced in ordinary words too.
    private const int ShortestRepeated = 8;

    // Their number is the sender's choice, and a body is long.
    private const int MostRepeated = 100;

    /// <summary>The body without its secrets, ended soon after a length; only its size when it is of no known format.</summary>
    /// <param name="isPart">Whether it is the beginning of a body only.</param>
    public string Body(string source, ReadOnlyMemory<byte> body, bool indented = false, int longest = int.MaxValue, bool isPart = false) =>
        Emails(Body(new Redaction(PathsOf(source)), body, indented, longest, isPart));

    /// <summary>Removes the secrets of an event's body from texts about the event, such as errors.</summary>
    public Func<string, string> Of(string source, ReadOnlyMemory<byte> body)
    {
        var redaction = new Redaction(PathsOf(source));
        _ = Body(redaction, body, indented: false, int.MaxValue, isPart: false);
        var secrets = redaction.Secrets;
        return text => Emails(new Redaction([]).Text(Without(secrets, text)));
    }

    /// <summary>Whether the value of a field or header of this name is a secret.</summary>
    public static bool IsSecret(string name) => SecretNames.Contains(name);

    private static string Body(Redaction redaction, ReadOnlyMemory<byte> body, bool indented, int longest, bool isPart)
    {
        using var json = new RedactedJson(redaction, indented);
        var rest = json.Read(body, longest);
        var shown = json.Text is not { Length: > 0 } text ? OtherFormat(redaction, body)
            : rest > 0 && !isPart ? string.Create(CultureInfo.InvariantCulture, $"{text}\n… (the rest, {rest} bytes, is not JSON)")
            : text;

        // The value of a stream key may be in an address too.
        return Without(redaction.Secrets.Where(secret => secret.Length >= ShortestRepeated).Take(MostRepeated), shown);
    }

    private static string OtherFormat(Redaction redaction, ReadOnlyMemory<byte> body)
    {
        redaction.IgnoresPaths = true;
        var text = Encoding.UTF8.GetString(body.Span);
        var isForm = RedactedForm.Is(text);
        var redacted = isForm ? RedactedForm.Of(text, redaction) : redaction.Text(text);
        var isShown = isForm || (text.AsSpan().TrimStart("\uFEFF \t\r\n") is ['<', ..] or ['-', '-', ..] && !text.Any(c => char.IsControl(c) && c is not ('\r' or '\n' or '\t')));
        return isShown ? redacted : string.Create(CultureInfo.InvariantCulture, $"({body.Length} bytes that are not JSON)");
    }

    private static string Without(IEnumerable<string> secrets, string text) =>
        secrets.Aggregate(text, (rest, secret) => rest.Replace(secret, Mark, StringComparison.Ordinal));

    private string Emails(string text) => options.Emails ? EmailAddress().Replace(text, Mark) : text;

    private IReadOnlyList<string> PathsOf(string source) => sources.Find(source) is { } known ? [.. known.Redact, .. known.Scheme.SecretPaths] : [];

    [GeneratedRegex(@"[A-Za-z0-9._%+\-]{1,64}@[A-Za-z0-9\-]{1,63}(\.[A-Za-z0-9\-]{1,63}){1,8}", RegexOptions.ExplicitCapture)]
    private static partial Regex EmailAddress();
}

public sealed record RedactionOptions(bool Emails = false);
