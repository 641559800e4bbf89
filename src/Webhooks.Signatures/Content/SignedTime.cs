using System.Globalization;

namespace Webhooks.Signatures.Content;

/// <summary>How a sender writes a time.</summary>
public enum TimeFormat
{
    /// <summary>Seconds since 1970, digits only.</summary>
    Unix,

    /// <summary>Milliseconds since 1970, digits only.</summary>
    UnixMilliseconds,

    /// <summary>RFC 3339, with any number of fractional digits.</summary>
    Iso8601,
}

/// <summary>Writes times as senders do and reads them strictly: one spelling, no white space, no sign.</summary>
public static class SignedTime
{
    // 9999-12-31T23:59:59Z: what DateTimeOffset can hold.
    private const long LastSecond = 253_402_300_799;

    // RFC 3339, a zero for each digit.
    private const string DateAndTime = "0000-00-00T00:00:00";
    private const string Offset = "+00:00";
    private const int MaximumDigits = 7;

    /// <summary>The time, or null when the text is not of the format.</summary>
    public static DateTimeOffset? Read(string text, TimeFormat format) => format switch
    {
        TimeFormat.Unix => Digits(text) is { } seconds and <= LastSecond ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null,
        TimeFormat.UnixMilliseconds => Digits(text) is { } ms and <= LastSecond * 1000 ? DateTimeOffset.FromUnixTimeMilliseconds(ms) : null,
        TimeFormat.Iso8601 => FromIso8601(text),
        _ => null,
    };

    public static string Write(DateTimeOffset time, TimeFormat format) => format switch
    {
        TimeFormat.Unix => time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
        TimeFormat.UnixMilliseconds => time.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
        TimeFormat.Iso8601 => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        _ => throw new ArgumentOutOfRangeException(nameof(format)),
    };

    private static long? Digits(string text) =>
        text.Length is > 0 and <= 15 && !text.AsSpan().ContainsAnyExceptInRange('0', '9') ? long.Parse(text, CultureInfo.InvariantCulture) : null;

    // .NET reads seven fractional digits; some senders write nanoseconds. .NET also accepts many texts that are not RFC 3339, among them
    // times without a zone.
    private static DateTimeOffset? FromIso8601(ReadOnlySpan<char> text)
    {
        var whole = text[..Math.Min(text.Length, DateAndTime.Length)];
        var fraction = ReadOnlySpan<char>.Empty;
        var zone = text[whole.Length..];
        if (zone.StartsWith('.'))
        {
            var digits = Math.Max(0, zone[1..].IndexOfAnyExceptInRange('0', '9'));
            if (digits == 0)
            {
                return null;
            }

            fraction = zone.Slice(1, Math.Min(digits, MaximumDigits));
            zone = zone[(1 + digits)..];
        }

        Span<char> plain = stackalloc char[DateAndTime.Length + 1 + MaximumDigits + Offset.Length];
        return HasForm(whole, DateAndTime) && (zone is "Z" or "z" || HasForm(zone, Offset))
            && plain.TryWrite($"{whole[..10]}T{whole[11..]}.{(fraction.IsEmpty ? "0" : fraction)}{zone}", out var length)
            && DateTimeOffset.TryParse(plain[..length], CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : null;
    }

    private static bool HasForm(ReadOnlySpan<char> text, string form)
    {
        if (text.Length != form.Length)
        {
            return false;
        }

        for (var i = 0; i < form.Length; i++)
        {
            var matches = form[i] switch
            {
                '0' => char.IsAsciiDigit(text[i]),
                'T' => text[i] is 'T' or 't' or ' ',
                '+' => text[i] is '+' or '-',
                _ => text[i] == form[i],
            };
            if (!matches)
            {
                return false;
            }
        }

        return true;
    }
}
