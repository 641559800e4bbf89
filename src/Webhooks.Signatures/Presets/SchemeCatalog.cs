using System.Text.Json;
using System.Text.Json.Serialization;
using Webhooks.Signatures.Cryptography;
using Webhooks.Signatures.Schemes;

namespace Webhooks.Signatures.Presets;

/// <summary>Every scheme by the name that settings choose it by.</summary>
public static partial class SchemeCatalog
{
    /// <summary>The name of the scheme that is made of settings alone.</summary>
    public const string Hmac = "hmac";

    private static readonly IReadOnlyList<SignatureScheme> Classes =
        [new ValaraScheme(), new NovaVmsScheme(), new FastPixScheme(), new EnvlessScheme(), new StandardWebhooksScheme()];

    private static readonly Lazy<IReadOnlyDictionary<string, HmacSettings>> Presets = new(ReadPresets);

    /// <summary>All names, for messages.</summary>
    public static IReadOnlyList<string> Names => [.. Classes.Select(scheme => scheme.Name), Hmac, .. Presets.Value.Keys];

    /// <summary>
    /// The scheme of a name; null, with the setting and what is wrong with it, when there is none. Settings of the <c>hmac</c>
    /// scheme apply to it and to presets.
    /// </summary>
    public static SignatureScheme? Find(string name, HmacSettings? settings, out string setting, out string problem)
    {
        (setting, problem) = ("Scheme", "");
        if (Classes.FirstOrDefault(scheme => scheme.Name == name) is { } scheme)
        {
            if (settings is not null && settings != new HmacSettings())
            {
                (setting, problem) = (Hmac, $"the scheme {name} has no such settings; they belong to {Hmac} and its presets");
                return null;
            }

            return scheme;
        }

        var preset = Presets.Value.GetValueOrDefault(name);
        if (name != Hmac && preset is null)
        {
            problem = $"'{name}' is no scheme; choose one of {string.Join(", ", Names)}";
            return null;
        }

        var given = settings ?? new HmacSettings();
        var made = HmacScheme.Create(name, given.Over(preset ?? new HmacSettings()), out setting, out problem);
        made?.Given = given;
        return made;
    }

    private static Dictionary<string, HmacSettings> ReadPresets()
    {
        using var stream = typeof(SchemeCatalog).Assembly.GetManifestResourceStream("Presets.json")!;
        return JsonSerializer.Deserialize(stream, PresetsJson.Default.DictionaryStringHmacSettings)!;
    }

    [JsonSourceGenerationOptions(UseStringEnumConverter = true)]
    [JsonSerializable(typeof(Dictionary<string, HmacSettings>))]
    private sealed partial class PresetsJson : JsonSerializerContext;
}
