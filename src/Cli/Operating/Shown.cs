using System.Globalization;
using Webhooks;

namespace Cli.Operating;

/// <summary>How things look on a terminal. Text of senders is made harmless: it could otherwise move the cursor or forge lines.</summary>
internal static class Shown
{
    private const int LongestError = 160;

    public static string Time(DateTimeOffset? moment) =>
        moment?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "-";

    public static string Id(string text) => Printable.Of(text);

    public static string Error(string text) => Printable.Of(text, LongestError);

    public static string Count(int count, string one, string? many = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? one : many ?? one + "s")}");

    public static string Age(TimeSpan age) => age switch
    {
        { TotalDays: >= 2 } => Count((int)age.TotalDays, "day"),
        { TotalHours: >= 2 } => Count((int)age.TotalHours, "hour"),
        { TotalMinutes: >= 2 } => Count((int)age.TotalMinutes, "minute"),
        _ => Count(Math.Max(0, (int)age.TotalSeconds), "second"),
    };
}
