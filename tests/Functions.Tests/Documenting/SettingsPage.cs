using System.Text.RegularExpressions;

namespace Functions.Tests.Documenting;

/// <summary>The reference of settings, docs/settings.md, row by row.</summary>
internal static partial class SettingsPage
{
    private const string OfTheHost = "Read by the host";

    private static readonly MarkdownPage Page = MarkdownPage.Read(RepositoryRoot.Combine("docs", "settings.md"));

    /// <summary>What the app reads.</summary>
    public static IReadOnlyList<Row> Ours => [.. Rows(section => section.Heading != OfTheHost)];

    /// <summary>What the app reads, and what the host reads beside it.</summary>
    public static IReadOnlyList<Row> All => [.. Rows(_ => true)];

    private static IEnumerable<Row> Rows(Func<MarkdownPage.Section, bool> chosen) =>
        from section in Page.Sections.Where(chosen)
        from cells in section.Rows
        where cells is [['`', ..], _, _, _, _, ..]
        select new Row(cells[0].Trim('`'), cells[2], cells[3].Trim('`'), cells[4]);

    /// <summary>One setting.</summary>
    internal sealed record Row(string Key, string Default, string ReadBy, string SetIn)
    {
        private readonly Regex pattern = new(
            "^" + string.Concat(Placeholder().Split(Key).Select((part, index) => index % 2 == 0 ? Regex.Escape(part) : "(?:(?!__).)+")) + "$",
            RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

        public bool Describes(string key) => pattern.IsMatch(key);
    }

    [GeneratedRegex("(<[a-z]+>)")]
    private static partial Regex Placeholder();
}
