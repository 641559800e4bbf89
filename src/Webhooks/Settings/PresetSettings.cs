using Webhooks.Signatures.Presets;

namespace Webhooks.Settings;

/// <summary>Where a team's own presets are.</summary>
public static class PresetSettings
{
    private const string Name = "Presets";

    /// <summary>The presets of the folder in the settings; else of the folder beside host.json, when there is one.</summary>
    public static PresetCatalog Read(SettingsReader settings)
    {
        var given = settings.Text(Name);
        var folder = Path.Combine(AppContext.BaseDirectory, given ?? Name);
        if (Directory.Exists(folder))
        {
            return PresetCatalog.Read(folder, problem => settings.Refuse(Name, problem));
        }

        if (given is not null)
        {
            settings.Refuse(Name, $"there is no folder '{given}'; write its path, from the folder of host.json");
        }

        return PresetCatalog.BuiltIn;
    }
}
