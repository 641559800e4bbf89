using System.Text.RegularExpressions;

namespace Functions.Tests.Documenting;

/// <summary>The pages of the senders say, statement by statement of the sender's own documentation, what the receiver does, and which test shows it.</summary>
public sealed partial class SenderStatementTests
{
    private const string Header = "| Statement |";

    // Class, and its tests.
    private static readonly Lazy<ILookup<string, string>> Tests = new(() => (
        from file in Directory.EnumerateFiles(RepositoryRoot.Combine("tests"), "*.cs", SearchOption.AllDirectories)
        where !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
        let text = File.ReadAllText(file)
        let type = TypeName().Match(text)
        where type.Success
        from test in TestName().Matches(text)
        select (Class: type.Groups["name"].Value, Test: test.Groups["name"].Value)).ToLookup(found => found.Class, found => found.Test));

    [Theory]
    [InlineData("valara")]
    [InlineData("novavms")]
    [InlineData("fastpix")]
    [InlineData("envless")]
    public void Every_statement_of_a_sender_names_a_test_that_exists(string page)
    {
        var rows = RowsOf(page);
        rows.ShouldNotBeEmpty();
        foreach (var row in rows)
        {
            row.Length.ShouldBe(3, $"{page}.md: {string.Join(" | ", row)}");
            row[..2].ShouldAllBe(cell => cell.Length > 0, $"{page}.md: {string.Join(" | ", row)}");
            var named = NamedTest().Matches(row[2]);
            named.ShouldNotBeEmpty($"{page}.md names no test for: {row[0]}");
            named.Where(name => !Tests.Value[name.Groups["class"].Value].Contains(name.Groups["test"].Value)).Select(name => name.Value).ShouldBeEmpty($"{page}.md names a test that does not exist, for: {row[0]}");
        }
    }

    private static IReadOnlyList<string[]> RowsOf(string page)
    {
        var lines = File.ReadAllLines(RepositoryRoot.Combine("docs", "senders", page + ".md")).SkipWhile(line => !line.StartsWith(Header, StringComparison.Ordinal));
        return [.. lines.Skip(2).TakeWhile(line => line.StartsWith('|')).Select(line => line.Trim().Trim('|').Split(" | ").Select(cell => cell.Trim()).ToArray())];
    }

    [GeneratedRegex(@"^(public|internal) (sealed |abstract |static )?(partial )?class (?<name>\w+)", RegexOptions.ExplicitCapture | RegexOptions.Multiline)]
    private static partial Regex TypeName();

    [GeneratedRegex(@"(Fact|Theory)\b[^\n]*\](\s*\[[^\n]*\])*\s*public (async )?(void|Task)\s+(?<name>\w+)\(", RegexOptions.ExplicitCapture)]
    private static partial Regex TestName();

    [GeneratedRegex(@"`(?<class>\w+)\.(?<test>\w+)`", RegexOptions.ExplicitCapture)]
    private static partial Regex NamedTest();
}
