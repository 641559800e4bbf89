namespace LocalHost.Settings;

internal static class AppSettings
{
    public static IConfigurationRoot Build(SettingsFile? file, LocalHostOptions options) => new ConfigurationBuilder()
        .AddInMemoryCollection([new("AZURE_FUNCTIONS_ENVIRONMENT", "Development")])
        .AddInMemoryCollection(Flat(options.Defaults))
        .AddInMemoryCollection(file?.Values ?? new Dictionary<string, string?>())
        .AddEnvironmentVariables()
        .AddInMemoryCollection(Flat(options.Settings))
        .Build();

    // Replaces %Name% in an attribute by the setting.
    public static string Expand(this IConfiguration settings, string function, string text)
    {
        var parts = text.Split('%');
        for (var i = 1; i < parts.Length - 1; i += 2)
        {
            parts[i] = settings[parts[i]] ?? throw new CannotStartException($"{function}: the setting {parts[i]}, named in \"{text}\", is missing.");
        }

        return string.Concat(parts);
    }

    private static IEnumerable<KeyValuePair<string, string?>> Flat(IReadOnlyDictionary<string, string?> settings) =>
        settings.Select(setting => KeyValuePair.Create(setting.Key.Replace("__", ":", StringComparison.Ordinal), setting.Value));
}
