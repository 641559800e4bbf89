using System.Globalization;
using Webhooks;

namespace Cli.Showing;

/// <summary>How things look on a terminal. Text of senders is made harmless: it could otherwise move the cursor or forge lines.</summary>
internal static class TerminalText
{
    private const int LongestError = 160;

    public static string Time(DateTimeOffset? moment) =>
        moment?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "-";

    public static string Id(string text) => Harmless(text, Printable.LongestId);

    public static string Error(string text) => Harmless(text, LongestError);

    /// <summary>Without control characters, and without those that make a line read in another order than it is written.</summary>
    public static string Harmless(string text, int longest) =>
        string.Concat(Printable.Of(text, longest).Select(c => c is >= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069' or '\u2028' or '\u2029' ? '\uFFFD' : c));

    /// <summary>Text of several lines, each of them harmless.</summary>
    public static IEnumerable<string> Lines(string text) => text.ReplaceLineEndings("\n").Split('\n').Select(line => Harmless(line.Replace("\t", "  ", StringComparison.Ordinal), int.MaxValue));

    public static string Number(double number) => number.ToString("#,0", CultureInfo.InvariantCulture);

    public static string Count(long count, string one, string? many = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? one : many ?? one + "s")}");

    public static string Age(TimeSpan age) => age switch
    {
        { TotalDays: >= 2 } => Count((long)age.TotalDays, "day"),
        { TotalHours: >= 2 } => Count((long)age.TotalHours, "hour"),
        { TotalMinutes: >= 2 } => Count((long)age.TotalMinutes, "minute"),
        _ => Count(Math.Max(0, (long)age.TotalSeconds), "second"),
    };

    /// <summary>A duration for a narrow column.</summary>
    public static string Seconds(double? seconds) => seconds switch
    {
        null => "-",
        { } s when Math.Abs(s) < 10 => s.ToString("0.#", CultureInfo.InvariantCulture) + " s",
        { } s when Math.Abs(s) < 120 => s.ToString("0", CultureInfo.InvariantCulture) + " s",
        { } s when Math.Abs(s) < 7200 => (s / 60).ToString("0", CultureInfo.InvariantCulture) + " min",
        { } s when Math.Abs(s) < 172_800 => (s / 3600).ToString("0", CultureInfo.InvariantCulture) + " h",
        { } s => (s / 86_400).ToString("0", CultureInfo.InvariantCulture) + " d",
    };

    public static string Bytes(long? bytes) => bytes switch
    {
        null => "-",
        < 10_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes} B"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024} KiB"),
    };
}
