using System.Globalization;

namespace Proof.Fuzz;

/// <summary>Times at and around the edges of replay windows.</summary>
internal static class Times
{
    private static readonly int[] Edges = [0, 59, 61, 299, 300, 301, 601, 1_801, 3_600, 7_199, 7_201, 86_399, 86_400, 86_401, 10_000_000];

    /// <summary>A time by RFC 3339; null when it is none. .NET takes a year of three digits and a time without a zone, and RFC 3339 does not.</summary>
    public static DateTimeOffset? Read(string text)
    {
        var whole = text.ToUpperInvariant().Replace(' ', 'T');
        if (whole.Length > 20 && whole[19] == '.')
        {
            var end = 20;
            while (end < whole.Length && char.IsAsciiDigit(whole[end]))
            {
                end++;
            }

            whole = end == 20 ? "" : whole[..19] + whole[end..];
        }

        return DateTimeOffset.TryParseExact(whole, ["yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:sszzz"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : null;
    }

    public static DateTimeOffset? Read(string text, string format)
    {
        if (format == "Iso8601")
        {
            // No zone is UTC.
            return Read(text) ?? Read(text + "Z");
        }

        var isSeconds = format == "Unix" || (format == "UnixAny" && text.TrimStart('0').Length < 12);
        return !long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number / (isSeconds ? 1 : 1000) >= 253_402_300_800 ? null
            : isSeconds ? DateTimeOffset.FromUnixTimeSeconds(number)
            : DateTimeOffset.FromUnixTimeMilliseconds(number);
    }

    public static string Write(DateTimeOffset time, string format) => format switch
    {
        "Iso8601" => time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        "Unix" => time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
        _ => time.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>A time near an edge; some in RFC 3339 in another zone, or in none.</summary>
    public static string Near(DateTimeOffset now, string format, Dice dice)
    {
        var time = now.AddSeconds(dice.Pick(Edges) * (dice.OneIn(2) ? 1 : -1));
        return format != "Iso8601" ? Write(time, dice.OneIn(4) ? "Unix" : format)
            : dice.Next(4) switch
            {
                0 => Write(time, format).TrimEnd('Z'),
                1 => Write(time.AddHours(5), format).TrimEnd('Z') + "+05:00",
                2 => Write(time, format).TrimEnd('Z') + ".123456789Z",
                _ => Write(time, format),
            };
    }
}
