using System.Text.Json;
using System.Text.RegularExpressions;

namespace Functions.Tests.Deploying;

/// <summary>
/// The app settings that functionApp.bicep makes of sources, channels and other settings: its own templates, filled in here as Azure
/// would fill them in.
/// </summary>
internal static partial class AppSettings
{
    private const string Vault = "https://kv-test.vault.azure.net/";

    /// <summary>What every app gets, whatever the parameters say.</summary>
    public static IReadOnlyDictionary<string, string> Fixed { get; } = Always().Matches(Infra.Text("functionApp.bicep").Split("resource settings 'config' = {")[1])
        .ToDictionary(setting => setting.Groups[1].Value, setting => Filled(setting.Groups[2].Value));

    /// <summary>What parameters add, under the names that <c>map</c> has in the bicep file.</summary>
    public static Dictionary<string, string> Of(JsonElement sources, JsonElement channels)
    {
        var settings = new Dictionary<string, string>();
        var ofSources = Templates("sourceSettings", 3);
        foreach (var source in sources.EnumerateArray())
        {
            Add(settings, ofSources[0], source, []);
            for (var n = 0; n < source.GetProperty("secrets").GetInt32(); n++)
            {
                Add(settings, ofSources[1], source, new() { ["n"] = $"{n}" });
            }

            foreach (var setting in source.TryGetProperty("settings", out var more) ? more.EnumerateObject().ToList() : [])
            {
                Add(settings, ofSources[2], source, new() { ["setting.key"] = setting.Name, ["string(setting.value)"] = setting.Value.ToString() });
            }
        }

        var ofChannels = Templates("channelSettings", 2);
        foreach (var channel in channels.EnumerateArray())
        {
            foreach (var setting in channel.GetProperty("settings").EnumerateObject())
            {
                Add(settings, ofChannels[0], channel, new() { ["setting.key"] = setting.Name, ["string(setting.value)"] = setting.Value.ToString() });
            }

            foreach (var secret in channel.GetProperty("secrets").EnumerateArray().Select(name => name.GetString()!))
            {
                Add(settings, ofChannels[1], channel, new() { ["secret"] = secret, ["toLower(secret)"] = secret.ToLowerInvariant() });
            }
        }

        return settings;
    }

    private static (string Key, string Value)[] Templates(string variable, int count)
    {
        var found = Entry().Matches(Infra.Variable("functionApp.bicep", variable)).Select(entry => (entry.Groups[1].Value, entry.Groups[2].Value)).ToArray();
        found.Length.ShouldBe(count, $"{variable} should have {count} entries of key and value");
        return found;
    }

    private static void Add(Dictionary<string, string> settings, (string Key, string Value) template, JsonElement of, Dictionary<string, string> filled)
    {
        foreach (var noun in new[] { "source", "channel" })
        {
            var name = of.GetProperty("name").GetString()!;
            filled[$"{noun}.name"] = name;
            filled[$"replace({noun}.name, '-', '_')"] = name.Replace('-', '_');
            filled[$"{noun}.scheme"] = of.TryGetProperty("scheme", out var scheme) ? scheme.GetString()! : "";
        }

        filled["vaultUri"] = Vault;
        settings.Add(Fill(template.Key, filled), Fill(template.Value, filled));
    }

    // A template in quotes, or an expression on its own.
    private static string Fill(string template, Dictionary<string, string> filled) => template.StartsWith('\'')
        ? Interpolation().Replace(template.Trim('\''), hole => filled[hole.Groups[1].Value])
        : filled[template];

    private static string Filled(string expression) => Fill(expression, new()
    {
        ["identityClientId"] = "00000000-0000-0000-0000-000000000001",
        ["storage.blobEndpoint"] = "https://sttest.blob.core.windows.net/",
        ["storage.queueEndpoint"] = "https://sttest.queue.core.windows.net/",
        ["storage.tableEndpoint"] = "https://sttest.table.core.windows.net/",
        ["insightsConnectionString"] = "InstrumentationKey=00000000-0000-0000-0000-000000000002",
        ["hostName"] = "func-test.azurewebsites.net",
    });

    [GeneratedRegex(@"^        (\w+): (.+)$", RegexOptions.Multiline)]
    private static partial Regex Always();

    [GeneratedRegex(@"key: ('(?:[^'$]|\$\{[^}]*\})*'),?\s+value: ('(?:[^'$]|\$\{[^}]*\})*'|[\w.]+(?:\([\w.]+\))?)")]
    private static partial Regex Entry();

    [GeneratedRegex(@"\$\{([^}]*)\}")]
    private static partial Regex Interpolation();
}
