using System.Text.RegularExpressions;

namespace Functions.Tests.Documenting;

/// <summary>What the infrastructure deploys, as far as the documentation has to name it. A tree without bicep deploys nothing.</summary>
internal static partial class DeployedAlerts
{
    private static readonly string Folder = RepositoryRoot.Combine("infra");

    /// <summary>Everything in infra/*.bicep but comments and descriptions, with § in place of what is only known at deployment.</summary>
    public static string Bicep() => string.Join(
        '\n',
        Directory.EnumerateFiles(Folder, "*.bicep").SelectMany(File.ReadAllLines)
            .Where(line => line.TrimStart() is var text && !text.StartsWith("//", StringComparison.Ordinal) && !text.StartsWith("@description", StringComparison.Ordinal))
            .Select(line => Interpolation().Replace(line, "§")));

    /// <summary>Id and title of each alert rule; what differs by source is written <c>&lt;source&gt;</c>.</summary>
    public static IReadOnlyList<(string Id, string Title)> Rules()
    {
        var path = Path.Combine(Folder, "alerts.bicep");
        if (!File.Exists(path))
        {
            return [];
        }

        var text = Interpolation().Replace(File.ReadAllText(path), "<source>");
        var rules = Rule().Matches(text).Select(match => (match.Groups["id"].Value, match.Groups["title"].Value)).ToList();
        rules.Count.ShouldBe(Window().Count(text), "alerts.bicep is laid out in another way; read its rules anew.");
        rules.ShouldNotBeEmpty();
        return rules;
    }

    [GeneratedRegex(@"\$\{[^}]*\}")]
    private static partial Regex Interpolation();

    [GeneratedRegex(@"^\s*id: '(?<id>[^']+)'\s*\n\s*title: '(?<title>[^']+)'", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Rule();

    // Each rule has a window, and nothing else has one.
    [GeneratedRegex(@"^\s*window: ", RegexOptions.Multiline)]
    private static partial Regex Window();
}
