using System.Text.Json;
using Cli.Rendering;
using Webhooks.Settings;
using Webhooks.Signatures.Presets;

namespace Cli.Sending;

// The flat keys of the nearest local.settings.json, else of local.settings.sample.json. Environment variables win.
internal sealed class LocalSettings
{
    public const string FileName = "local.settings.json";
    public const string SampleName = "local.settings.sample.json";

    private const string Sources = "Sources__";
    private const string PresetsName = "Presets";

    private readonly string? folder;

    private readonly Dictionary<string, string> values = new(StringComparer.OrdinalIgnoreCase);

    private readonly Lazy<PresetCatalog> presets;

    private LocalSettings(string? file)
    {
        folder = Path.GetDirectoryName(file);
        presets = new(ReadPresets);
        Name = file is null ? "no local.settings.json here or in a folder above" : Path.GetFileName(file);
    }

    // Where the settings are from, for messages.
    public string Name { get; }

    // A team's own are in the folder that the settings name, else in Presets beside them.
    public PresetCatalog Presets => presets.Value;

    // For a reader, whose own folder is that of the tool.
    public KeyValuePair<string, string?> PresetFolder =>
        new(PresetsName, folder is not null && Path.Combine(folder, Find(PresetsName) ?? PresetsName) is var path && Directory.Exists(path) ? path : Find(PresetsName));

    public static LocalSettings Find(CliContext context)
    {
        // In the same folder, the developer's own file comes before the sample.
        var file = Nearest(context, FileName, SampleName);
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

    // Here or in a folder above; in one folder, the name that comes first.
    public static string? Nearest(CliContext context, params string[] names) =>
        Upwards(context.Directory).SelectMany(folder => names.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);

    public string? Find(string key) => values.TryGetValue(key, out var value) && value.Length > 0 ? value : null;

    public IEnumerable<KeyValuePair<string, string>> Under(string prefix) => values
        .Where(pair => pair.Key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && pair.Value.Length > 0)
        .Select(pair => KeyValuePair.Create(pair.Key[prefix.Length..], pair.Value));

    public IReadOnlyList<string> SourceNames => [.. Under(Sources).Select(pair => pair.Key.Split("__")[0]).Distinct().Order(StringComparer.Ordinal)];

    private PresetCatalog ReadPresets()
    {
        var reader = new SettingsReader([PresetFolder]);
        var read = PresetSettings.Read(reader);
        return reader.Problems.Count == 0 ? read : throw new UsageException(string.Join(Environment.NewLine, reader.Problems));
    }

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

    // A source's name may be written with underscores: app settings on Linux allow no hyphen.
    private static string Flat(string key)
    {
        var flat = key.Replace(":", "__", StringComparison.Ordinal);
        return flat.StartsWith(Sources, StringComparison.OrdinalIgnoreCase) && flat.IndexOf("__", Sources.Length, StringComparison.Ordinal) is var end and > 0
            ? Sources + SourceSettings.NameOf(flat[Sources.Length..end]) + flat[end..]
            : flat;
    }
}
