using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Webhooks.Signatures.Diagnosing;

/// <summary>Which characters one kind of JSON writer escapes in strings, and how. Everything outside strings stays.</summary>
internal sealed record JsonStrings(string Name, Func<char, bool> Escapes, string Format = "x4", bool Slash = false)
{
    public static readonly IReadOnlyList<JsonStrings> All =
    [
        new("with no more escapes than JSON asks for", _ => false),
        new(@"with non-ASCII characters as \u escapes", c => c > 126),
        new(@"with non-ASCII characters as \u escapes and / as \/", c => c > 126, Slash: true),
        new(@"with / written as \/", _ => false, Slash: true),
        new(@"with <, > and & as \u escapes", c => c is '<' or '>' or '&' or '\u2028' or '\u2029'),
        new(@"with non-ASCII and HTML characters as \u escapes", c => c is '<' or '>' or '&' or '\'' or '"' or '+' or '`' or > (char)126, "X4"),
    ];

    public byte[]? Apply(ReadOnlySpan<byte> json)
    {
        var output = new ArrayBufferWriter<byte>(json.Length + 64);
        for (var at = 0; at < json.Length;)
        {
            var quote = json[at..].IndexOf((byte)'"');
            if (quote < 0)
            {
                output.Write(json[at..]);
                break;
            }

            output.Write(json.Slice(at, quote));
            var end = JsonLayout.StringEnd(json, at + quote);
            var token = json[(at + quote)..end];
            if (IsPlain(token))
            {
                output.Write(token);
            }
            else if (Rewrite(token) is { } rewritten)
            {
                output.Write(rewritten);
            }
            else
            {
                return null;
            }

            at = end;
        }

        return output.WrittenSpan.ToArray();
    }

    private static readonly SearchValues<byte> PlainBytes =
        SearchValues.Create([.. Enumerable.Range(32, 95).Select(c => (byte)c).Except("\\/<>&'+`"u8.ToArray())]);

    private static bool IsPlain(char c) => char.IsAsciiLetterOrDigit(c) || c == ' ';

    private static bool IsPlain(ReadOnlySpan<byte> token) => !token.ContainsAnyExcept(PlainBytes);

    private byte[]? Rewrite(ReadOnlySpan<byte> token)
    {
        try
        {
            var reader = new Utf8JsonReader(token);
            reader.Read();
            var text = new StringBuilder("\"");
            foreach (var c in reader.GetString()!)
            {
                _ = IsPlain(c) ? text.Append(c) : text.Append(Written(c));
            }

            return Encoding.UTF8.GetBytes(text.Append('"').ToString());
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private string Written(char c) => c switch
    {
        _ when Escapes(c) => Escape(c),
        '"' => "\\\"",
        '\\' => @"\\",
        '/' when Slash => @"\/",
        '\b' => @"\b",
        '\f' => @"\f",
        '\n' => @"\n",
        '\r' => @"\r",
        '\t' => @"\t",
        < ' ' => Escape(c),
        _ => c.ToString(),
    };

    private string Escape(char c) => "\\u" + ((int)c).ToString(Format, CultureInfo.InvariantCulture);
}
