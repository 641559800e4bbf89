using System.Text;
using System.Text.Json;
using Webhooks.Signatures.Deliveries;

namespace Webhooks.Signatures.Content;

/// <summary>
/// A few values of a signed JSON body, read in one pass without building a document. The body must be exactly one JSON object.
/// A requested key may occur only once: two readers of a duplicate key may see different values.
/// </summary>
public sealed class SignedJson
{
    private const int LongestText = DeliveryHeaders.LongestId;

    // A character takes six bytes at most, as \uXXXX. A longer value is too long and is not copied to find that out.
    private const int MaximumBytes = 6 * LongestText;

    // Far deeper than any sender nests, far too little to cost memory.
    private const int MaximumDepth = 256;

    private readonly Dictionary<string, (JsonTokenType Kind, string Text)> values;

    private SignedJson(Dictionary<string, (JsonTokenType Kind, string Text)> values) => this.values = values;

    /// <summary>Reads the values at the given dotted paths; null, with the problem, when the body is not usable.</summary>
    public static SignedJson? Read(ReadOnlySpan<byte> body, IReadOnlyList<string> paths, out string problem)
    {
        if (body.StartsWith(Encoding.UTF8.Preamble))
        {
            body = body[Encoding.UTF8.Preamble.Length..];
        }

        var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = MaximumDepth });
        var values = new Dictionary<string, (JsonTokenType, string)>(paths.Count);
        try
        {
            problem = !reader.Read() || reader.TokenType != JsonTokenType.StartObject
                ? "The body is not a JSON object."
                : ReadObject(ref reader, "", paths, values) ?? "";
            if (problem.Length > 0)
            {
                return null;
            }

            // Throws when anything follows the object.
            reader.Read();
            return new SignedJson(values);
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: text that is not UTF-8, or an unpaired surrogate.
            problem = "The body is not well-formed JSON.";
            return null;
        }
    }

    /// <summary>Whether the key has any value but null.</summary>
    public bool Has(string path) => values.TryGetValue(path, out var value) && value.Kind != JsonTokenType.Null;

    /// <summary>The text of a string or the digits of a number; null for anything else and for an empty string.</summary>
    public string? Text(string path) =>
        values.TryGetValue(path, out var value) && value.Kind is JsonTokenType.String or JsonTokenType.Number && value.Text.Length is > 0 and <= LongestText
            ? value.Text
            : null;

    /// <summary>The text at the first of several paths that has one: senders spell the same field in several ways.</summary>
    public string? FirstText(params ReadOnlySpan<string> paths)
    {
        foreach (var path in paths)
        {
            if (Text(path) is { } text)
            {
                return text;
            }
        }

        return null;
    }

    public bool IsNumber(string path) => values.TryGetValue(path, out var value) && value.Kind == JsonTokenType.Number;

    public bool IsObject(string path) => values.TryGetValue(path, out var value) && value.Kind == JsonTokenType.StartObject;

    // The problem, or null. By index: an enumerator for each key would be memory that grows with the body.
    private static string? ReadObject(
        ref Utf8JsonReader reader, string prefix, IReadOnlyList<string> paths, Dictionary<string, (JsonTokenType Kind, string Text)> values)
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
            if (!values.TryAdd(path, (kind, Scalar(ref reader))))
            {
                return $"The key {path} occurs in the body more than once.";
            }

            if (!isParent || kind != JsonTokenType.StartObject)
            {
                reader.Skip();
            }
            else if (ReadObject(ref reader, path + ".", paths, values) is { } problem)
            {
                return problem;
            }
        }

        return null;
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
}
