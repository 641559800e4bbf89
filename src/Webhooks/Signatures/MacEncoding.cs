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
    /// <summary>The MAC as the sender would write it.</summary>
    public static string Write(ReadOnlySpan<byte> mac, MacEncoding encoding) => encoding switch
    {
        MacEncoding.Hex => Convert.ToHexStringLower(mac),
        MacEncoding.Base64 => Convert.ToBase64String(mac),
        MacEncoding.Base64Url => Base64Url.EncodeToString(mac),
        _ => throw new ArgumentOutOfRangeException(nameof(encoding)),
    };

    /// <summary>Brings a claimed MAC to the one spelling of <see cref="Write" />; null when it cannot be a MAC of this encoding.</summary>
    public static string? Normalize(string claimed, MacEncoding encoding) => encoding switch
    {
        MacEncoding.Hex when claimed.Length == 64 && claimed.All(char.IsAsciiHexDigit) => claimed.ToLowerInvariant(),
        MacEncoding.Base64 when claimed.Length == 44 && claimed[^1] == '=' && claimed[..43].All(IsBase64) => claimed,
        MacEncoding.Base64Url when claimed.TrimEnd('=') is { Length: 43 } bare && bare.All(IsBase64Url) => bare,
        _ => null,
    };

    private static bool IsBase64(char c) => char.IsAsciiLetterOrDigit(c) || c is '+' or '/';

    private static bool IsBase64Url(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_';
}
