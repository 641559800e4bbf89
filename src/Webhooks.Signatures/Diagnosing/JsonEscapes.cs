using System.Buffers;
using System.Globalization;
using System.Text;

namespace Webhooks.Signatures.Diagnosing;

// Which characters one kind of JSON writer escapes in strings, and how.
internal sealed record JsonEscapes(string Name, Func<char, bool> Escaped, string Format = "x4", bool Slash = false)
{
    // Written the same by all of them.
    public static readonly SearchValues<byte> Plain =
        SearchValues.Create([.. Enumerable.Range(32, 95).Select(c => (byte)c).Except("\\/<>&'+`"u8.ToArray())]);

    public static readonly JsonEscapes Ascii = new(@"with non-ASCII characters as \u escapes", c => c > 126);

    public static readonly IReadOnlyList<JsonEscapes> All =
    [
        new("with no more escapes than JSON requires", _ => false),
        Ascii,
        new(@"with non-ASCII characters as \u escapes and / as \/", c => c > 126, Slash: true),
        new(@"with / written as \/", _ => false, Slash: true),
        new(@"with <, > and & as \u escapes", c => c is '<' or '>' or '&' or '\u2028' or '\u2029'),
        new(@"with non-ASCII and HTML characters as \u escapes", c => c is '<' or '>' or '&' or '\'' or '"' or '+' or '`' or > (char)126, "X4"),
    ];

    /// <summary>The text as a JSON string, quotes included.</summary>
    public byte[] Write(string text)
    {
        var written = new StringBuilder("\"");
        foreach (var c in text)
        {
            written.Append(Escaped(c) ? Escape(c) : c switch
            {
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
            });
        }

        return Encoding.UTF8.GetBytes(written.Append('"').ToString());
    }

    private string Escape(char c) => "\\u" + ((int)c).ToString(Format, CultureInfo.InvariantCulture);
}
