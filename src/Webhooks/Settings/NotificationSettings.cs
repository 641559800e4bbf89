using Webhooks.Notifying;

namespace Webhooks.Settings;

/// <summary>No problem repeats a secret, a password or the path of an address.</summary>
public static class NotificationSettings
{
    private const string Known = "Channels__<name>__Type, Rules__<rule>__Enabled, Rules__<rule>__Severity, Rules__<rule>__Channels__<n>, Rules__<rule>__Sources__<source>__Enabled, BaseUrl";

    public static NotificationOptions Read(SettingsReader settings, IReadOnlyList<NotificationRule> known)
    {
        var section = settings.Section("Notifications");
        var sources = SourceSettings.Names(settings);
        var channels = ChannelSettings.Read(section, sources, known);
        var rules = RuleSettings.Read(section, [.. section.Section("Channels").Children().Select(SourceSettings.NameOf)], sources, known);
        var baseUrl = WebAddress.Read(section, "BaseUrl", "https://receiver.example.com/api/operator");
        foreach (var name in section.Children().Except(["Channels", "Rules", "BaseUrl"], StringComparer.OrdinalIgnoreCase))
        {
            section.Refuse(name, $"there is no such setting; the settings here are {Known}");
        }

        return new NotificationOptions { Channels = channels, Rules = rules, BaseUrl = baseUrl };
    }
}
