using System.Buffers;
using System.Globalization;
using System.Text;

namespace Webhooks.Forwarding;

/// <summary>Any text as the value of a header, which is ASCII. What a header cannot carry is percent-encoded as UTF-8 (RFC 3986).</summary>
internal static class HeaderText
{
    private static readonly SearchValues<char> Printable = SearchValues.Create([.. Enumerable.Range(' ', '~' - ' ' + 1).Select(code => (char)code)]);

    private static readonly SearchValues<char> Plain = SearchValues.Create([.. Enumerable.Range('!', '~' - '!' + 1).Select(code => (char)code).Except(['"', '%'])]);

    /// <summary>
    /// By the rules of CloudEvents for HTTP: decoding restores the text, whatever it was.
    /// <see href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/http-protocol-binding.md#3132-http-header-values" />
    /// </summary>
    public static string Encode(string text) => Encode(text, Plain);

    /// <summary>Leaves alone what is syntax in a media type: spaces, quotes, and percent signs, so that it is not decoded by default.</summary>
    public static string EncodeMediaType(string text) => Encode(text.Trim(), Printable);

    private static string Encode(string text, SearchValues<char> kept)
    {
        if (!text.AsSpan().ContainsAnyExcept(kept))
        {
            return text;
        }

        var encoded = new StringBuilder();
        Span<byte> bytes = stackalloc byte[4];
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.IsAscii && kept.Contains((char)rune.Value))
            {
                encoded.Append((char)rune.Value);
                continue;
            }

            foreach (var one in bytes[..rune.EncodeToUtf8(bytes)])
            {
                encoded.Append(CultureInfo.InvariantCulture, $"%{one:X2}");
            }
        }

        return encoded.ToString();
    }
}
