using System.Text.Json;
using Cli.Rendering;

namespace Cli.Sending;

// The flat keys of the nearest local.settings.json, else of local.settings.sample.json. Environment variables win.
internal sealed class LocalSettings
{
    private static readonly IReadOnlyList<string> Names = ["local.settings.json", "local.settings.sample.json"];

    private readonly Dictionary<string, string> values = new(StringComparer.OrdinalIgnoreCase);

    private LocalSettings(string? file) => Name = file is null ? "no local.settings.json here or in a folder above" : Path.GetFileName(file);

    // Where the settings are from, for messages.
    public string Name { get; }

    public static LocalSettings Find(CliContext context)
    {
        // In the same folder, the developer's own file comes before the sample.
        var file = Upwards(context.Directory).SelectMany(folder => Names.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
        var settings = new LocalSettings(file);
        if (file is not null)
        {
            settings.Add(context.Read(file, "settings"), file);
        }

        foreach (var (key, value) in context.Variables)
        {
            settings.values[Flat(key)] = value;
        }

        return settings;
    }

    public string? Find(string key) => values.TryGetValue(key, out var value) && value.Length > 0 ? value : null;

    public IEnumerable<KeyValuePair<string, string>> Under(string prefix) => values
        .Where(pair => pair.Key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && pair.Value.Length > 0)
        .Select(pair => KeyValuePair.Create(pair.Key[prefix.Length..], pair.Value));

    private static IEnumerable<string> Upwards(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            yield return at.FullName;
        }
    }

    private void Add(byte[] json, string file)
    {
        try
        {
            using var document = JsonDocument.Parse(json.AsMemory(json is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            if (document.RootElement.TryGetProperty("Values", out var section))
            {
                foreach (var property in section.EnumerateObject())
                {
                    values[Flat(property.Name)] = property.Value.ToString();
                }
            }
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            throw new UsageException($"The settings file {file} is not JSON with an object \"Values\"; correct it, or give --scheme and --secret.");
        }
    }

    private static string Flat(string key) => key.Replace(":", "__", StringComparison.Ordinal);
}
