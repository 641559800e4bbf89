using System.Text.RegularExpressions;

namespace Functions.Tests.Documents;

// Pages that name the tests that show what they say.
public sealed partial class NamedTestTests
{
    private static readonly Dictionary<string, string> Sources = Directory.EnumerateFiles(RepositoryRoot.Combine("tests"), "*Tests.cs", SearchOption.AllDirectories)
        .GroupBy(file => Path.GetFileNameWithoutExtension(file)!).ToDictionary(files => files.Key, files => string.Concat(files.Select(File.ReadAllText)));

    [Theory]
    [InlineData("security.md", 40)]
    [InlineData("senders/valara.md", 30)]
    public void Every_test_that_a_page_names_is_there(string page, int atLeast)
    {
        var named = Named().Matches(File.ReadAllText(RepositoryRoot.Combine("docs", page)));

        named.Count.ShouldBeGreaterThan(atLeast);
        named.Where(test => !IsThere(test.Groups["class"].Value, test.Groups["test"].Value)).Select(test => test.Value).ShouldBeEmpty();
    }

    [Fact]
    public void Every_statement_of_a_sender_has_a_test()
    {
        var rows = Directory.EnumerateFiles(RepositoryRoot.Combine("docs", "senders"), "*.md")
            .SelectMany(page => File.ReadLines(page).SkipWhile(line => line != "| Statement | What the receiver does | Test |").TakeWhile(line => line.StartsWith('|')).Skip(2)).ToList();

        rows.Count.ShouldBeGreaterThan(30);
        rows.Where(row => !Named().IsMatch(row[row.TrimEnd(' ', '|').LastIndexOf('|')..])).ShouldBeEmpty();
    }

    private static bool IsThere(string name, string test) => Sources.TryGetValue(name, out var source) && Regex.IsMatch(source, $@"\b(void|Task) {test}\(");

    [GeneratedRegex(@"`(?<class>[A-Z]\w+Tests)\.(?<test>[A-Z]\w+)`")]
    private static partial Regex Named();
}
