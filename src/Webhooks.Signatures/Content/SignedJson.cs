using System.Text;
using System.Text.Json;
using Webhooks.Signatures.Deliveries;

namespace Webhooks.Signatures.Content;

/// <summary>
/// A few values of a signed JSON body, read in one pass without building a document. The body must be one whole JSON object;
/// a key that is asked for may stand there once only, since two readers of a doubled key may see two different values.
/// </summary>
public sealed class SignedJson
{
    private const int LongestText = DeliveryHeaders.LongestId;

    // A character takes six bytes at most, as \uXXXX. Whatever is longer is too long, and is not copied to find that out.
    private const int MostBytes = 6 * LongestText;

    // Far deeper than any sender nests, far from what costs memory.
    private const int DeepestNesting = 256;

    private readonly Dictionary<string, (JsonTokenType Kind, string Text)> values;

    private SignedJson(Dictionary<string, (JsonTokenType Kind, string Text)> values) => this.values = values;

    /// <summary>Reads the values at the given dotted paths; null with a sentence when the body is not a JSON object or doubles such a key.</summary>
    public static SignedJson? Read(ReadOnlySpan<byte> body, IReadOnlyList<string> paths, out string problem)
    {
        if (body.StartsWith(Encoding.UTF8.Preamble))
        {
            body = body[Encoding.UTF8.Preamble.Length..];
        }

        var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = DeepestNesting });
        var values = new Dictionary<string, (JsonTokenType, string)>(paths.Count);
        try
        {
            problem = "The body is not a JSON object.";
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return null;
            }

            problem = ReadObject(ref reader, "", paths, values);
            if (problem.Length > 0)
            {
                return null;
            }

            // One more read finds whatever follows the object.
            reader.Read();
            return new SignedJson(values);
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: text that is not UTF-8, or half a surrogate pair.
            problem = "The body is not well-formed JSON.";
            return null;
        }
    }

    /// <summary>Whether the key stands in the body with any value but null.</summary>
    public bool Has(string path) => values.TryGetValue(path, out var value) && value.Kind != JsonTokenType.Null;

    /// <summary>The text of a string, or the digits of a number; null for anything else, and for an empty string.</summary>
    public string? Text(string path) =>
        values.TryGetValue(path, out var value) && value.Kind is JsonTokenType.String or JsonTokenType.Number && value.Text.Length is > 0 and <= LongestText
            ? value.Text
            : null;

    /// <summary>The first of several paths that has a text: senders spell the same thing in several ways.</summary>
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

    /// <summary>Whether the value is a JSON number.</summary>
    public bool IsNumber(string path) => values.TryGetValue(path, out var value) && value.Kind == JsonTokenType.Number;

    /// <summary>Whether the value is a JSON object.</summary>
    public bool IsObject(string path) => values.TryGetValue(path, out var value) && value.Kind == JsonTokenType.StartObject;

    private static string ReadObject(
        ref Utf8JsonReader reader, string prefix, IReadOnlyList<string> paths, Dictionary<string, (JsonTokenType Kind, string Text)> values)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var path = Wanted(ref reader, prefix, paths, out var leads);
            reader.Read();
            if (path is null && leads is null)
            {
                reader.Skip();
                continue;
            }

            var kind = reader.TokenType;
            if (!values.TryAdd((path ?? leads)!, (kind, Scalar(ref reader))))
            {
                return $"The key {path ?? leads} stands in the body more than once.";
            }

            if (leads is not null && kind == JsonTokenType.StartObject)
            {
                var problem = ReadObject(ref reader, leads + ".", paths, values);
                if (problem.Length > 0)
                {
                    return problem;
                }
            }
            else
            {
                reader.Skip();
            }
        }

        return "";
    }

    /// <summary>The wanted path that this property is, and the beginning of longer wanted paths that it is.</summary>
    private static string? Wanted(ref Utf8JsonReader reader, string prefix, IReadOnlyList<string> paths, out string? leads)
    {
        string? path = null;
        leads = null;
        // By index: an enumerator for each key would be memory that grows with the body.
        for (var at = 0; at < paths.Count; at++)
        {
            var wanted = paths[at];
            if (!wanted.StartsWith(prefix, StringComparison.Ordinal))
            {
                continue;
            }

            var rest = wanted.AsSpan(prefix.Length);
            var dot = rest.IndexOf('.');
            if (dot < 0 && Is(ref reader, rest))
            {
                path = wanted;
            }
            else if (dot > 0 && leads is null && Is(ref reader, rest[..dot]))
            {
                leads = wanted[..(prefix.Length + dot)];
            }
        }

        return path;
    }

    // Most keys are plain, and plainly other ones.
    private static bool Is(ref Utf8JsonReader reader, ReadOnlySpan<char> name) =>
        reader.ValueIsEscaped || !Ascii.IsValid(name) ? reader.ValueTextEquals(name) : Ascii.Equals(reader.ValueSpan, name);

    private static string Scalar(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String or JsonTokenType.Number when reader.ValueSpan.Length > MostBytes => "",
        JsonTokenType.String => reader.GetString()!,
        JsonTokenType.Number => Encoding.ASCII.GetString(reader.ValueSpan),
        _ => "",
    };
}
