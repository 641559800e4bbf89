using Cli.Rendering;
using Webhooks;
using Webhooks.Settings;
using Webhooks.Signatures.Cryptography;
using Webhooks.Signatures.Deliveries;
using Webhooks.Signatures.Presets;
using Webhooks.Signatures.Schemes;
using Webhooks.Signatures.Secrets;

namespace Cli.Sending;

// What the arguments give; it wins over the settings.
internal sealed record SourceArguments(string Name, string? Scheme, string? Secret, IReadOnlyList<KeyValuePair<string, string?>> Hmac)
{
    public string? PublicUrl { get; init; }

    public IReadOnlyList<KeyValuePair<string, string?>> Further { get; init; } = [];
}

// The source to send to and the key to sign with, read as the receiver reads them. Where a handshake brings the secret, there may be none.
internal sealed record ConfiguredSource(Source Source, SecretKey? Key, string? Fingerprint)
{
    // When there is one, it signs, and Key is its public half.
    private SenderKey? PrivateKey { get; init; }

    public PresetCatalog Presets { get; private init; } = PresetCatalog.BuiltIn;

    // Where the sender signs it, as it is configured there.
    public string? PublicUrl { get; private init; }

    // The parameter of the address that holds the secret itself; null when none does.
    public string? SecretParameter => Source.Scheme.Definitions[0] is { Algorithm: SigningAlgorithm.Token } definition ? definition.SignatureAt.Select(place => place.Query).FirstOrDefault(name => name is not null) : null;

    public Delivery Sign(Delivery delivery, SignatureDefinition definition, string? timestamp) =>
        PrivateKey is { } key ? key.Sign(delivery, definition, timestamp)
        : Key is null ? throw new UsageException($"SOURCE: '{Source.Name}' has no secret in its settings; give --secret.")
        : DeliverySigner.Sign(delivery, definition, Key.Bytes.Span, timestamp);

    // Address: what is signed where the sender signs it, and the settings have no PublicUrl.
    public static ConfiguredSource Find(SourceArguments given, LocalSettings settings, Uri address, DateTimeOffset at)
    {
        var prefix = $"Sources__{given.Name}__";
        var values = settings.Under(prefix).ToDictionary(pair => pair.Key, pair => (string?)pair.Value, StringComparer.OrdinalIgnoreCase);
        if (given.Scheme is { } scheme && scheme != values.GetValueOrDefault("Scheme"))
        {
            // The parts in the settings belong to the settings' scheme.
            Remove(values, "Hmac__");
            values["Scheme"] = scheme;
        }

        foreach (var (part, value) in given.Hmac)
        {
            values["Hmac__" + part] = value;
        }

        foreach (var (setting, value) in given.Further)
        {
            values[setting] = value;
        }

        var name = values.GetValueOrDefault("Scheme") ?? throw new UsageException(Unknown(given.Name, settings));
        var (token, preset) = (settings.Presets.Find(name)?.Token, settings.Presets.Find(name)?.Scheme ?? new());
        if (given.PublicUrl is not null || SignedUrl.IsIn(values.GetValueOrDefault("Hmac__SignedContent") ?? preset.SignedContent) || SignedUrl.IsIn(token))
        {
            values["PublicUrl"] = given.PublicUrl ?? values.GetValueOrDefault("PublicUrl") ?? address.AbsoluteUri;
        }

        var algorithm = Enum.TryParse<SigningAlgorithm>(values.GetValueOrDefault("Hmac__Algorithm"), ignoreCase: true, out var chosen) ? chosen : preset.Algorithm ?? SigningAlgorithm.HmacSha256;
        var privateKey = given.Secret is { } secret ? Take(secret, algorithm, values) : null;
        var reader = new SettingsReader(values.Select(pair => KeyValuePair.Create(prefix + pair.Key, pair.Value)).Append(settings.PresetFolder));
        var source = SourceSettings.Read(reader).SingleOrDefault();
        return source is null || reader.Problems.Count > 0
            ? throw new UsageException(string.Join(Environment.NewLine, reader.Problems.Select(problem => given.Secret is null ? problem : problem.Replace($"{prefix}Secrets__0__Value:", "--secret:", StringComparison.Ordinal))))
            : With(source, source.Secrets.FirstOrDefault(secret => secret.IsActiveAt(at)) ?? (source.Secrets is [var first, ..] ? first : null), privateKey) with { PublicUrl = values.GetValueOrDefault("PublicUrl"), Presets = settings.Presets };
    }

    // The settings of a source hold public keys alone.
    private static SenderKey? Take(string secret, SigningAlgorithm algorithm, Dictionary<string, string?> values)
    {
        Remove(values, "Secrets__");
        if (!SenderKey.Is(secret))
        {
            values["Secrets__0__Value"] = secret;
            return null;
        }

        var key = SenderKey.Read(secret, algorithm)
            ?? throw new UsageException($"--secret: it is not a private key; write {Ed25519PrivateKey.Prefix} and the Base64 of its 32 bytes, or of these and its public key; or a PEM for {algorithm}.");
        values["Secrets__0__Value"] = key.PublicKey;
        values["Secrets__0__KeyForm"] = key.Form.ToString();
        return key;
    }

    private static ConfiguredSource With(Source source, Secret? secret, SenderKey? privateKey)
    {
        var definition = source.Scheme.Definitions[0];
        return secret switch
        {
            { } when privateKey is not null && (definition.Layout == SignatureLayout.Versioned || SenderKey.Signs(definition.Algorithm)) =>
                new ConfiguredSource(source, secret.Keys[0], secret.Fingerprint) { PrivateKey = privateKey },
            { } when privateKey is not null => throw new UsageException($"--secret: {source.Scheme.Name} does not sign by Ed25519; give a symmetric secret."),
            null => new ConfiguredSource(source, null, null),
            { Keys: [{ IsPublic: true }, ..] } => throw new UsageException(
                $"SOURCE: the secret of '{source.Name}' is a public key, which cannot sign; give the sender's private key (whsk_… or PEM), or a symmetric secret, by --secret."),
            _ => new ConfiguredSource(source, secret.Keys[0], secret.Fingerprint),
        };
    }

    private static void Remove(Dictionary<string, string?> values, string prefix)
    {
        foreach (var key in values.Keys.Where(key => key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)).ToList())
        {
            values.Remove(key);
        }
    }

    private static string Unknown(string name, LocalSettings settings)
    {
        var names = settings.SourceNames;
        return names.Count > 0
            ? $"SOURCE: {SourcesView.Unknown(name, names, $"in {settings.Name}")} Or give --scheme and --secret."
            : $"SOURCE: the scheme of '{name}' is not configured ({settings.Name}); give --scheme and --secret.";
    }
}
