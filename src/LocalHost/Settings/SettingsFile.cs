using System.Text.Json;

namespace LocalHost.Settings;

// A file in the form of local.settings.json: flat texts under "Values".
internal sealed record SettingsFile(string Path, IReadOnlyDictionary<string, string?> Values)
{
    private const string Own = "local.settings.json";
    private const string Sample = "local.settings.sample.json";

    public bool IsSample => System.IO.Path.GetFileName(Path) == Sample;

    public static SettingsFile Find(string root, string? chosen) =>
        Read(chosen is not null ? System.IO.Path.GetFullPath(chosen)
            : Existing(root, Own) ?? Existing(root, Sample)
            ?? throw new CannotStartException($"Neither {Own} nor {Sample} in the repository's root: write {Own} or name a file with --settings FILE."));

    private static SettingsFile Read(string path)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllText(path), new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            return new(path, ReadValues(path, json.RootElement));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new CannotStartException(JsonFileErrors.Explain(path, failure), failure);
        }
    }

    private static string? Existing(string root, string name) =>
        System.IO.Path.Combine(root, name) is var path && File.Exists(path) ? path : null;

    private static Dictionary<string, string?> ReadValues(string path, JsonElement file)
    {
        var values = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in file.ValueKind == JsonValueKind.Object ? file.EnumerateObject() : throw new JsonException())
        {
            switch (part.Name)
            {
                case "Values" when part.Value.ValueKind == JsonValueKind.Object:
                    foreach (var value in part.Value.EnumerateObject())
                    {
                        // "__" in environment variables is ":" in the configuration.
                        values[value.Name.Replace("__", ":", StringComparison.Ordinal)] = Text(path, value);
                    }

                    break;
                case "IsEncrypted" when part.Value.ValueKind == JsonValueKind.False:
                case "$schema":
                    break;
                default:
                    throw new CannotStartException($"{path}: LocalHost does not support \"{part.Name}\" with this value; it reads only \"Values\", unencrypted. The address is set with --urls.");
            }
        }

        return values;
    }

    private static string? Text(string path, JsonProperty value) => value.Value.ValueKind switch
    {
        JsonValueKind.String => value.Value.GetString(),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.Value.GetRawText(),
        _ => throw new CannotStartException($"{path}: the value of {value.Name} must be a text. Settings are flat, for example \"Sources__lab__Scheme\": \"valara\"."),
    };
}
