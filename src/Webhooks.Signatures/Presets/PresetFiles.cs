using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Webhooks.Signatures.Presets;

// The presets that the library brings, one embedded file each.
internal static partial class PresetFiles
{
    private const string Folder = "Presets/";

    private static readonly Lazy<SortedDictionary<string, Preset>> All = new(ReadAll);

    public static IReadOnlyCollection<string> Names => All.Value.Keys;

    public static Preset? Find(string name) => All.Value.GetValueOrDefault(name);

    /// <summary>Reads the text of a preset file.</summary>
    /// <exception cref="JsonException">It is not JSON, or not a preset.</exception>
    public static Preset Read(Stream file) => JsonSerializer.Deserialize(file, PresetJson.Default.Preset) ?? throw new JsonException("The file is empty.");

    /// <summary>How a file is read, for its schema.</summary>
    public static JsonTypeInfo<Preset> Type => PresetJson.Default.Preset;

    private static SortedDictionary<string, Preset> ReadAll()
    {
        var presets = new SortedDictionary<string, Preset>(StringComparer.Ordinal);
        var assembly = typeof(PresetFiles).Assembly;
        foreach (var resource in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal)))
        {
            using var file = assembly.GetManifestResourceStream(resource)!;
            presets.Add(resource[Folder.Length..^".json".Length], Read(file));
        }

        return presets;
    }

    [JsonSourceGenerationOptions(
        UseStringEnumConverter = true,
        PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        ReadCommentHandling = JsonCommentHandling.Skip)]
    [JsonSerializable(typeof(Preset))]
    private sealed partial class PresetJson : JsonSerializerContext;
}
