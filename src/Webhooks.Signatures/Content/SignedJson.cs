using System.Text;
using System.Text.Json;
using Webhooks.Signatures.Deliveries;

namespace Webhooks.Signatures.Content;

/// <summary>
/// A few values of a signed JSON body, read in one pass without building a document. The body must be exactly one JSON object, or an array
/// where paths begin with an index; values that are not requested may be of any depth, and their strings need not be text.
/// </summary>
public sealed class SignedJson
{
    private const string NotJson = "The body is not well-formed JSON.";
    private const int LongestText = DeliveryHeaders.LongestId;

    // The reader skips what is not requested; a level costs it one bit.
    private static readonly JsonReaderOptions Options = new() { MaxDepth = int.MaxValue };

    private readonly Dictionary<string, JsonPaths.Value> values;
    private readonly bool isRepaired;

    private SignedJson(Dictionary<string, JsonPaths.Value> values, bool isRepaired) => (this.values, this.isRepaired) = (values, isRepaired);

    /// <summary>What makes a value unreliable that <see cref="Id" /> or <see cref="Type" /> was asked for; null when nothing does.</summary>
    public string? Problem { get; private set; }

    /// <summary>Reads the values at the given paths, such as <c>data.items[0].id</c>; null, with the problem, when the body is not JSON of that kind.</summary>
    public static SignedJson? Read(ReadOnlyMemory<byte> body, IReadOnlyList<string> paths, out string problem)
    {
        if (!MayBeJson(body.Span))
        {
            problem = NotJson;
            return null;
        }

        var json = JsonRepair.Repair(body);
        var reader = new Utf8JsonReader(json.Span, Options);
        var values = new Dictionary<string, JsonPaths.Value>(paths.Count);
        try
        {
            if (!reader.Read() || !IsWanted(reader.TokenType, paths))
            {
                problem = paths.Count > 0 && All(paths, isArray: true) ? "The body is not a JSON array." : "The body is not a JSON object.";
                return null;
            }

            JsonPaths.Read(ref reader, "", paths, values);

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

    public bool IsTrue(string path) => values.TryGetValue(path, out var value) && !value.IsDoubled && value.Kind == JsonTokenType.True;

    public bool IsObject(string path) => values.TryGetValue(path, out var value) && value.Kind == JsonTokenType.StartObject;

    private string? Certain(string path)
    {
        for (var end = JsonPaths.NextEnd(path, 1); ; end = JsonPaths.NextEnd(path, end + 1))
        {
            var key = end < 0 ? path : path[..end];
            Problem ??= values.TryGetValue(key, out var value) && value.IsDoubled ? $"The key {key} occurs in the body more than once." : null;
            if (end < 0)
            {
                return Text(path);
            }
        }
    }

    private static bool IsWanted(JsonTokenType root, IReadOnlyList<string> paths) =>
        root == JsonTokenType.StartObject ? paths.Count == 0 || !All(paths, isArray: true)
        : root == JsonTokenType.StartArray && paths.Count > 0 && !All(paths, isArray: false);

    private static bool All(IReadOnlyList<string> paths, bool isArray)
    {
        var all = true;
        for (var at = 0; at < paths.Count; at++)
        {
            all &= paths[at].StartsWith('[') == isArray;
        }

        return all;
    }
}
