using Webhooks.Notifying;

namespace Webhooks.Settings;

internal static class ChannelSettings
{
    private const string Common = "Type, MinSeverity, Sources__<n>, Rules__<n>, Owners__<n>, BudgetPerHour, Window";

    public static IReadOnlyList<ChannelOptions> Read(SettingsReader notifications, IReadOnlyList<string> sources, IReadOnlyList<NotificationRule> rules) => NamedSections.Read(
        notifications.Section("Channels"), "channel", "Notifications__Channels__team_chat__Type for the channel team-chat", (name, section) => Read(name, section, sources, rules));

    private static ChannelOptions? Read(string name, SettingsReader section, IReadOnlyList<string> sources, IReadOnlyList<NotificationRule> rules)
    {
        var target = Target(section, out var known);
        var only = SourceSettings.Named(section, sources);
        var onlyRules = RuleSettings.Named(section, rules);
        var owners = Owners(section);
        var minSeverity = section.Choice<Severity>("MinSeverity");
        var budget = section.Number("BudgetPerHour", 1, 3600);
        var window = section.Span("Window", TimeSpan.FromSeconds(10), TimeSpan.FromDays(1));
        if (known is not null)
        {
            section.RefuseUnread($"{Common}, {known}");
        }

        var channel = target is null ? null : new ChannelOptions { Name = name, Target = target, Sources = only, Rules = onlyRules, Owners = owners };
        return channel is null ? null : channel with
        {
            MinSeverity = minSeverity ?? channel.MinSeverity,
            BudgetPerHour = budget ?? channel.BudgetPerHour,
            Window = window ?? channel.Window,
        };
    }

    // Without an owner the channel would get everything, which is the opposite of what was meant.
    private static string[] Owners(SettingsReader section)
    {
        string[] owners = [.. section.Texts("Owners").Select(owner => owner.Text.Trim()).Where(owner => owner.Length > 0)];
        if (owners.Length == 0 && section.Section("Owners").Children().Count > 0)
        {
            section.Refuse("Owners", "none has a value; write the id or the name of an endpoint, a workspace, an agency or a site");
        }

        return owners;
    }

    private static ChannelTarget? Target(SettingsReader section, out string? known)
    {
        switch (section.Text("Type")?.ToLowerInvariant())
        {
            case "slack":
                known = SlackSettings.Known;
                return SlackSettings.Read(section);
            case "https":
                known = "Url, Secret";
                var (url, secret) = (Required(section, "https://pager.example.com/hooks"), SecretSettings.ReadSigning(section));
                return url is null || secret is null ? null : new ChannelTarget.Https(url, secret.Keys[0]);
            case "email":
                known = EmailSettings.Known;
                return EmailSettings.Read(section);
            case var type:
                known = null;
                section.Refuse("Type", type is null ? "it is missing; choose slack, email or https" : $"unknown channel type '{type}'; choose slack, email or https");
                return null;
        }
    }

    internal static Uri? Required(SettingsReader section, string example)
    {
        var text = section.Text("Url");
        if (text is null)
        {
            section.Refuse("Url", $"it is missing; write it like {example}");
        }

        return text is null || SecretSettings.RefusesReference(section, "Url", text) ? null : WebAddress.Read(section, "Url", example);
    }
}
