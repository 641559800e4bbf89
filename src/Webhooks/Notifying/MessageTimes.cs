using System.Globalization;
using System.Text.RegularExpressions;

namespace Webhooks.Notifying;

/// <summary>Times in messages. Texts hold them in one form, in UTC; a channel that knows its reader's zone replaces them.</summary>
public static partial class MessageTimes
{
    private const string Minutes = "yyyy-MM-dd HH:mm 'UTC'";
    private const string Seconds = "yyyy-MM-dd HH:mm:ss 'UTC'";

    public static string Of(DateTimeOffset at) => at.UtcDateTime.ToString(Seconds, CultureInfo.InvariantCulture);

    /// <summary>The text with the times of a zone, each with its offset.</summary>
    internal static string In(string text, TimeZoneInfo zone) => zone.BaseUtcOffset == TimeSpan.Zero && !zone.SupportsDaylightSavingTime
        ? text
        : string.Concat(Split(text).Select(part => part.At is { } at
            ? TimeZoneInfo.ConvertTime(at, zone).ToString(HasSeconds(part.Text) ? "yyyy-MM-dd HH:mm:ss zzz" : "yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture)
            : part.Text));

    internal static bool HasSeconds(string time) => time.Length == "2026-01-31 12:00:00 UTC".Length;

    /// <summary>The text in parts: times, and what is between them.</summary>
    internal static IEnumerable<(string Text, DateTimeOffset? At)> Split(string text)
    {
        var end = 0;
        foreach (Match match in Time().Matches(text))
        {
            var time = match.Value;
            if (DateTimeOffset.TryParseExact(time, [Seconds, Minutes], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at))
            {
                yield return (text[end..match.Index], null);
                yield return (time, at);
                end = match.Index + match.Length;
            }
        }

        yield return (text[end..], null);
    }

    [GeneratedRegex(@"\b[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}(:[0-9]{2})? UTC\b", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Time();
}
