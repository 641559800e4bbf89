using Webhooks.Notifying;

namespace Webhooks.Settings;

/// <summary>No problem repeats a secret, a password or the path of an address.</summary>
public static class NotificationSettings
{
    private const int LongestName = 64;
    private const string Known = "Channels__<name>__Type, Rules__<rule>__Enabled, Rules__<rule>__Severity, Rules__<rule>__Channels__<n>, Rules__<rule>__Sources__<source>__Enabled, BaseUrl, RunbookUrl, Environment";

    public static NotificationOptions Read(SettingsReader settings, IReadOnlyList<NotificationRule> known)
    {
        var section = settings.Section("Notifications");
        var sources = SourceSettings.Names(settings);
        var channels = ChannelSettings.Read(section, sources, known);
        var rules = RuleSettings.Read(section, [.. section.Section("Channels").Children().Select(SourceSettings.NameOf)], sources, known);
        var baseUrl = WebAddress.Read(section, "BaseUrl", "https://receiver.example.com/api/operator");
        var runbookUrl = WebAddress.Read(section, "RunbookUrl", "https://github.com/example/webhooks/blob/main/docs/operating/notifications.md");
        var environment = Name(section.Text("Environment")) ?? Name(settings.Text("AZURE_FUNCTIONS_ENVIRONMENT"));
        foreach (var name in section.Children().Except(["Channels", "Rules", "BaseUrl", "RunbookUrl", "Environment"], StringComparer.OrdinalIgnoreCase))
        {
            section.Refuse(name, $"there is no such setting; the settings here are {Known}");
        }

        return new NotificationOptions
        {
            Channels = channels,
            Rules = rules,
            BaseUrl = baseUrl,
            RunbookUrl = runbookUrl,
            Environment = environment,
            App = Name(settings.Text("WEBSITE_SITE_NAME")) ?? $"webhook-receiver on {Environment.MachineName}",
        };
    }

    private static string? Name(string? text) => text?.Trim() is { Length: > 0 } name ? Printable.Of(name, LongestName) : null;
}
