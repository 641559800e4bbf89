using Cli.Rendering;
using Webhooks.Settings;
using Webhooks.Signatures.Deliveries;
using Webhooks.Signatures.Schemes;
using Webhooks.Signatures.Secrets;

namespace Cli.Sending;

// What the arguments give; it wins over the settings.
internal sealed record SourceArguments(string Name, string? Scheme, string? Secret, IReadOnlyList<KeyValuePair<string, string?>> Hmac);

// The source to post to and the key to sign with, read as the receiver reads them.
internal sealed record ConfiguredSource(Source Source, SecretKey Key, string Fingerprint)
{
    // When set, it signs, and Key is its public half.
    private Ed25519PrivateKey? PrivateKey { get; init; }

    public Delivery Sign(Delivery delivery, HmacRecipe recipe, string? timestamp) => PrivateKey is { } key
        ? DeliverySigner.Sign(delivery, recipe, key, timestamp)
        : DeliverySigner.Sign(delivery, recipe, Key.Bytes.Span, timestamp);

    public static ConfiguredSource Find(SourceArguments given, LocalSettings settings, DateTimeOffset at)
    {
        var prefix = $"Sources__{given.Name}__";
        var values = settings.Under(prefix).ToDictionary(pair => pair.Key, pair => (string?)pair.Value, StringComparer.OrdinalIgnoreCase);
        if (given.Scheme is { } scheme && scheme != values.GetValueOrDefault("Scheme"))
        {
            // The parts in the settings belong to the settings' scheme.
            Remove(values, "Hmac__");
            values["Scheme"] = scheme;
        }

        var privateKey = given.Secret is { } secret ? Take(secret, values) : null;

        if (!values.ContainsKey("Scheme"))
        {
            throw new UsageException(Unknown(given.Name, settings));
        }

        var all = values.Concat(given.Hmac.Select(part => KeyValuePair.Create("Hmac__" + part.Key, part.Value)));
        var reader = new SettingsReader(all.Select(pair => KeyValuePair.Create(prefix + pair.Key, pair.Value)));
        var source = SourceSettings.Read(reader).SingleOrDefault();
        return source is null || reader.Problems.Count > 0
            ? throw new UsageException(string.Join(Environment.NewLine, reader.Problems.Select(problem => given.Secret is null ? problem : problem.Replace($"{prefix}Secrets__0__Value:", "--secret:", StringComparison.Ordinal))))
            : With(source, source.Secrets.FirstOrDefault(secret => secret.IsActiveAt(at)) ?? (source.Secrets is [var first, ..] ? first : null), privateKey);
    }

    // The settings of a source hold public keys alone.
    private static Ed25519PrivateKey? Take(string secret, Dictionary<string, string?> values)
    {
        Remove(values, "Secrets__");
        if (!secret.TrimStart().StartsWith(Ed25519PrivateKey.Prefix, StringComparison.Ordinal))
        {
            values["Secrets__0__Value"] = secret;
            return null;
        }

        var key = Ed25519PrivateKey.Read(secret)
            ?? throw new UsageException($"--secret: it is not a private key; write {Ed25519PrivateKey.Prefix} and the Base64 of its 32 bytes, or of these and its public key.");
        values["Secrets__0__Value"] = key.PublicKey;
        values["Secrets__0__KeyForm"] = nameof(KeyForm.Whpk);
        return key;
    }

    private static ConfiguredSource With(Source source, Secret? secret, Ed25519PrivateKey? privateKey) => secret switch
    {
        { } when privateKey is not null && source.Scheme.Recipes[0].Layout == SignatureLayout.Versioned =>
            new ConfiguredSource(source, secret.Keys[0], secret.Fingerprint) { PrivateKey = privateKey },
        { } when privateKey is not null => throw new UsageException($"--secret: {source.Scheme.Name} does not sign by Ed25519; give a symmetric secret."),
        null => throw new UsageException($"SOURCE: '{source.Name}' has no secret in its settings; give --secret."),
        { Keys: [{ Form: KeyForm.Whpk }, ..] } =>
            throw new UsageException($"SOURCE: the secret of '{source.Name}' is a public key, which cannot sign; give the sender's private key (whsk_…), or a symmetric secret, by --secret."),
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
        return names.Count > 0
            ? $"SOURCE: {SourcesView.Unknown(name, names, $"in {settings.Name}")} Or give --scheme and --secret."
            : $"SOURCE: the scheme of '{name}' is not configured ({settings.Name}); give --scheme and --secret.";
    }
}
