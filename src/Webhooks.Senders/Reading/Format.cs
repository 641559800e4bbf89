using System.Globalization;

namespace Webhooks.Senders.Reading;

/// <summary>Values as people read them.</summary>
internal static class Format
{
    public static string Time(DateTimeOffset? time) =>
        time?.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture) ?? "an unknown time";

    public static string Number(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "?";

    /// <summary>A number of files, in words that fit it.</summary>
    public static string Files(long? number) => $"{Number(number)} {(number == 1 ? "file" : "files")}";

    public static string Length(TimeSpan length) => length.ToString("c", CultureInfo.InvariantCulture);

    /// <summary>The details that have a value.</summary>
    public static IReadOnlyDictionary<string, string> Details(params ReadOnlySpan<(string Name, string? Value)> details)
    {
        var shown = new Dictionary<string, string>();
        foreach (var (name, value) in details)
        {
            if (!string.IsNullOrWhiteSpace(value))
            {
                shown[name] = Plain.Of(value);
            }
        }

        return shown;
    }
}
