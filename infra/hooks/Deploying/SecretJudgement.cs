using Deploying.Parameters;
using Webhooks.Senders;
using Webhooks.Settings;
using Webhooks.Signatures.Secrets;

namespace Deploying;

/// <summary>What the receiver will say to a secret: its own reading of settings is asked, before the value is stored.</summary>
internal sealed record SecretJudgement(string? Problem, string? Warning, string? Fingerprint)
{
    public static SecretJudgement Of(SecretName name, string value, DeployParameters parameters) =>
        string.IsNullOrWhiteSpace(value) ? new("it is empty.", null, null)
        : name.IsOfSource ? OfSource(name, value, parameters)
        : OfChannel(name, value, parameters);

    private static SecretJudgement OfSource(SecretName name, string value, DeployParameters parameters)
    {
        var setting = $"{SettingPrefix.Source(name.Owner)}Secrets__{name.Part}__Value";
        var settings = parameters.SettingsOf(name).Append(new(setting, value));
        var reader = new SettingsReader(settings);
        var source = SourceSettings.Read(reader).SingleOrDefault();
        if (reader.Problems.Count > 0 || source is not { Secrets: [var secret] })
        {
            return new(string.Join(" ", reader.Problems), null, null);
        }

        var bytes = secret.Keys.Min(key => key.Bytes.Length);
        var weak = bytes < SecretKey.RecommendedBytes ? $"its key has {bytes} bytes; {SecretKey.RecommendedBytes} or more are right." : null;
        return new(null, weak, secret.Fingerprint);
    }

    // No fingerprint: of a short password even eight digits of a hash would say too much.
    private static SecretJudgement OfChannel(SecretName name, string value, DeployParameters parameters)
    {
        var setting = SettingPrefix.Channel(name.Owner) + name.Part;
        var reader = new SettingsReader(parameters.SettingsOf(name).Append(new(setting, value)));
        NotificationSettings.Read(reader, NotificationRules.All);
        var problem = reader.Problems.FirstOrDefault(found => found.StartsWith(setting + ":", StringComparison.OrdinalIgnoreCase));
        return new(problem, null, null);
    }
}
