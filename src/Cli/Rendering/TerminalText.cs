using System.Globalization;

namespace Cli.Rendering;

// Values as text for a terminal. Text of senders is sanitized: it could otherwise move the cursor or forge lines.
internal static class TerminalText
{
    private const int LongestError = 160;

    public static string Time(DateTimeOffset? time) =>
        time?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "-";

    public static string Id(string text) => Sanitize(text, Printable.LongestId);

    public static string Error(string text) => Sanitize(text, LongestError);

    // Without control characters, line separators and bidirectional overrides.
    public static string Sanitize(string text, int longest) =>
        string.Concat(Printable.Of(text, longest).Select(c => IsDirection(c) ? '\uFFFD' : c));

    // Line separators and bidirectional overrides.
    public static bool IsDirection(char c) => c is >= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069' or '\u2028' or '\u2029';

    public static string Seconds(double? seconds) => seconds is { } known ? Quantity.Seconds(known) : "-";

    public static string Age(TimeSpan age) => age switch
    {
        { TotalDays: >= 2 } => Quantity.Count((long)age.TotalDays, "day"),
        { TotalHours: >= 2 } => Quantity.Count((long)age.TotalHours, "hour"),
        { TotalMinutes: >= 2 } => Quantity.Count((long)age.TotalMinutes, "minute"),
        _ => Quantity.Count(Math.Max(0, (long)age.TotalSeconds), "second"),
    };
}
