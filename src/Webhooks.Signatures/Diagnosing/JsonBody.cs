using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Webhooks.Signatures.Diagnosing;

/// <summary>The ways in which libraries write one and the same JSON.</summary>
internal static class JsonBody
{
    private const int DeepestNesting = 256;

    public static ReadOnlySpan<byte> Bare(ReadOnlySpan<byte> body) =>
        (body.StartsWith(Encoding.UTF8.Preamble) ? body[Encoding.UTF8.Preamble.Length..] : body).Trim(" \t\r\n"u8);

    public static bool IsJson(ReadOnlySpan<byte> body)
    {
        if (!Utf8.IsValid(body))
        {
            return false;
        }

        try
        {
            var reader = new Utf8JsonReader(Bare(body), new JsonReaderOptions { MaxDepth = DeepestNesting });
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Rewritings beyond the plain layouts, those that change least first.</summary>
    public static IEnumerable<BodyGuess> Rewritings(ReadOnlyMemory<byte> body)
    {
        var bare = Bare(body.Span).ToArray();
        foreach (var layout in JsonLayout.All)
        {
            var written = layout.Apply(bare);
            yield return BodyGuesses.Rewritten(written, layout.Name + ", with a line break at its end", "\n"u8);
            if (layout.Indent is not null)
            {
                var crlf = Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(written).Replace("\n", "\r\n", StringComparison.Ordinal));
                yield return BodyGuesses.Rewritten(crlf, layout.Name + ", with CRLF line ends");
            }
        }

        foreach (var strings in JsonStrings.All)
        {
            if (strings.Apply(bare) is { } recoded && !recoded.AsSpan().SequenceEqual(bare))
            {
                yield return BodyGuesses.Rewritten(bare.Length == body.Length ? recoded : strings.Apply(body.Span)!, strings.Name);
                foreach (var layout in JsonLayout.All.Take(3))
                {
                    yield return BodyGuesses.Rewritten(layout.Apply(recoded), $"{layout.Name}, {strings.Name}");
                }
            }
        }

        if (Sorted(bare) is { } sorted)
        {
            foreach (var layout in JsonLayout.All)
            {
                yield return BodyGuesses.Rewritten(layout.Apply(sorted), $"{layout.Name}, its keys in alphabetical order");
            }

            if (JsonStrings.All[1].Apply(sorted) is { } ascii)
            {
                yield return BodyGuesses.Rewritten(JsonLayout.All[1].Apply(ascii), $"{JsonLayout.All[1].Name}, its keys in alphabetical order, {JsonStrings.All[1].Name}");
            }
        }
    }

    /// <summary>Whether a body's keys stand in alphabetical order already: then the order they were signed in is lost.</summary>
    public static bool IsSorted(ReadOnlySpan<byte> body) =>
        IsJson(body) && Bare(body) is [(byte)'{', ..] and var bare && Sorted(bare.ToArray()) is null;

    private static byte[]? Sorted(byte[] json)
    {
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = DeepestNesting });
        var output = new ArrayBufferWriter<byte>(json.Length);
        var changed = false;
        try
        {
            Write(document.RootElement, output, ref changed);
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair in a key: it has no place in an order.
            return json;
        }

        return changed ? output.WrittenSpan.ToArray() : null;
    }

    private static void Write(JsonElement element, ArrayBufferWriter<byte> output, ref bool changed)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            var given = element.EnumerateObject().ToArray();
            var properties = given.OrderBy(property => property.Name, StringComparer.Ordinal).ToArray();
            changed |= !given.Select(property => property.Name).SequenceEqual(properties.Select(property => property.Name));
            for (var index = 0; index < properties.Length; index++)
            {
                output.Write(index == 0 ? "{"u8 : ","u8);
                output.Write("\""u8);
                output.Write(JsonMarshal.GetRawUtf8PropertyName(properties[index]));
                output.Write("\":"u8);
                Write(properties[index].Value, output, ref changed);
            }

            output.Write(properties.Length == 0 ? "{}"u8 : "}"u8);
        }
        else if (element.ValueKind == JsonValueKind.Array)
        {
            var first = true;
            foreach (var item in element.EnumerateArray())
            {
                output.Write(first ? "["u8 : ","u8);
                first = false;
                Write(item, output, ref changed);
            }

            output.Write(first ? "[]"u8 : "]"u8);
        }
        else
        {
            output.Write(JsonMarshal.GetRawUtf8Value(element));
        }
    }
}
