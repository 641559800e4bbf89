using System.Text.RegularExpressions;
using Functions.Tests.Documenting;
using Functions.Tests.Notifying;

namespace Functions.Tests.Senders;

/// <summary>The settings that a section of docs/senders/envless.md shows, led to receivers of a test.</summary>
internal static partial class EnvlessPage
{
    public static Dictionary<string, string?> Settings(string heading, ChannelEndpoint http, MailServer? mail = null)
    {
        var section = MarkdownPage.Read(RepositoryRoot.Combine("docs", "senders", "envless.md")).Sections.Single(section => section.Heading == heading);
        var settings = Setting().Matches(section.Text).ToDictionary(match => match.Groups[1].Value, match => (string?)match.Groups[2].Value);
        settings.ShouldNotBeEmpty();
        foreach (var key in settings.Keys.ToList())
        {
            settings[key] = key.Split("__")[^1] switch { "Url" => http.Url, "Host" => "localhost", _ => settings[key] };
            if (key.EndsWith("__Host", StringComparison.Ordinal))
            {
                var channel = key[..^"__Host".Length];
                (settings[channel + "__Port"], settings[channel + "__Tls"]) = ($"{mail!.Port}", "none");
            }
        }

        return settings;
    }

    [GeneratedRegex("""
        "([^"]+)": "([^"]*)"
        """)]
    private static partial Regex Setting();
}
