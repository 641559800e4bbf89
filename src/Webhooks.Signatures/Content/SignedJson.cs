using System.Text;
using System.Text.Json;
using Webhooks.Signatures.Deliveries;

namespace Webhooks.Signatures.Content;

/// <summary>
/// A few values of a signed JSON body, read in one pass without building a document. The body must be exactly one JSON object; values that
/// are not requested may be of any depth, and their strings need not be text.
/// </summary>
public sealed class SignedJson
{
    private const string NotJson = "The body is not well-formed JSON.";
    private const int LongestText = DeliveryHeaders.LongestId;

    // A character takes six bytes at most, as \uXXXX. A longer value is too long and is not copied to find that out.
    private const int MaximumBytes = 6 * LongestText;

    // The reader skips what is not requested; a level costs it one bit.
    private static readonly JsonReaderOptions Options = new() { MaxDepth = int.MaxValue };

    private readonly Dictionary<string, Value> values;
    private readonly bool isRepaired;

    private SignedJson(Dictionary<string, Value> values, bool isRepaired) => (this.values, this.isRepaired) = (values, isRepaired);

    /// <summary>What makes a value unreliable that <see cref="Id" /> or <see cref="Type" /> was asked for; null when nothing does.</summary>
    public string? Problem { get; private set; }

    /// <summary>Reads the values at the given dotted paths; null, with the problem, when the body is not one JSON object.</summary>
    public static SignedJson? Read(ReadOnlyMemory<byte> body, IReadOnlyList<string> paths, out string problem)
    {
        if (!MayBeJson(body.Span))
        {
            problem = NotJson;
            return null;
        }

        var json = JsonRepair.Repair(body);
        var reader = new Utf8JsonReader(json.Span, Options);
        var values = new Dictionary<string, Value>(paths.Count);
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                problem = "The body is not a JSON object.";
                return null;
            }

            ReadObject(ref reader, "", paths, values);

            // Throws when anything follows the object.
            reader.Read();
            problem = "";
            return new SignedJson(values, isRepaired: !json.Span.Overlaps(body.Span));
        }
        catch (JsonException)
        {
            problem = NotJson;
            return null;
        }
    }

    // To repair the text of what is no text at all takes several times its memory.
    private static bool MayBeJson(ReadOnlySpan<byte> body) =>
        (body.StartsWith(Encoding.UTF8.Preamble) ? body[Encoding.UTF8.Preamble.Length..] : body).TrimStart(" \t\r\n"u8) is [var first, ..]
        && "{[\"-0123456789tfn"u8.Contains(first);

    /// <summary>Whether the key has any value but null.</summary>
    public bool Has(string path) => values.TryGetValue(path, out var value) && value.Kind != JsonTokenType.Null;

    /// <summary>
    /// The text of a string or the digits of a number; null for anything else, for an empty string, and for a key that occurs twice: two
    /// readers of it may see different values.
    /// </summary>
    public string? Text(string path) =>
        values.TryGetValue(path, out var value) && !value.IsDoubled && value.Kind is JsonTokenType.String or JsonTokenType.Number
            && value.Text.Length is > 0 and <= LongestText
            ? value.Text
            : null;

    /// <summary>The text at the first of several paths that has one: senders spell the same field in several ways.</summary>
    public string? FirstText(params ReadOnlySpan<string> paths)
    {
        string? found = null;
        for (var at = 0; found is null && at < paths.Length; at++)
        {
            found = Text(paths[at]);
        }

        return found;
    }

    /// <summary>
    /// The same for what tells events apart. A key that occurs twice or whose value is not text is a <see cref="Problem" />.
    /// </summary>
    public string? Id(params ReadOnlySpan<string> paths)
    {
        foreach (var path in paths)
        {
            var text = Certain(path);
            Problem ??= isRepaired && text?.Contains('\uFFFD') is true ? $"The key {path} is not text: it has invalid UTF-8 or an unpaired surrogate." : null;
            if (text is not null || Problem is not null)
            {
                return text;
            }
        }

        return null;
    }

    /// <summary>The text of an event type. A key that occurs twice is a <see cref="Problem" />.</summary>
    public string? Type(string path) => Certain(path);

    public bool IsString(string path) => values.TryGetValue(path, out var value) && value.Kind == JsonTokenType.String;

    public bool IsNumber(string path) => values.TryGetValue(path, out var value) && value.Kind == JsonTokenType.Number;

    public bool IsObject(string path) => values.TryGetValue(path, out var value) && value.Kind == JsonTokenType.StartObject;

    private string? Certain(string path)
    {
        for (var end = path.IndexOf('.'); ; end = path.IndexOf('.', end + 1))
        {
            var key = end < 0 ? path : path[..end];
            Problem ??= values.TryGetValue(key, out var value) && value.IsDoubled ? $"The key {key} occurs in the body more than once." : null;
            if (end < 0)
            {
                return Text(path);
            }
        }
    }

    // By index: an enumerator for each key would be memory that grows with the body.
    private static void ReadObject(ref Utf8JsonReader reader, string prefix, IReadOnlyList<string> paths, Dictionary<string, Value> values)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (path, isParent) = Requested(ref reader, prefix, paths);
            reader.Read();
            if (path is null)
            {
                reader.Skip();
                continue;
            }

            var kind = reader.TokenType;
            var isDoubled = values.TryGetValue(path, out var earlier);
            values[path] = isDoubled && earlier.Kind != JsonTokenType.Null
                ? earlier with { IsDoubled = true }
                : new Value(kind, Scalar(ref reader), isDoubled);
            if (isParent && kind == JsonTokenType.StartObject)
            {
                ReadObject(ref reader, path + ".", paths, values);
            }
            else
            {
                reader.Skip();
            }
        }
    }

    // The requested path that the current property is, and whether longer requested paths begin with it.
    private static (string? Path, bool IsParent) Requested(ref Utf8JsonReader reader, string prefix, IReadOnlyList<string> paths)
    {
        var (found, isParent) = ((string?)null, false);
        for (var at = 0; at < paths.Count && !isParent; at++)
        {
            var path = paths[at];
            if (!path.StartsWith(prefix, StringComparison.Ordinal))
            {
                continue;
            }

            var rest = path.AsSpan(prefix.Length);
            var dot = rest.IndexOf('.');
            if (Is(ref reader, dot < 0 ? rest : rest[..dot]))
            {
                found ??= dot < 0 ? path : path[..(prefix.Length + dot)];
                isParent = dot > 0;
            }
        }

        return (found, isParent);
    }

    // Most keys are plain ASCII, and most are not requested.
    private static bool Is(ref Utf8JsonReader reader, ReadOnlySpan<char> name) =>
        reader.ValueIsEscaped || !Ascii.IsValid(name) ? reader.ValueTextEquals(name) : Ascii.Equals(reader.ValueSpan, name);

    private static string Scalar(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String or JsonTokenType.Number when reader.ValueSpan.Length > MaximumBytes => "",
        JsonTokenType.String => reader.GetString()!,
        JsonTokenType.Number => Encoding.ASCII.GetString(reader.ValueSpan),
        _ => "",
    };

    private readonly record struct Value(JsonTokenType Kind, string Text, bool IsDoubled);
}
