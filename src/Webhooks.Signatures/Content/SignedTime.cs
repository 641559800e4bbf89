using System.Globalization;
using System.Text.RegularExpressions;

namespace Webhooks.Signatures.Content;

/// <summary>How a sender writes a time.</summary>
public enum TimeFormat
{
    /// <summary>Seconds since 1970, digits only.</summary>
    Unix,

    /// <summary>Milliseconds since 1970, digits only.</summary>
    UnixMilliseconds,

    /// <summary>RFC 3339, with any number of fractional digits. Signed times may lack the zone; they are UTC then.</summary>
    Iso8601,

    /// <summary>Seconds or milliseconds since 1970, digits only, told apart by their size.</summary>
    UnixAny,
}

/// <summary>Writes times as senders do and reads them strictly: one spelling, no white space, no sign.</summary>
public static partial class SignedTime
{
    // 9999-12-31T23:59:59Z, the last that DateTimeOffset can hold.
    private const long LastSecond = 253_402_300_799;

    // From 2001 to 2286.
    private const int UsualDigits = 10;

    // In seconds this is the year 5138, in milliseconds 1973: no sender is so late or so early.
    private const long FirstMilliseconds = 100_000_000_000;

    private const int SecondsEnd = 19;
    private const int FractionEnd = SecondsEnd + 8;

    /// <summary>The time; null when the text is not in the format.</summary>
    public static DateTimeOffset? Read(string text, TimeFormat format) => format switch
    {
        TimeFormat.Unix => Digits(text) is { } seconds and <= LastSecond ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null,
        TimeFormat.UnixMilliseconds => Digits(text) is { } ms and <= LastSecond * 1000 ? DateTimeOffset.FromUnixTimeMilliseconds(ms) : null,
        TimeFormat.UnixAny when Digits(text) is { } number => Read(text, number < FirstMilliseconds ? TimeFormat.Unix : TimeFormat.UnixMilliseconds),
        TimeFormat.Iso8601 => FromIso8601(text),
        _ => null,
    };

    /// <summary>
    /// The same for a signed time, whose zone may be left out where senders mean UTC. Measured, only times whose end cannot be moved: Unix
    /// times of the usual length, RFC 3339 with a zone.
    /// </summary>
    internal static DateTimeOffset? Read(string text, TimeFormat format, bool isMeasured) => format switch
    {
        TimeFormat.Iso8601 => Read(text, format) ?? (isMeasured ? null : Read(text + "Z", format)),
        TimeFormat.UnixAny when isMeasured => null,
        _ when isMeasured && text.Length != UsualDigits + (format == TimeFormat.UnixMilliseconds ? 3 : 0) => null,
        _ => Read(text, format),
    };

    public static string Write(DateTimeOffset time, TimeFormat format) => format switch
    {
        TimeFormat.Unix => time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
        TimeFormat.UnixAny => Write(time, TimeFormat.Unix),
        TimeFormat.UnixMilliseconds => time.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
        TimeFormat.Iso8601 => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        _ => throw new ArgumentOutOfRangeException(nameof(format)),
    };

    private static long? Digits(string text) =>
        text.Length is > 0 and <= 15 && !text.AsSpan().ContainsAnyExceptInRange('0', '9') ? long.Parse(text, CultureInfo.InvariantCulture) : null;

    // .NET also accepts many texts that are not RFC 3339. It reads seven fractional digits; some senders write nanoseconds.
    private static DateTimeOffset? FromIso8601(ReadOnlySpan<char> text)
    {
        if (!Rfc3339().IsMatch(text))
        {
            return null;
        }

        var zone = text.LastIndexOfAny("Zz+-");
        Span<char> plain = stackalloc char[FractionEnd + "+00:00".Length];
        return plain.TryWrite($"{text[..10]}T{text[11..Math.Min(zone, FractionEnd)]}{text[zone..]}", out var length)
            && DateTimeOffset.TryParse(plain[..length], CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : null;
    }

    [GeneratedRegex(@"\A[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2})\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Rfc3339();
}
