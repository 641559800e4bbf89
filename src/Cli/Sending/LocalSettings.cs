using System.Text.Json;

namespace Cli.Sending;

/// <summary>The flat keys of the nearest local.settings.json, or else local.settings.sample.json; environment variables win.</summary>
internal sealed class LocalSettings
{
    private static readonly IReadOnlyList<string> Names = ["local.settings.json", "local.settings.sample.json"];

    private readonly Dictionary<string, string> values = new(StringComparer.OrdinalIgnoreCase);

    private LocalSettings(string? file) => File = file;

    /// <summary>The file that was read; null when none was found.</summary>
    public string? File { get; }

    public static LocalSettings Find(CliContext context)
    {
        // The nearest folder decides; within it the developer's own file comes before the sample.
        var file = Upwards(context.Directory).SelectMany(folder => Names.Select(name => Path.Combine(folder, name))).FirstOrDefault(System.IO.File.Exists);
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

    /// <summary>The value of a key; null when it is absent or empty.</summary>
    public string? Find(string key) => values.TryGetValue(key, out var value) && value.Length > 0 ? value : null;

    /// <summary>All keys that begin so, without the beginning.</summary>
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
            throw new UnusableArgumentException($"The settings file {file} is not JSON with an object \"Values\"; mend it, or give --scheme and --secret.");
        }
    }

    private static string Flat(string key) => key.Replace(":", "__", StringComparison.Ordinal);
}
