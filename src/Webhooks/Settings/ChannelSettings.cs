using System.Text.RegularExpressions;
using Webhooks.Notifying;
using Webhooks.Notifying.Channels;
using Webhooks.Signatures.Secrets;

namespace Webhooks.Settings;

internal static partial class ChannelSettings
{
    private const string Common = "Type, MinSeverity, Sources__<n>, BudgetPerHour, Window";

    public static IReadOnlyList<ChannelOptions> Read(SettingsReader notifications, IReadOnlyList<string> sources)
    {
        var all = notifications.Section("Channels");
        var channels = new List<ChannelOptions>();
        foreach (var key in all.Children())
        {
            var name = SourceSettings.NameOf(key);
            if (!NamePattern().IsMatch(name))
            {
                all.Refuse(key, "a channel's name has 1 to 63 lower-case letters, digits and hyphens (in settings also written as underscores), for example Notifications__Channels__team_chat__Type for the channel team-chat");
            }
            else if (channels.Any(channel => channel.Name == name))
            {
                all.Refuse(key, $"the channel {name} is configured twice, once with hyphens and once with underscores; keep one");
            }
            else if (Read(name, all.Section(key), sources) is { } channel)
            {
                channels.Add(channel);
            }
        }

        return channels;
    }

    private static ChannelOptions? Read(string name, SettingsReader section, IReadOnlyList<string> sources)
    {
        var target = Target(section, out var known);
        var only = section.Texts("Sources");
        foreach (var (setting, source) in only.Where(item => !sources.Contains(item.Text, StringComparer.Ordinal)))
        {
            section.Refuse(setting, $"there is no source '{source}'; the sources are {string.Join(", ", sources)}");
        }

        var minSeverity = section.Choice<Severity>("MinSeverity");
        var budget = section.Number("BudgetPerHour", 1, 3600);
        var window = section.Span("Window", TimeSpan.FromSeconds(10), TimeSpan.FromDays(1));
        if (known is not null)
        {
            section.RefuseUnread($"{Common}, {known}");
        }

        return target is null ? null : new ChannelOptions
        {
            Name = name,
            Target = target,
            MinSeverity = minSeverity ?? Severity.Info,
            Sources = [.. only.Select(item => item.Text)],
            BudgetPerHour = budget ?? ChannelOptions.DefaultBudgetPerHour,
            Window = window ?? ChannelOptions.DefaultWindow,
        };
    }

    private static ChannelTarget? Target(SettingsReader section, out string? known)
    {
        switch (section.Text("Type")?.ToLowerInvariant())
        {
            case "slack":
                known = "Url";
                return Required(section, "https://hooks.slack.com/services/..., from the page of your Slack app") is { } webhook ? new ChannelTarget.Slack(webhook) : null;
            case "https":
                known = "Url, Secret";
                var (url, key) = (Required(section, "https://pager.example.com/hooks"), Key(section));
                return url is null || key is null ? null : new ChannelTarget.Https(url, key);
            case "email":
                known = EmailSettings.Known;
                return EmailSettings.Read(section);
            case var type:
                known = null;
                section.Refuse("Type", type is null ? "it is missing; choose slack, email or https" : $"unknown channel type '{type}'; choose slack, email or https");
                return null;
        }
    }

    private static Uri? Required(SettingsReader section, string example)
    {
        var text = section.Text("Url");
        if (text is null)
        {
            section.Refuse("Url", $"it is missing; write it like {example}");
        }

        return text is null || SecretSettings.RefusesReference(section, "Url", text) ? null : WebAddress.Read(section, "Url", example);
    }

    private static SecretKey? Key(SettingsReader section)
    {
        if (section.Text("Secret") is not { } text)
        {
            section.Refuse("Secret", "it is missing; the receiving side verifies with it, for example whsec_ and the Base64 of 24 random bytes");
            return null;
        }

        if (SecretSettings.RefusesReference(section, "Secret", text))
        {
            return null;
        }

        if (SecretKey.Read(text.Trim(), KeyForm.Whsec, out var problem) is { } key)
        {
            return key;
        }

        section.Refuse("Secret", problem);
        return null;
    }

    [GeneratedRegex("^[a-z0-9-]{1,63}$")]
    private static partial Regex NamePattern();
}
