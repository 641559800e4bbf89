using System.Globalization;

namespace Proof.Fuzz;

/// <summary>Times at and around the edges of replay windows.</summary>
internal static class Times
{
    private static readonly int[] Edges = [0, 299, 300, 301, 3_600, 86_399, 86_400, 86_401, 10_000_000];

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

    public static string Near(DateTimeOffset now, Dice dice) =>
        now.AddSeconds(dice.Pick(Edges) * (dice.OneIn(2) ? 1 : -1)).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
}
