using Webhooks.Signatures.Schemes;

namespace Webhooks.Signatures.Presets;

/// <summary>Every scheme by its name in settings.</summary>
public static class SchemeCatalog
{
    /// <summary>The scheme that is made of settings alone.</summary>
    public const string Hmac = "hmac";

    private static readonly IReadOnlyList<SignatureScheme> Classes =
        [new ValaraScheme(), new NovaVmsScheme(), new FastPixScheme(), new EnvlessScheme(), new StandardWebhooksScheme()];

    public static IReadOnlyList<string> Names => [.. Classes.Select(scheme => scheme.Name), Hmac, .. PresetFiles.Names];

    /// <summary>What can be chosen, for people: there are many presets.</summary>
    public static string Choices => $"one of {string.Join(", ", Classes.Select(scheme => scheme.Name))}, {Hmac}, or a preset such as github, stripe or slack (`hook presets` lists them)";

    /// <summary>The preset with this name; null when there is none.</summary>
    public static Preset? FindPreset(string name) => PresetFiles.Find(name);

    /// <summary>The scheme with this name; null when it is unknown or needs settings.</summary>
    public static SignatureScheme? Find(string name) => Find(name, null, out _);

    /// <summary>The scheme with this name and, for <c>hmac</c> and its presets, these settings; null, with the problem, when there is none.</summary>
    public static SignatureScheme? Find(string name, SchemeSettings? settings, out SettingProblem? problem) => Find(name, settings, null, out problem);

    /// <summary>The same with what a receiver says about its sender.</summary>
    public static SignatureScheme? Find(string name, SchemeSettings? settings, SchemeOptions? options, out SettingProblem? problem) =>
        Find(name, settings, options, PresetCatalog.BuiltIn, out problem);

    /// <summary>The same with a team's own presets.</summary>
    public static SignatureScheme? Find(string name, SchemeSettings? settings, SchemeOptions? options, PresetCatalog presets, out SettingProblem? problem)
    {
        problem = null;
        var (given, said) = (settings ?? new SchemeSettings(), options ?? new SchemeOptions());
        if (Classes.FirstOrDefault(scheme => scheme.Name == name) is { } scheme)
        {
            problem = given == new SchemeSettings() ? null : new(nameof(Hmac), $"the scheme {name} has no such settings; they belong to {Hmac} and its presets");
            return problem is null ? scheme : null;
        }

        var preset = presets.Find(name);
        if (name != Hmac && preset is null)
        {
            problem = new("Scheme", $"unknown scheme '{name}'; choose {Choices}{(presets.OwnNames.Count == 0 ? "" : $", or one of yours: {string.Join(", ", presets.OwnNames)}")}");
            return null;
        }

        return PresetScheme.Create(name, preset, given, said, out problem);
    }

    /// <summary>The scheme of a preset that is not among those of the library; null, with the problem, when it is not valid.</summary>
    public static SignatureScheme? Create(string name, Preset preset, out SettingProblem? problem) => PresetScheme.Create(name, preset, new(), new(), out problem);
}
