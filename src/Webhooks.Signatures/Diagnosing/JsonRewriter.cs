using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Webhooks.Signatures.Diagnosing;

// Writes the same JSON as other libraries would. Tokens that need no change stay byte for byte.
internal static class JsonRewriter
{
    private const int MaximumDepth = 256;

    /// <summary>The body without byte order mark and surrounding white space.</summary>
    public static ReadOnlyMemory<byte> Bare(ReadOnlyMemory<byte> body) =>
        (body.Span.StartsWith(Encoding.UTF8.Preamble) ? body[Encoding.UTF8.Preamble.Length..] : body).Trim(" \t\r\n"u8);

    public static bool IsJson(ReadOnlyMemory<byte> body) => Utf8.IsValid(body.Span) && Rewrite(Bare(body).Span) is not null;

    /// <summary>Whether an object's keys are already in alphabetical order: then the order that was signed is lost.</summary>
    public static bool IsSorted(ReadOnlyMemory<byte> body) => IsJson(body) && Bare(body) is var bare && bare.Span[0] == '{' && Sorted(bare) is null;

    /// <summary>Other white space, other escapes, or both; null when it is not JSON or a string is not text.</summary>
    public static byte[]? Rewrite(ReadOnlySpan<byte> json, JsonLayout? layout = null, JsonEscapes? escapes = null)
    {
        var output = new ArrayBufferWriter<byte>(json.Length + (json.Length / 4) + 64);
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaximumDepth });
        var (end, depth, previous) = (0, 0, JsonTokenType.None);
        try
        {
            while (reader.Read())
            {
                var isString = reader.TokenType is JsonTokenType.PropertyName or JsonTokenType.String;
                var start = (int)reader.TokenStartIndex;
                var token = json.Slice(start, reader.ValueSpan.Length + (isString ? 2 : 0));
                depth -= reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray ? 1 : 0;
                if (layout is null)
                {
                    output.Write(json[end..start]);
                }
                else
                {
                    Separate(output, layout, depth, previous, reader.TokenType);
                }

                output.Write(isString && escapes is not null && reader.ValueSpan.ContainsAnyExcept(JsonEscapes.Plain) ? escapes.Write(reader.GetString()!) : token);
                depth += reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray ? 1 : 0;
                (end, previous) = (start + token.Length, reader.TokenType);
            }
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: an unpaired surrogate.
            return null;
        }

        return output.WrittenSpan.ToArray();
    }

    /// <summary>The same JSON with its keys in alphabetical order; null when they are already.</summary>
    public static byte[]? Sorted(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = MaximumDepth });
        var output = new ArrayBufferWriter<byte>(json.Length);
        try
        {
            WriteSorted(document.RootElement, output);
        }
        catch (InvalidOperationException)
        {
            // An unpaired surrogate in a key: it has no place in an order.
            return json.ToArray();
        }

        return output.WrittenSpan.SequenceEqual(Rewrite(json.Span, JsonLayout.Compact)) ? null : output.WrittenSpan.ToArray();
    }

    private static void Separate(ArrayBufferWriter<byte> output, JsonLayout layout, int depth, JsonTokenType previous, JsonTokenType next)
    {
        var isFirst = previous is JsonTokenType.StartObject or JsonTokenType.StartArray;
        var isEnd = next is JsonTokenType.EndObject or JsonTokenType.EndArray;
        if (previous == JsonTokenType.PropertyName)
        {
            output.Write(layout.Colon);
            return;
        }

        if (previous == JsonTokenType.None || (isFirst && isEnd))
        {
            return;
        }

        output.Write(isFirst || isEnd ? [] : layout.Comma);
        if (layout.Indent is { } indent)
        {
            output.Write("\n"u8);
            for (var level = 0; level < depth; level++)
            {
                output.Write(indent);
            }
        }
    }

    private static void WriteSorted(JsonElement element, ArrayBufferWriter<byte> output)
    {
        if (element.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array))
        {
            output.Write(JsonMarshal.GetRawUtf8Value(element));
            return;
        }

        var isObject = element.ValueKind == JsonValueKind.Object;
        var parts = isObject
            ? element.EnumerateObject().OrderBy(property => property.Name, StringComparer.Ordinal).Select(property => (Property: (JsonProperty?)property, property.Value))
            : element.EnumerateArray().Select(item => (Property: (JsonProperty?)null, Value: item));
        output.Write(isObject ? "{"u8 : "["u8);
        foreach (var (index, (property, value)) in parts.Index())
        {
            output.Write(index == 0 ? [] : ","u8);
            if (property is { } named)
            {
                output.Write("\""u8);
                output.Write(JsonMarshal.GetRawUtf8PropertyName(named));
                output.Write("\":"u8);
            }

            WriteSorted(value, output);
        }

        output.Write(isObject ? "}"u8 : "]"u8);
    }
}
