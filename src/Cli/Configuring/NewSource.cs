using Cli.Rendering;
using Cli.Sending;
using Webhooks;
using Webhooks.Settings;

namespace Cli.Configuring;

// Value: null for a secret that is not known here.
internal sealed record NewSetting(string Name, string? Value, bool IsSecret = false);

// The settings of a source, in the order in which they are written.
internal sealed record NewSource(string Name, string Scheme, IReadOnlyList<NewSetting> Settings)
{
    public const string Secret = "Secrets__0__Value";
    public const string VerifyToken = "VerifyToken";
    public const string PublicUrl = "PublicUrl";

    // Hyphens as underscores, so that the keys are the same in Azure.
    public string Key(NewSetting setting) => $"Sources__{Name.Replace('-', '_')}__{setting.Name}";

    public IReadOnlyList<KeyValuePair<string, string>> Known => [.. Settings.Where(setting => setting.Value is not null).Select(setting => KeyValuePair.Create(Key(setting), setting.Value!))];

    // The receiver would refuse to start with it: what is wrong is said before anything is written.
    public Source? Read(LocalSettings known)
    {
        var reader = new SettingsReader(Known.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)).Append(known.PresetFolder));
        var source = SourceSettings.Read(reader).SingleOrDefault();
        var unknown = Settings.Where(setting => setting.Value is null).Select(Key).ToList();
        var problems = reader.Problems.Where(problem => !unknown.Exists(key => problem.StartsWith(key + ":", StringComparison.Ordinal))).ToList();
        return problems.Count == 0 ? source : throw new UsageException(string.Join(Environment.NewLine, problems));
    }
}
