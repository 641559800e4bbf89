using System.Buffers;

namespace Webhooks.Signatures.Diagnosing;

/// <summary>
/// White space between JSON tokens, as one kind of writer puts it; the tokens stay byte for byte what they are. Works on text
/// that is known to be JSON.
/// </summary>
internal sealed record JsonLayout(string Name, byte[] Comma, byte[] Colon, byte[]? Indent = null)
{
    public static readonly JsonLayout Compact = new("compact, without white space", ","u8.ToArray(), ":"u8.ToArray());

    public static readonly IReadOnlyList<JsonLayout> All =
    [
        Compact,
        new("with a space after each comma and colon", ", "u8.ToArray(), ": "u8.ToArray()),
        new("indented by two spaces", ","u8.ToArray(), ": "u8.ToArray(), "  "u8.ToArray()),
        new("indented by four spaces", ","u8.ToArray(), ": "u8.ToArray(), "    "u8.ToArray()),
        new("indented by tabs", ","u8.ToArray(), ": "u8.ToArray(), "\t"u8.ToArray()),
    ];

    private static readonly SearchValues<byte> Ends = SearchValues.Create(" \t\r\n\",:{}[]"u8);

    public byte[] Apply(ReadOnlySpan<byte> json)
    {
        var output = new ArrayBufferWriter<byte>(json.Length + (json.Length / 4) + 64);
        var depth = 0;
        for (var at = 0; at < json.Length;)
        {
            var length = 1;
            switch (json[at])
            {
                case (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n':
                    break;
                case (byte)',':
                    output.Write(Comma);
                    NewLine(output, depth);
                    break;
                case (byte)':':
                    output.Write(Colon);
                    break;
                case (byte)'{' or (byte)'[':
                    output.Write(json.Slice(at, 1));
                    depth++;
                    if (!IsClosedNext(json, at))
                    {
                        NewLine(output, depth);
                    }

                    break;
                case (byte)'}' or (byte)']':
                    depth--;
                    if (output.WrittenSpan[^1] is not ((byte)'{' or (byte)'['))
                    {
                        NewLine(output, depth);
                    }

                    output.Write(json.Slice(at, 1));
                    break;
                case (byte)'"':
                    length = StringEnd(json, at) - at;
                    output.Write(json.Slice(at, length));
                    break;
                default:
                    // A number or a word: up to whatever ends it.
                    length = json[at..].IndexOfAny(Ends) is var end and > 0 ? end : json.Length - at;
                    output.Write(json.Slice(at, length));
                    break;
            }

            at += length;
        }

        return output.WrittenSpan.ToArray();
    }

    /// <summary>Where the string token that begins at a quote ends, its closing quote included.</summary>
    public static int StringEnd(ReadOnlySpan<byte> json, int start)
    {
        var at = start + 1;
        while (json[Math.Min(at, json.Length)..].IndexOfAny((byte)'"', (byte)'\\') is var next and >= 0)
        {
            at += next + 1;
            if (json[at - 1] == '"')
            {
                return at;
            }

            at++;
        }

        return json.Length;
    }

    private static bool IsClosedNext(ReadOnlySpan<byte> json, int at) =>
        json[(at + 1)..].IndexOfAnyExcept(" \t\r\n"u8) is var next and >= 0 && json[at + 1 + next] is (byte)'}' or (byte)']';

    private void NewLine(ArrayBufferWriter<byte> output, int depth)
    {
        if (Indent is null)
        {
            return;
        }

        output.Write("\n"u8);
        for (var level = 0; level < depth; level++)
        {
            output.Write(Indent);
        }
    }
}
