using System.CommandLine;
using System.Globalization;
using Cli.Showing;

namespace Cli.Verbs;

/// <summary>Options that narrow a list, and the reading of them.</summary>
internal static class Filters
{
    private const string Moment = "Unix seconds, RFC 3339, or how long ago: 90s, 15m, 2h, 3d.";

    public static Option<string?> Source() => new("--source") { HelpName = "SOURCE", Description = "One source; all of them, when left out." };

    public static Option<string?> Since(string what) => new("--since") { HelpName = "TIME", Description = $"Only those that {what} at this time or later. {Moment}" };

    public static Option<string?> Before(string what) => new("--before") { HelpName = "TIME", Description = $"Only those that {what} before this time." };

    public static Option<string?> Status()
    {
        var option = new Option<string?>("--status") { HelpName = "STATUS", Description = $"Only this status: {string.Join(", ", Statuses.Names)}." };
        option.AcceptOnlyFromAmong(StringComparer.OrdinalIgnoreCase, [.. Statuses.Names]);
        return option;
    }

    public static Option<int> Limit(int most = 100) => new("--limit") { HelpName = "N", Description = "At most so many, the newest first.", DefaultValueFactory = _ => most };

    public static int Limit(ParseResult parsed, Option<int> option) => parsed.GetValue(option) is var number and > 0
        ? number
        : throw new UnusableArgumentException($"{option.Name}: give a number from 1 on.");

    public static DateTimeOffset? Time(ParseResult parsed, Option<string?> option, TimeProvider clock) =>
        Ago(parsed.GetValue(option)) is { } ago ? clock.GetUtcNow() - ago : Arguments.Time(parsed.GetValue(option), option.Name, ", or how long ago (2h)");

    /// <summary>A time as the API reads it.</summary>
    public static string? Text(ParseResult parsed, Option<string?> option, TimeProvider clock) => Time(parsed, option, clock)?.ToString("O");

    private static TimeSpan? Ago(string? text) =>
        text is [.. var digits, var unit] && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= 36_500
            ? unit switch
            {
                's' => TimeSpan.FromSeconds(count),
                'm' => TimeSpan.FromMinutes(count),
                'h' => TimeSpan.FromHours(count),
                'd' => TimeSpan.FromDays(count),
                _ => null,
            }
            : null;
}
