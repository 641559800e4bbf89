using System.Text.RegularExpressions;

namespace Functions.Tests.Documenting;

/// <summary>One page of the documentation, as far as the tests look at it: headings, fenced blocks, links, tables.</summary>
internal sealed partial class MarkdownPage
{
    private readonly List<Section> sections = [];
    private readonly List<string> prose = [];
    private readonly List<(string Language, string Line)> fenced = [];

    private MarkdownPage(string path, IEnumerable<string> lines)
    {
        (FullPath, var fence) = (path, (string?)null);
        Section? open = null;
        foreach (var line in lines)
        {
            if (line.TrimStart().StartsWith("```", StringComparison.Ordinal))
            {
                fence = fence is null ? line.Trim()[3..] : null;
            }
            else if (fence is not null)
            {
                fenced.Add((fence, line));
            }
            else if (HeadingLine().Match(line) is { Success: true } heading)
            {
                open = new Section(heading.Groups["marks"].Length, heading.Groups["text"].Value.Trim(), []);
                sections.Add(open);
                continue;
            }
            else
            {
                prose.Add(line);
            }

            open?.Lines.Add(line);
        }
    }

    public string FullPath { get; }

    /// <summary>The path from the repository's root, with slashes.</summary>
    public string Name => Path.GetRelativePath(RepositoryRoot.Path, FullPath).Replace('\\', '/');

    public IReadOnlyList<Section> Sections => sections;

    /// <summary>Lines inside fenced blocks, with the block's language.</summary>
    public IReadOnlyList<(string Language, string Line)> Fenced => fenced;

    /// <summary>Texts between single backticks.</summary>
    public IEnumerable<string> InlineCode => prose.Concat(sections.Select(section => section.Heading)).SelectMany(line => Code().Matches(line)).Select(match => match.Groups[1].Value);

    /// <summary>Targets of links.</summary>
    public IEnumerable<string> Links => prose.SelectMany(line => Link().Matches(Code().Replace(line, ""))).Select(match => match.Groups[1].Value);

    /// <summary>The anchors that GitHub gives to the headings.</summary>
    public IReadOnlySet<string> Anchors
    {
        get
        {
            var anchors = new HashSet<string>();
            foreach (var anchor in sections.Select(section => section.Anchor))
            {
                for (var number = 0; !anchors.Add(number == 0 ? anchor : $"{anchor}-{number}"); number++)
                {
                }
            }

            return anchors;
        }
    }

    public static MarkdownPage Read(string path) => new(path, File.ReadAllLines(path));

    /// <summary>The README and everything below docs.</summary>
    public static IReadOnlyList<MarkdownPage> All() =>
    [
        Read(RepositoryRoot.Combine("README.md")),
        .. Directory.EnumerateFiles(RepositoryRoot.Combine("docs"), "*.md", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(Read),
    ];

    /// <summary>The pages an operator looks things up in.</summary>
    public static IReadOnlyList<MarkdownPage> Handbook() =>
        [.. All().Where(page => page.Name == "docs/operating.md" || page.Name.StartsWith("docs/operating/", StringComparison.Ordinal))];

    [GeneratedRegex("^(?<marks>#{1,6}) +(?<text>.+)$", RegexOptions.ExplicitCapture)]
    private static partial Regex HeadingLine();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    /// <summary>A heading and what stands below it, up to the next heading.</summary>
    internal sealed partial record Section(int Level, string Heading, List<string> Lines)
    {
        public string Text => string.Join('\n', Lines);

        /// <summary>The words that stand in the heading as code: what a log line, an answer or an alert is called.</summary>
        public IReadOnlyList<string> Words => [.. Code().Matches(Heading).Select(match => match.Groups[1].Value)];

        public string Anchor => NotInAnchors().Replace(Heading.ToLowerInvariant(), "").Replace(' ', '-');

        /// <summary>The cells of the table rows, the first row and the line below it left out.</summary>
        public IReadOnlyList<string[]> Rows =>
        [
            .. Lines.Where(line => line.StartsWith('|')).Skip(2)
                .Select(line => line.Trim().Trim('|').Split('|').Select(cell => cell.Trim()).ToArray()),
        ];

        /// <summary>The paragraph that begins with a bold word, up to the next one that does.</summary>
        public string After(string bold)
        {
            var start = Text.IndexOf($"**{bold}**", StringComparison.Ordinal);
            if (start < 0)
            {
                return "";
            }

            var rest = Text[(start + bold.Length + 4)..];
            var end = rest.IndexOf("\n**What ", StringComparison.Ordinal);
            return (end < 0 ? rest : rest[..end]).Trim();
        }

        [GeneratedRegex(@"[^\p{L}\p{N}_\- ]")]
        private static partial Regex NotInAnchors();
    }
}
