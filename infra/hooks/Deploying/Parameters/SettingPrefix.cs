namespace Deploying.Parameters;

/// <summary>What the settings of a source or a channel begin with, as main.bicep writes them: no hyphen, which a setting's name does not take on Linux.</summary>
internal static class SettingPrefix
{
    public static string Source(string name) => $"Sources__{Key(name)}__";

    public static string Channel(string name) => $"Notifications__Channels__{Key(name)}__";

    private static string Key(string name) => name.Replace('-', '_');
}
