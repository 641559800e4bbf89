using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Functions.Tests.Documenting;

public sealed partial class PackageVersionTests
{
    [Fact]
    public void The_versions_that_the_readme_names_are_those_that_are_restored()
    {
        var versions = XDocument.Load(RepositoryRoot.Combine("Directory.Packages.props")).Descendants("PackageVersion")
            .ToDictionary(package => package.Attribute("Include")!.Value, package => package.Attribute("Version")!.Value);

        var named = Row().Matches(File.ReadAllText(RepositoryRoot.Combine("README.md"))).ToDictionary(row => row.Groups[1].Value, row => row.Groups[2].Value);

        named.Keys.ShouldContain("Microsoft.Azure.Functions.Worker");
        named.ShouldBeSubsetOf(versions);
    }

    [GeneratedRegex(@"^\| `([A-Za-z0-9.]+)` \| ([0-9.]+) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
