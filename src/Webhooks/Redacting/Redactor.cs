using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Webhooks.Redacting;

/// <summary>
/// Removes what must never leave the ledger: keys and secrets that senders put into bodies, what a source lists by JSON path, and e-mail addresses on
/// request. The ledger keeps the exact bytes, since those were signed.
/// </summary>
public sealed partial class Redactor(SourceCatalog sources, RedactionOptions options)
{
    public const string Mark = "[redacted]";

    // As deep as admission reads.
    private const int DeepestNesting = 256;

    /// <summary>Only the length when the body is not JSON.</summary>
    public string Body(string source, ReadOnlySpan<byte> body, bool indented = false)
    {
        using var json = Parse(body);
        if (json is null)
        {
            return $"({body.Length} bytes that are not JSON)";
        }

        var text = new ArrayBufferWriter<byte>(body.Length);
        using (var writer = new Utf8JsonWriter(text, new JsonWriterOptions { Indented = indented, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            new SecretFields(PathsOf(source)).Write(json.RootElement, writer);
        }

        return Text(Encoding.UTF8.GetString(text.WrittenSpan));
    }

    /// <summary>Removes the secrets of an event's body from texts about the event, such as errors.</summary>
    public Func<string, string> Of(string source, ReadOnlySpan<byte> body)
    {
        var secrets = new List<string>();
        using (var json = Parse(body))
        {
            if (json is not null)
            {
                new SecretFields(PathsOf(source)).Collect(json.RootElement, secrets);
            }
        }

        // The longest first: one secret may contain another.
        secrets.Sort((one, other) => other.Length.CompareTo(one.Length));
        return text => Text(secrets.Aggregate(text, (rest, secret) => rest.Replace(secret, Mark, StringComparison.Ordinal)));
    }

    public string Text(string text) => options.Emails ? EmailAddress().Replace(text, Mark) : text;

    private static JsonDocument? Parse(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body.StartsWith(Encoding.UTF8.Preamble) ? body[3..] : body, new JsonReaderOptions { MaxDepth = DeepestNesting });
            var json = JsonDocument.ParseValue(ref reader);
            if (json.RootElement.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
            {
                return json;
            }

            json.Dispose();
            return null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private IReadOnlyList<string> PathsOf(string source) => sources.Find(source)?.Redact ?? [];

    [GeneratedRegex(@"[A-Za-z0-9._%+\-]{1,64}@[A-Za-z0-9\-]{1,63}(\.[A-Za-z0-9\-]{1,63}){1,8}", RegexOptions.ExplicitCapture)]
    private static partial Regex EmailAddress();
}

public sealed record RedactionOptions(bool Emails = false);
