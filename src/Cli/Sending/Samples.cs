using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Cli.Rendering;
using Webhooks.Settings;
using Webhooks.Signatures.Presets;

namespace Cli.Sending;

// The sample bodies: those of the preset, else one embedded file per scheme and event type. In file names a slash is written as '~'.
internal static class Samples
{
    private static readonly JsonWriterOptions AsIs = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static IReadOnlyList<string> TypesOf(string scheme, PresetCatalog presets) => presets.Find(scheme) is { } preset
        ? [.. preset.Samples.Bodies.Keys.Order(StringComparer.Ordinal)]
        :
        [
            .. typeof(Samples).Assembly.GetManifestResourceNames()
                .Where(name => name.StartsWith(scheme + "/", StringComparison.Ordinal))
                .Select(name => name[(scheme.Length + 1)..^".json".Length].Replace('~', '/'))
                .Order(StringComparer.Ordinal),
        ];

    public static string Template(string scheme, string type, PresetCatalog presets) =>
        (presets.Find(scheme) is { } preset ? OfPreset(preset, type) : Embedded(scheme, type))
        ?? throw new UsageException(
            $"EVENT-TYPE: there is no sample of '{type}' for {scheme}; near it are {string.Join(", ", Near(scheme, type, presets))}. --list shows all, --body FILE sends any.");

    private static string? OfPreset(Preset preset, string type)
    {
        if (!preset.Samples.Bodies.TryGetValue(type, out var body))
        {
            return null;
        }

        if (body.ValueKind == JsonValueKind.String)
        {
            return body.GetString();
        }

        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, AsIs))
        {
            body.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static string? Embedded(string scheme, string type)
    {
        using var stream = typeof(Samples).Assembly.GetManifestResourceStream($"{scheme}/{type.Replace('/', '~')}.json");
        if (stream is null)
        {
            return null;
        }

        using var reader = new StreamReader(stream, Encoding.UTF8);

        // The line end is the file's, not the body's.
        return reader.ReadToEnd().TrimEnd('\n');
    }

    private static IEnumerable<string> Near(string scheme, string type, PresetCatalog presets) =>
        TypesOf(scheme, presets).OrderBy(known => known.Contains(type, StringComparison.OrdinalIgnoreCase) ? 0 : Misspelling.Distance(known, type)).Take(3);
}
