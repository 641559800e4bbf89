using System.Globalization;

namespace Webhooks;

/// <summary>Quantities as text for people, in the terminal and on the operator's page.</summary>
public static class Quantity
{
    public static string Number(double number) => number.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>With a plus sign when counting stopped at a limit.</summary>
    public static string Number(long count, bool isMinimum) => Number(count) + (isMinimum ? "+" : "");

    public static string Count(long count, string one, string? many = null) => $"{Number(count)} {(count == 1 ? one : many ?? one + "s")}";

    public static string Seconds(double seconds) => Math.Abs(seconds) switch
    {
        < 0.0005 => "0 s",
        < 1 => Round(seconds * 1000, "0") + " ms",
        < 10 => Round(seconds, "0.#") + " s",
        < 120 => Round(seconds, "0") + " s",
        < 2 * 3600 => Round(seconds / 60, "0") + " min",
        < 2 * 86400 => Round(seconds / 3600, "0") + " h",
        _ => Round(seconds / 86400, "0") + " days",
    };

    /// <summary>A length of time in its two largest units: <c>1 h 12 min</c>.</summary>
    public static string Span(TimeSpan span) => span switch
    {
        { Ticks: < 0 } => "0 s",
        { TotalMinutes: < 1 } => $"{span.Seconds} s",
        { TotalHours: < 1 } => Two(span.Minutes, "min", span.Seconds, "s"),
        { TotalDays: < 1 } => Two(span.Hours, "h", span.Minutes, "min"),
        _ => Two(span.Days, span.Days == 1 ? "day" : "days", span.Hours, "h"),
    };

    public static string Bytes(long bytes) => bytes switch
    {
        < 1024 => Count(bytes, "byte"),
        < 10L << 20 => Round(bytes / 1024.0, "0.#") + " KiB",
        < 10L << 30 => Round(bytes / (double)(1 << 20), "0.#") + " MiB",
        _ => Round(bytes / (double)(1 << 30), "0.#") + " GiB",
    };

    private static string Two(int large, string unit, int small, string smallUnit) => $"{Number(large)} {unit}{(small == 0 ? "" : $" {small} {smallUnit}")}";

    private static string Round(double number, string format) => number.ToString(format, CultureInfo.InvariantCulture);
}
