using Webhooks;
using Webhooks.Secrets;
using Webhooks.Settings;

namespace Cli.Sending;

/// <summary>What arguments say about the source; they win over settings.</summary>
internal sealed record SourceArguments(string Name, string? Scheme, string? Secret, IReadOnlyList<KeyValuePair<string, string?>> Hmac);

/// <summary>The source to post to and the key to sign with, read as the receiver reads them.</summary>
internal sealed record ConfiguredSource(Source Source, SecretKey Key, string Fingerprint)
{
    public static ConfiguredSource Find(SourceArguments given, LocalSettings settings, DateTimeOffset at)
    {
        var prefix = $"Sources__{given.Name}__";
        var values = settings.Under(prefix).ToDictionary(pair => pair.Key, pair => (string?)pair.Value, StringComparer.OrdinalIgnoreCase);
        if (given.Scheme is { } scheme && scheme != values.GetValueOrDefault("Scheme"))
        {
            // The parts and the key forms in the settings belong to the settings' scheme.
            Remove(values, "Hmac__");
            values["Scheme"] = scheme;
        }

        if (given.Secret is { } secret)
        {
            Remove(values, "Secrets__");
            values["Secrets__0__Value"] = secret;
        }

        if (!values.ContainsKey("Scheme"))
        {
            throw new UnusableArgumentException(Unknown(given.Name, settings));
        }

        var all = values.Concat(given.Hmac.Select(part => KeyValuePair.Create("Hmac__" + part.Key, part.Value)));
        var reader = new SettingsReader(all.Select(pair => KeyValuePair.Create(prefix + pair.Key, pair.Value)));
        var source = SourceSettings.Read(reader).SingleOrDefault();
        return source is null || reader.Problems.Count > 0
            ? throw new UnusableArgumentException(string.Join(Environment.NewLine, reader.Problems.Select(problem => given.Secret is null ? problem : problem.Replace($"{prefix}Secrets__0__Value:", "--secret:", StringComparison.Ordinal))))
            : With(source, source.Secrets.FirstOrDefault(secret => secret.IsActiveAt(at)) ?? (source.Secrets is [var first, ..] ? first : null));
    }

    private static ConfiguredSource With(Source source, Secret? secret) => secret switch
    {
        null => throw new UnusableArgumentException($"SOURCE: '{source.Name}' has no secret in its settings; give --secret."),
        { Keys: [{ Form: KeyForm.Whpk }, ..] } =>
            throw new UnusableArgumentException($"SOURCE: the secret of '{source.Name}' is a public key, which cannot sign; give a symmetric one by --secret."),
        _ => new ConfiguredSource(source, secret.Keys[0], secret.Fingerprint),
    };

    private static void Remove(Dictionary<string, string?> values, string prefix)
    {
        foreach (var key in values.Keys.Where(key => key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)).ToList())
        {
            values.Remove(key);
        }
    }

    private static string Unknown(string name, LocalSettings settings)
    {
        var names = settings.Under("Sources__").Select(pair => pair.Key.Split("__")[0]).Distinct().Order(StringComparer.Ordinal).ToList();
        var place = settings.File is { } file ? Path.GetFileName(file) : "no local.settings.json here or in a folder above";
        return names.Count > 0
            ? $"SOURCE: there is no source '{name}' in {place}; there are {string.Join(", ", names)}. Or give --scheme and --secret."
            : $"SOURCE: nothing says how '{name}' signs ({place}); give --scheme and --secret.";
    }
}
