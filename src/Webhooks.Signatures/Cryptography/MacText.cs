using System.Buffers;
using System.Buffers.Text;

namespace Webhooks.Signatures.Cryptography;

/// <summary>Writes a MAC as text and reads a text that claims to be one. Each MAC has exactly one accepted spelling.</summary>
internal static class MacText
{
    private const string LettersAndDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789ABCDEFabcdef");
    private static readonly SearchValues<char> Base64Digits = SearchValues.Create(LettersAndDigits + "+/");
    private static readonly SearchValues<char> Base64UrlDigits = SearchValues.Create(LettersAndDigits + "-_");
    private static readonly SearchValues<char> LastOfBase64 = SearchValues.Create("AEIMQUYcgkosw048");

    public static string Write(ReadOnlySpan<byte> mac, MacEncoding encoding) => encoding switch
    {
        MacEncoding.Hex => Convert.ToHexStringLower(mac),
        MacEncoding.Base64 => Convert.ToBase64String(mac),
        MacEncoding.Base64Url => Base64Url.EncodeToString(mac),
        _ => throw new ArgumentOutOfRangeException(nameof(encoding)),
    };

    /// <summary>The claimed MAC as <see cref="Write" /> spells it; null when it cannot be a MAC of this encoding.</summary>
    public static string? Normalize(string claimed, MacEncoding encoding) => encoding switch
    {
        MacEncoding.Hex when claimed.Length == 64 && !claimed.AsSpan().ContainsAnyExcept(HexDigits) => claimed.ToLowerInvariant(),
        MacEncoding.Base64 when claimed.Length == 44 && claimed[^1] == '=' && !claimed.AsSpan(0, 43).ContainsAnyExcept(Base64Digits) => claimed,
        MacEncoding.Base64Url when claimed.TrimEnd('=') is { Length: 43 } bare && !bare.AsSpan().ContainsAnyExcept(Base64UrlDigits) => bare,
        _ => null,
    };

    /// <summary>Decodes what <see cref="Normalize" /> returned; false when it is not the one spelling of its bytes.</summary>
    public static bool TryRead(string normalized, MacEncoding encoding, Span<byte> mac) => encoding switch
    {
        MacEncoding.Hex => Convert.FromHexString(normalized, mac, out _, out var written) == OperationStatus.Done && written == mac.Length,
        // Two bits of the last character are unused. If any of them is set, another text decodes to the same bytes.
        MacEncoding.Base64 => LastOfBase64.Contains(normalized[42]) && Convert.TryFromBase64String(normalized, mac, out var written) && written == mac.Length,
        _ => LastOfBase64.Contains(normalized[42]) && Base64Url.TryDecodeFromChars(normalized, mac, out var written) && written == mac.Length,
    };
}
