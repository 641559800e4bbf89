using System.Globalization;

namespace Webhooks.Senders.Reading;

internal static class Format
{
    public static string Time(DateTimeOffset? time) =>
        time?.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture) ?? "an unknown time";

    public static string Number(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "unknown";

    public static string Files(long? number) => number is null ? "an unknown number of files" : $"{Number(number)} {(number == 1 ? "file" : "files")}";

    public static string Seconds(TimeSpan? length) => Number((long?)length?.TotalSeconds);

    public static string Length(TimeSpan length) =>
        length.ToString("c", CultureInfo.InvariantCulture) is var text && length.Ticks % TimeSpan.TicksPerSecond != 0 ? text.TrimEnd('0') : text;

    // Leaves out details without a value.
    public static IReadOnlyDictionary<string, string> Details(params ReadOnlySpan<(string Name, string? Value)> details) => Details(Printable.LongestId, details);

    public static IReadOnlyDictionary<string, string> Details(int longest, params ReadOnlySpan<(string Name, string? Value)> details)
    {
        var shown = new Dictionary<string, string>();
        foreach (var (name, value) in details)
        {
            if (!string.IsNullOrWhiteSpace(value))
            {
                shown[name] = SafeText.Of(value, longest);
            }
        }

        return shown;
    }

    // One more detail, which is safe to show as it is; none without a value.
    public static IReadOnlyDictionary<string, string> With(this IReadOnlyDictionary<string, string> details, string name, string? value) =>
        value is null ? details : new Dictionary<string, string>(details) { [name] = value };
}
