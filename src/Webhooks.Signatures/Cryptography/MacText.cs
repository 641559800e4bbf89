using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;

namespace Webhooks.Signatures.Cryptography;

/// <summary>Writes a MAC or a signature as text and reads a text that claims to be one. Each has exactly one accepted spelling.</summary>
internal static class MacText
{
    private const string LettersAndDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789ABCDEFabcdef");
    private static readonly SearchValues<char> Base64Digits = SearchValues.Create(LettersAndDigits + "+/");
    private static readonly SearchValues<char> Base64UrlDigits = SearchValues.Create(LettersAndDigits + "-_");

    // Two or four bits of the last digit of Base64 may be unused. If any of them is set, another text decodes to the same bytes.
    private static readonly SearchValues<char> TwoUnused = SearchValues.Create("AEIMQUYcgkosw048");
    private static readonly SearchValues<char> FourUnused = SearchValues.Create("AQgw");

    public static string Write(ReadOnlySpan<byte> mac, MacEncoding encoding) => encoding switch
    {
        MacEncoding.Hex => Convert.ToHexStringLower(mac),
        MacEncoding.Base64 => Convert.ToBase64String(mac),
        MacEncoding.Base64Url => Base64Url.EncodeToString(mac),
        _ => throw new ArgumentOutOfRangeException(nameof(encoding)),
    };

    /// <summary>The claimed MAC as <see cref="Write" /> spells it; null when it cannot be a MAC of this encoding and size.</summary>
    public static string? Normalize(string claimed, MacEncoding encoding, int size = HMACSHA256.HashSizeInBytes)
    {
        var digits = Digits(size);
        return encoding switch
        {
            MacEncoding.Hex when claimed.Length == 2 * size && !claimed.AsSpan().ContainsAnyExcept(HexDigits) => claimed.ToLowerInvariant(),
            MacEncoding.Base64 when claimed.Length == (digits + 3) / 4 * 4 && claimed.AsSpan(digits).TrimEnd('=').IsEmpty && !claimed.AsSpan(0, digits).ContainsAnyExcept(Base64Digits) => claimed,
            MacEncoding.Base64Url when claimed.TrimEnd('=') is var bare && bare.Length == digits && !bare.AsSpan().ContainsAnyExcept(Base64UrlDigits) => bare,
            _ => null,
        };
    }

    /// <summary>Decodes what <see cref="Normalize" /> returned; false when it is not the one spelling of its bytes.</summary>
    public static bool TryRead(string normalized, MacEncoding encoding, Span<byte> mac) => encoding switch
    {
        MacEncoding.Hex => Convert.FromHexString(normalized, mac, out _, out var written) == OperationStatus.Done && written == mac.Length,
        MacEncoding.Base64 => EndsCleanly(normalized, mac.Length) && Convert.TryFromBase64String(normalized, mac, out var written) && written == mac.Length,
        _ => EndsCleanly(normalized, mac.Length) && Base64Url.TryDecodeFromChars(normalized, mac, out var written) && written == mac.Length,
    };

    /// <summary>The bytes of a signature, whose size may vary; null when the text is not of this encoding.</summary>
    public static byte[]? Decode(ReadOnlySpan<char> claimed, MacEncoding encoding, int longest)
    {
        var bare = encoding == MacEncoding.Hex ? claimed : claimed.TrimEnd('=');
        var size = encoding == MacEncoding.Hex ? claimed.Length / 2 : bare.Length * 3 / 4;
        if (size == 0 || size > longest || Normalize(claimed.ToString(), encoding, size) is not { } text)
        {
            return null;
        }

        var bytes = new byte[size];
        return TryRead(text, encoding, bytes) ? bytes : null;
    }

    private static int Digits(int size) => ((size * 8) + 5) / 6;

    private static bool EndsCleanly(string text, int size) => (size % 3) switch
    {
        0 => true,
        1 => FourUnused.Contains(text[Digits(size) - 1]),
        _ => TwoUnused.Contains(text[Digits(size) - 1]),
    };
}
