using System.Globalization;

namespace Webhooks.Signatures;

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

/// <summary>Writes times as senders do, and reads them as strictly as they are signed: one spelling, no white space, no sign.</summary>
public static class SignedTime
{
    // 9999-12-31T23:59:59Z: what DateTimeOffset can hold.
    private const long LastSecond = 253_402_300_799;

    /// <summary>The time, or null when the text is not of the format.</summary>
    public static DateTimeOffset? Read(string text, TimeFormat format) => format switch
    {
        TimeFormat.Unix => Digits(text) is { } seconds and <= LastSecond ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null,
        TimeFormat.UnixMilliseconds => Digits(text) is { } ms and <= LastSecond * 1000 ? DateTimeOffset.FromUnixTimeMilliseconds(ms) : null,
        TimeFormat.Iso8601 => FromIso8601(text),
        _ => null,
    };

    /// <summary>The time as a sender of this format writes it.</summary>
    public static string Write(DateTimeOffset time, TimeFormat format) => format switch
    {
        TimeFormat.Unix => time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
        TimeFormat.UnixMilliseconds => time.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
        TimeFormat.Iso8601 => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        _ => throw new ArgumentOutOfRangeException(nameof(format)),
    };

    private static long? Digits(string text) =>
        text.Length is > 0 and <= 15 && text.All(char.IsAsciiDigit) ? long.Parse(text, CultureInfo.InvariantCulture) : null;

    private static DateTimeOffset? FromIso8601(string text)
    {
        // Some senders write nanoseconds; .NET reads seven fractional digits and refuses more.
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        if (dot >= 0)
        {
            var end = dot + 1;
            while (end < text.Length && char.IsAsciiDigit(text[end]))
            {
                end++;
            }

            text = text[..Math.Min(end, dot + 8)] + text[end..];
        }

        return text.Length is >= 19 and <= 40
            && text[10] is 'T' or 't' or ' '
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
                ? time
                : null;
    }
}
