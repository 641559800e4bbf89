using System.Globalization;
using System.Text.RegularExpressions;

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
public static partial class SignedTime
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
        text.Length is > 0 and <= 15 && !text.AsSpan().ContainsAnyExceptInRange('0', '9') ? long.Parse(text, CultureInfo.InvariantCulture) : null;

    // .NET reads seven fractional digits; some senders write nanoseconds. It also reads a good many texts that are no RFC 3339, and
    // takes a time without a zone, which a fraction cut off from the signed text would leave behind.
    private static DateTimeOffset? FromIso8601(string text) =>
        Rfc3339().Match(text) is { Success: true, Groups: var parts }
        && DateTimeOffset.TryParse(
            $"{parts["date"]}T{parts["time"]}.{parts["fraction"].Value.PadRight(1, '0')}{parts["zone"]}",
            CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : null;

    [GeneratedRegex(@"\A(?<date>[0-9]{4}-[0-9]{2}-[0-9]{2})[Tt ](?<time>[0-9]{2}:[0-9]{2}:[0-9]{2})(\.(?<fraction>[0-9]{1,7})[0-9]*)?(?<zone>[Zz]|[+-][0-9]{2}:[0-9]{2})\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Rfc3339();
}
