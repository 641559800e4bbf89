using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Webhooks.Signatures.Presets;

// The presets that the library brings, one embedded file each. A file is read when it is asked for: of the many, an app uses few.
internal static partial class PresetFiles
{
    private const string Folder = "Presets/";
    private const string Extension = ".json";

    private static readonly JsonDocumentOptions AllowingComments = new() { CommentHandling = JsonCommentHandling.Skip };

    private static readonly ConcurrentDictionary<string, Preset> Known = new(StringComparer.Ordinal);

    public static IReadOnlyList<string> Names { get; } =
    [
        .. typeof(PresetFiles).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .Select(name => name[Folder.Length..^Extension.Length])
            .Order(StringComparer.Ordinal),
    ];

    public static Preset? Find(string name) => Known.TryGetValue(name, out var preset) ? preset
        // Names come from settings and callers: only those of files are kept.
        : Names.Contains(name) ? Known.GetOrAdd(name, ReadFile)
        : null;

    /// <summary>Reads the text of any preset file.</summary>
    /// <exception cref="JsonException">It is not JSON, or not a preset.</exception>
    public static Preset Read(Stream file) => JsonSerializer.Deserialize(file, PresetJson.Default.Preset) ?? throw new JsonException("The file is empty.");

    /// <summary>How a file is read, for its schema.</summary>
    public static JsonTypeInfo<Preset> Type => PresetJson.Default.Preset;

    private static Preset ReadFile(string name)
    {
        using var file = typeof(PresetFiles).Assembly.GetManifestResourceStream(Folder + name + Extension)!;
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return BuiltInPreset.Read(JsonElement.Parse(bytes, AllowingComments));
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
