using System.Buffers;
using System.Buffers.Text;

namespace Webhooks.Signatures.Cryptography;

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

/// <summary>Writing a MAC, and reading a text that claims to be one. Each MAC has one spelling only.</summary>
public static class MacText
{
    private const string LettersAndDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789ABCDEFabcdef");
    private static readonly SearchValues<char> Base64Digits = SearchValues.Create(LettersAndDigits + "+/");
    private static readonly SearchValues<char> Base64UrlDigits = SearchValues.Create(LettersAndDigits + "-_");
    private static readonly SearchValues<char> LastOfBase64 = SearchValues.Create("AEIMQUYcgkosw048");

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
        MacEncoding.Hex when claimed.Length == 64 && !claimed.AsSpan().ContainsAnyExcept(HexDigits) => claimed.ToLowerInvariant(),
        MacEncoding.Base64 when claimed.Length == 44 && claimed[^1] == '=' && !claimed.AsSpan(0, 43).ContainsAnyExcept(Base64Digits) => claimed,
        MacEncoding.Base64Url when claimed.TrimEnd('=') is { Length: 43 } bare && !bare.AsSpan().ContainsAnyExcept(Base64UrlDigits) => bare,
        _ => null,
    };

    /// <summary>The 32 bytes of a text that <see cref="Normalize" /> gave; false when they would be written otherwise.</summary>
    public static bool TryRead(string normalized, MacEncoding encoding, Span<byte> mac) => encoding switch
    {
        MacEncoding.Hex => Convert.FromHexString(normalized, mac, out _, out var written) == OperationStatus.Done && written == mac.Length,
        // Two bits of the last character are left over; with any of them set the text is another one for the same bytes.
        MacEncoding.Base64 => LastOfBase64.Contains(normalized[42]) && Convert.TryFromBase64String(normalized, mac, out var written) && written == mac.Length,
        _ => LastOfBase64.Contains(normalized[42]) && Base64Url.TryDecodeFromChars(normalized, mac, out var written) && written == mac.Length,
    };
}
