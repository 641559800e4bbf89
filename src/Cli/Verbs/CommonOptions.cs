using System.Globalization;
using Cli.Rendering;
using Webhooks.Signatures.Content;

namespace Cli.Verbs;

// Options that several verbs have.
internal static class CommonOptions
{
    private const string TimeFormats = "Unix seconds, RFC 3339, or how long ago: 90s, 15m, 2h, 3d.";

    public static Option<string?> Source() => new("--source") { HelpName = "SOURCE", Description = "One source; default: all of them." };

    public static Option<string> RequiredSource() => new("--source") { Required = true, HelpName = "SOURCE", Description = "The source." };

    public static Option<string?> Type() => new("--type") { HelpName = "EVENT-TYPE", Description = "Only this type of event; a final * matches any rest." };

    public static Option<string?> Since(string verb) => new("--since") { HelpName = "TIME", Description = $"Only those {verb} at this time or later. {TimeFormats}" };

    public static Option<string?> Before(string verb) => new("--before") { HelpName = "TIME", Description = $"Only those {verb} before this time." };

    public static Option<string?> At(string description) => new("--at") { HelpName = "UNIX-OR-ISO", Description = description };

    public static Option<bool> Json() => new("--json") { Description = "One JSON object per line, for scripts, instead of text." };

    public static Option<bool> DryRun(string description) => new("--dry-run") { Description = description };

    public static Option<int> Limit() => new("--limit") { HelpName = "N", Description = "At most this many, the newest first.", DefaultValueFactory = _ => 100 };

    public static Option<string> Who() => new("--who")
    {
        HelpName = "NAME",
        Description = "Requested by, for the history.",
        DefaultValueFactory = _ => $"{Environment.UserName}@{Environment.MachineName}",
    };

    public static Option<string?> Handler(string description) => new("--handler") { HelpName = "HANDLER", Description = description };

    public static Option<string> Why() => new("--why", "--reason") { HelpName = "TEXT", Description = "The reason, for the history.", DefaultValueFactory = _ => "no reason given" };

    public static Option<string?> Status()
    {
        var option = new Option<string?>("--status") { HelpName = "STATUS", Description = $"Only this status: {string.Join(", ", EventStatuses.Names)}." };
        option.AcceptOnlyFromAmong(StringComparer.OrdinalIgnoreCase, [.. EventStatuses.Names]);
        return option;
    }

    public static Option<bool> Breaches() => new("--breaches") { Description = "Only events that break their sender's contract: fields missing, mistyped or out of range." };

    public static string? Flag(ParseResult parsed, Option<bool> option) => parsed.GetValue(option) ? "true" : null;

    public static int Number(ParseResult parsed, Option<int> option, int least = 1, int most = int.MaxValue) => parsed.GetValue(option) is var number && number >= least && number <= most
        ? number
        : throw new UsageException($"{option.Name}: give a number from {least}{(most == int.MaxValue ? " on" : $" to {most}")}.");

    public static DateTimeOffset? Time(string? text, string argument, string alsoAllowed = "") => text switch
    {
        null => null,
        _ when text.Length <= 11 && SignedTime.Read(text, TimeFormat.Unix) is { } seconds => seconds,
        _ when SignedTime.Read(text, TimeFormat.UnixMilliseconds) is { } milliseconds => milliseconds,
        _ when SignedTime.Read(text, TimeFormat.Iso8601) is { } time => time,
        _ => throw new UsageException($"{argument}: '{text}' is not a time; write Unix seconds (1745339401) or RFC 3339 (2025-04-22T16:30:01Z){alsoAllowed}."),
    };

    public static DateTimeOffset? TimeOrAge(ParseResult parsed, Option<string?> option, TimeProvider clock) =>
        Age(parsed.GetValue(option)) is { } age ? clock.GetUtcNow() - age : Time(parsed.GetValue(option), option.Name, ", or how long ago (2h)");

    private static TimeSpan? Age(string? text) =>
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
