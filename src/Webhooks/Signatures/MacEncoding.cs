using System.Buffers;
using System.Buffers.Text;

namespace Webhooks.Signatures;

/// <summary>How a sender writes the 32 bytes of an HMAC-SHA256 as text.</summary>
public enum MacEncoding
{
    /// <summary>64 hexadecimal digits; senders write lower case, either is accepted.</summary>
    Hex,

    /// <summary>44 characters of padded standard Base64.</summary>
    Base64,

    /// <summary>43 characters of Base64 for URLs; padding is accepted.</summary>
    Base64Url,
}

/// <summary>Writing a MAC, and seeing whether a text could be one. The sender's text is compared, never decoded.</summary>
public static class MacText
{
    private const string LettersAndDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789ABCDEFabcdef");
    private static readonly SearchValues<char> Base64Digits = SearchValues.Create(LettersAndDigits + "+/");
    private static readonly SearchValues<char> Base64UrlDigits = SearchValues.Create(LettersAndDigits + "-_");

    /// <summary>The MAC as the sender would write it.</summary>
    public static string Write(ReadOnlySpan<byte> mac, MacEncoding encoding)
    {
        Span<char> text = stackalloc char[2 * mac.Length];
        return new(text[..Write(mac, encoding, text)]);
    }

    /// <summary>The MAC as the sender would write it, into <paramref name="text" />; gives how many characters that is.</summary>
    internal static int Write(ReadOnlySpan<byte> mac, MacEncoding encoding, Span<char> text)
    {
        var written = 0;
        var fits = encoding switch
        {
            MacEncoding.Hex => Convert.TryToHexStringLower(mac, text, out written),
            MacEncoding.Base64 => Convert.TryToBase64Chars(mac, text, out written),
            MacEncoding.Base64Url => Base64Url.TryEncodeToChars(mac, text, out written),
            _ => throw new ArgumentOutOfRangeException(nameof(encoding)),
        };
        return fits ? written : throw new ArgumentException("There is too little room.", nameof(text));
    }

    /// <summary>Brings a claimed MAC to the one spelling of <see cref="Write" />; null when it cannot be a MAC of this encoding.</summary>
    public static string? Normalize(string claimed, MacEncoding encoding) => encoding switch
    {
        MacEncoding.Hex when claimed.Length == 64 && !claimed.AsSpan().ContainsAnyExcept(HexDigits) => claimed.ToLowerInvariant(),
        MacEncoding.Base64 when claimed.Length == 44 && claimed[^1] == '=' && !claimed.AsSpan(0, 43).ContainsAnyExcept(Base64Digits) => claimed,
        MacEncoding.Base64Url when claimed.TrimEnd('=') is { Length: 43 } bare && !bare.AsSpan().ContainsAnyExcept(Base64UrlDigits) => bare,
        _ => null,
    };
}
