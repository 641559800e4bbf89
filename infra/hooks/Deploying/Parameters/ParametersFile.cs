using System.Text.Json;

namespace Deploying.Parameters;

/// <summary>The form of infra/main.parameters.json: what main.bicep's types say, as far as a hook needs it.</summary>
internal static class ParametersFile
{
    /// <summary>The objects of a parameter that is a list; none, when azd is to fill it in (<c>${NAME}</c>).</summary>
    public static IReadOnlyList<JsonElement> Items(JsonElement parameters, string name) =>
        parameters.TryGetProperty(name, out var parameter) && parameter.TryGetProperty("value", out var value) && value.ValueKind == JsonValueKind.Array
            ? [.. value.EnumerateArray()]
            : [];

    /// <summary>A simple value as azd will fill it in: <c>${NAME}</c> is a variable of the environment.</summary>
    public static string? Filled(JsonElement parameters, string name)
    {
        var text = parameters.TryGetProperty(name, out var parameter) && parameter.TryGetProperty("value", out var value) ? value.ToString() : null;
        return text is ['$', '{', .. var variable, '}'] ? Environment.GetEnvironmentVariable(variable) : text;
    }

    public static string? Text(JsonElement item, string name) => item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    public static ProvisionedSource Source(JsonElement source)
    {
        var (name, scheme) = (Text(source, "name") ?? "", Text(source, "scheme") ?? "");
        var prefix = SettingPrefix.Source(name);
        var secrets = source.TryGetProperty("secrets", out var count) && count.TryGetInt32(out var number) ? number : 0;
        return new(name, scheme, secrets, Text(source, "expectedInterval"), [new(prefix + "Scheme", scheme), .. Settings(source, prefix)]);
    }

    public static IReadOnlyList<KeyValuePair<string, string?>> Channel(JsonElement channel) =>
        [.. Settings(channel, SettingPrefix.Channel(Text(channel, "name") ?? ""))];

    private static IEnumerable<KeyValuePair<string, string?>> Settings(JsonElement item, string prefix) =>
        item.TryGetProperty("settings", out var settings) && settings.ValueKind == JsonValueKind.Object
            ? settings.EnumerateObject().Select(setting => KeyValuePair.Create(prefix + setting.Name, (string?)setting.Value.ToString()))
            : [];
}
