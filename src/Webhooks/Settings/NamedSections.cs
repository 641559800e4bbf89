using System.Text.RegularExpressions;

namespace Webhooks.Settings;

// Sections that users name: sources and channels.
internal static partial class NamedSections
{
    public static IReadOnlyList<T> Read<T>(SettingsReader all, string kind, string example, Func<string, SettingsReader, T?> read) where T : class
    {
        var items = new OrderedDictionary<string, T>(StringComparer.Ordinal);
        foreach (var key in all.Children())
        {
            var name = SourceSettings.NameOf(key);
            if (!NamePattern().IsMatch(name))
            {
                all.Refuse(key, $"a {kind}'s name has 1 to 63 lower-case letters, digits and hyphens (in settings also written as underscores), for example {example}");
            }
            else if (items.ContainsKey(name))
            {
                all.Refuse(key, $"the {kind} {name} is configured twice, once with hyphens and once with underscores; keep one");
            }
            else if (read(name, all.Section(key)) is { } item)
            {
                items.Add(name, item);
            }
        }

        return [.. items.Values];
    }

    [GeneratedRegex("^[a-z0-9-]{1,63}$")]
    private static partial Regex NamePattern();
}
