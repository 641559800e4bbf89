using System.Globalization;

namespace Webhooks.OperatorPage.Parts;

/// <summary>Numbers as people read them.</summary>
internal static class Format
{
    public static string Count(long count) => count.ToString("#,0", CultureInfo.InvariantCulture);

    public static string Count(int count, bool more) => Count(count) + (more ? "+" : "");

    public static string Of(long count, string one, string many) => $"{Count(count)} {(count == 1 ? one : many)}";

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

    public static string Bytes(long bytes) => bytes < 1024 ? Of(bytes, "byte", "bytes") : Round(bytes / 1024.0, "0.#") + " KiB";

    private static string Round(double number, string format) => number.ToString(format, CultureInfo.InvariantCulture);
}
