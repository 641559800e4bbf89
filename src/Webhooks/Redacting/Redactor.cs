using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Webhooks.Receiving;

namespace Webhooks.Redacting;

/// <summary>
/// Takes out of texts what must never leave the ledger: keys and secrets that senders put into bodies, what a source lists by JSON path,
/// and e-mail addresses when asked to. The ledger keeps the exact bytes, since they are what was signed.
/// </summary>
public sealed partial class Redactor(SourceCatalog sources, RedactionOptions options)
{
    /// <summary>Stands for what was taken out.</summary>
    public const string Mark = "[redacted]";

    // Shorter values stand in too many texts by chance.
    private const int ShortestValue = 4;

    // FastPix writes srtSecret and, in its documentation, srtSecert.
    private static readonly HashSet<string> SecretKeys = new(StringComparer.OrdinalIgnoreCase)
    {
        "streamKey", "stream_key", "srtSecret", "srtSecert", "srt_secret", "secret", "password", "token", "authorization", "api_key", "apiKey",
    };

    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 256 };

    /// <summary>The body as JSON without its secrets; its length alone when it is no JSON.</summary>
    public string Body(string source, ReadOnlySpan<byte> body, bool indented = false)
    {
        if (Parse(body) is not { } json)
        {
            return $"({body.Length} bytes that are no JSON)";
        }

        Walk(json, PathsOf(source), (parent, key) => Replace(parent, key));
        var text = json.ToJsonString(new JsonSerializerOptions { WriteIndented = indented, MaxDepth = 256, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        return Text(text);
    }

    /// <summary>Cleans free texts about an event, such as errors, of the secrets in that event's body, which is read once.</summary>
    public Func<string, string> Of(string source, ReadOnlySpan<byte> body)
    {
        var secrets = new List<string>();
        if (Parse(body) is { } json)
        {
            Walk(json, PathsOf(source), (parent, key) => Collect(parent[key], secrets));
        }

        // The longest first: one secret may stand in another.
        secrets.Sort((one, other) => other.Length.CompareTo(one.Length));
        return text => Text(secrets.Aggregate(text, (rest, secret) => rest.Replace(secret, Mark, StringComparison.Ordinal)));
    }

    /// <summary>A free text without e-mail addresses, when settings ask for that.</summary>
    public string Text(string text) => options.Emails ? EmailAddress().Replace(text, Mark) : text;

    private static JsonNode? Parse(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body.StartsWith(Encoding.UTF8.Preamble) ? body[3..] : body, new JsonReaderOptions { MaxDepth = Deep.MaxDepth });
            return JsonNode.Parse(ref reader) is { } node and (JsonObject or JsonArray) ? node : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private IReadOnlyList<string> PathsOf(string source) => sources.Find(source)?.Redact ?? [];

    /// <summary>Finds every secret below a node. Lists are passed through: <c>data.users.email</c> means the e-mail of each user.</summary>
    private static void Walk(JsonNode node, IReadOnlyList<string> paths, Action<JsonObject, string> found, string at = "")
    {
        if (node is JsonArray list)
        {
            foreach (var item in list.OfType<JsonNode>())
            {
                Walk(item, paths, found, at);
            }

            return;
        }

        if (node is not JsonObject parent)
        {
            return;
        }

        foreach (var key in parent.Select(property => property.Key).ToArray())
        {
            var path = at.Length == 0 ? key : $"{at}.{key}";
            if (SecretKeys.Contains(key) || paths.Contains(path, StringComparer.OrdinalIgnoreCase))
            {
                found(parent, key);
            }
            else if (parent[key] is { } child)
            {
                Walk(child, paths, found, path);
            }
        }
    }

    private static void Replace(JsonObject parent, string key)
    {
        if (parent[key] is not null)
        {
            parent[key] = Mark;
        }
    }

    private static void Collect(JsonNode? node, List<string> secrets)
    {
        switch (node)
        {
            case JsonValue value when value.ToString() is { Length: >= ShortestValue } text:
                secrets.Add(text);
                break;
            case JsonObject or JsonArray:
                foreach (var child in node is JsonObject parent ? parent.Select(property => property.Value) : node.AsArray())
                {
                    Collect(child, secrets);
                }

                break;
        }
    }

    [GeneratedRegex(@"[A-Za-z0-9._%+\-]{1,64}@[A-Za-z0-9\-]{1,63}(\.[A-Za-z0-9\-]{1,63}){1,8}", RegexOptions.ExplicitCapture)]
    private static partial Regex EmailAddress();
}
