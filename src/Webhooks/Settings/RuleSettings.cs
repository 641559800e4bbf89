using Webhooks.Notifying;

namespace Webhooks.Settings;

internal static class RuleSettings
{
    private const string Known = "Enabled, Severity, Channels__<n>, Sources__<source>__Enabled, Sources__<source>__Severity, Sources__<source>__Channels__<n>";

    public static IReadOnlyDictionary<string, RuleOptions> Read(SettingsReader notifications, IReadOnlyList<string> channels, IReadOnlyList<string> sources, IReadOnlyList<NotificationRule> known)
    {
        var all = notifications.Section("Rules");
        var rules = new Dictionary<string, RuleOptions>(StringComparer.Ordinal);
        foreach (var name in all.Children())
        {
            var section = all.Section(name);
            if (!IsKnown(name, known))
            {
                all.Refuse(name, Unknown(known));
            }

            if (!rules.TryAdd(NotificationOptions.Key(name, null), Read(section, channels)))
            {
                all.Refuse(name, "the rule is configured twice, written in different ways; keep one");
            }

            var perSource = section.Section("Sources");
            foreach (var key in perSource.Children())
            {
                var source = SourceSettings.NameOf(key);
                if (!sources.Contains(source, StringComparer.OrdinalIgnoreCase))
                {
                    perSource.Refuse(key, $"there is no such source; the sources are {string.Join(", ", sources)}");
                }

                rules[NotificationOptions.Key(name, source)] = Read(perSource.Section(key), channels);
            }

            section.RefuseUnread(Known);
        }

        foreach (var key in known.Where(rule => rule.IsOptional).Select(rule => NotificationOptions.Key(rule.Name, null)))
        {
            rules[key] = (rules.GetValueOrDefault(key) ?? new()).Over(new() { Enabled = false });
        }

        return rules;
    }

    /// <summary>The keys of the rules that a channel is limited to.</summary>
    public static IReadOnlyList<string> Named(SettingsReader channel, IReadOnlyList<NotificationRule> known)
    {
        var named = channel.Texts("Rules");
        foreach (var (setting, _) in named.Where(item => !IsKnown(item.Text, known)))
        {
            channel.Refuse(setting, Unknown(known));
        }

        return [.. named.Select(item => NotificationOptions.Key(item.Text, null))];
    }

    private static bool IsKnown(string name, IReadOnlyList<NotificationRule> known) =>
        known.Any(rule => NotificationOptions.Key(rule.Name, null) == NotificationOptions.Key(name, null));

    private static string Unknown(IReadOnlyList<NotificationRule> known) =>
        $"there is no such rule; the rules are {string.Join(", ", known.Select(rule => rule.Name))}";

    private static RuleOptions Read(SettingsReader section, IReadOnlyList<string> channels)
    {
        var named = section.Texts("Channels");
        foreach (var (setting, channel) in named.Where(item => !channels.Contains(item.Text)))
        {
            section.Refuse(setting, $"there is no channel '{channel}'; {(channels.Count == 0 ? "none is configured" : $"the channels are {string.Join(", ", channels)}")}");
        }

        return new RuleOptions
        {
            Enabled = section.Flag("Enabled"),
            Severity = section.Choice<Severity>("Severity"),
            Channels = named.Count == 0 ? null : [.. named.Select(item => item.Text)],
        };
    }
}
