using System.CommandLine;

namespace Cli.Verbs;

/// <summary>Options that narrow a list, and the reading of them.</summary>
internal static class Filters
{
    public static Option<string?> Source() => new("--source") { HelpName = "SOURCE", Description = "One source; all of them, when left out." };

    public static Option<string?> Since(string what) => new("--since") { HelpName = "UNIX-OR-ISO", Description = $"Only those that {what} at this time or later." };

    public static Option<string?> Before(string what) => new("--before") { HelpName = "UNIX-OR-ISO", Description = $"Only those that {what} before this time." };

    public static Option<int> Limit(int most = 100) => new("--limit") { HelpName = "N", Description = "At most so many, the newest first.", DefaultValueFactory = _ => most };

    public static int Limit(ParseResult parsed, Option<int> option) => parsed.GetValue(option) is var number and > 0
        ? number
        : throw new UnusableArgumentException($"{option.Name}: give a number from 1 on.");

    /// <summary>A time as the API reads it.</summary>
    public static string? Moment(ParseResult parsed, Option<string?> option) => Arguments.Time(parsed.GetValue(option), option.Name)?.ToString("O");
}
