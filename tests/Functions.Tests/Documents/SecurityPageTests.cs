using System.Text.RegularExpressions;

namespace Functions.Tests.Documents;

public sealed partial class SecurityPageTests
{
    private static readonly string[] Sources = [.. Directory.EnumerateFiles(RepositoryRoot.Combine("tests"), "*Tests.cs", SearchOption.AllDirectories)];

    [Fact]
    public void Every_test_that_the_page_on_security_names_is_there()
    {
        var named = Named().Matches(File.ReadAllText(RepositoryRoot.Combine("docs", "security.md")));

        named.Count.ShouldBeGreaterThan(40);
        named.Where(test => !IsThere(test.Groups["class"].Value, test.Groups["test"].Value)).Select(test => test.Value).ShouldBeEmpty();
    }

    private static bool IsThere(string name, string test) =>
        Sources.Any(source => Path.GetFileNameWithoutExtension(source) == name && Regex.IsMatch(File.ReadAllText(source), $@"\b(void|Task) {test}\("));

    [GeneratedRegex(@"`(?<class>[A-Z]\w+Tests)\.(?<test>[A-Z]\w+)`")]
    private static partial Regex Named();
}
