using Cli.Rendering;
using Cli.Sending;
using Webhooks.Settings;
using Webhooks.Signatures.Presets;
using Webhooks.Signatures.Schemes;

namespace Cli.Senders;

// Every sender that can be named in settings.
internal sealed class SenderCatalog(PresetCatalog presets)
{
    public IEnumerable<string> Names => SchemeCatalog.Names.Concat(presets.OwnNames).Where(name => name != SchemeCatalog.Hmac).Order(StringComparer.Ordinal);

    public IReadOnlyList<SenderView> All => [.. Names.Select(Of)];

    public SenderView Find(string name, string argument) => Names.Contains(name)
        ? Of(name)
        : throw new UsageException($"{argument}: there is no preset '{name}'; near it are {string.Join(", ", Near(name))}. `hook presets` lists all.");

    // Described by settings alone.
    public SenderView BySettings => Of(SchemeCatalog.Find(SchemeCatalog.Hmac, new SchemeSettings { SignatureHeader = "X-Signature" }, out _)!);

    // Whether any word of what people look for is in it.
    public static bool Matches(SenderView sender, string text) =>
        new[] { sender.Name, sender.Title, sender.Algorithm, sender.SignatureIn, sender.SignedContent, sender.Weakness ?? "" }
            .Concat(sender.EventTypes).Any(field => field.Contains(text, StringComparison.OrdinalIgnoreCase));

    private SenderView Of(string name) => presets.Find(name) is { } preset ? Of(name, preset) : Of(SchemeCatalog.Find(name)!);

    private SenderView Of(string name, Preset preset)
    {
        var scheme = preset.Scheme;
        return new SenderView
        {
            Name = name,
            IsPreset = true,
            Title = preset.Title,
            Algorithm = SchemeText.Algorithm(scheme),
            SignatureIn = SchemeText.SignatureIn(scheme),
            SignedContent = SchemeText.Content(scheme),
            Time = SchemeText.Time(scheme) ?? (preset.Token is { IsNewForEachDelivery: true } ? "iat in the token" : null),
            EventId = scheme.EventId ?? "sha256",
            ReplayWindow = preset.ReplayWindow ?? (SchemeText.Time(scheme) is null && preset.Token is not { IsNewForEachDelivery: true } ? null : SignatureScheme.FiveMinutes),
            Deadline = preset.Deadline,
            Answer = preset.Answer is { } answer ? SchemeText.Answer(answer) : null,
            Handshakes = [.. preset.Handshakes.Select(SchemeText.Handshake)],
            Weakness = preset.Weakness,
            UnsignedId = preset.UnsignedId,
            NoDeduplication = preset.NoDeduplication,
            Needs = [.. SchemeText.Needs(preset)],
            TokenIsTopic = preset.Handshakes.Any(handshake => handshake.Token?.EndsWith(".topic", StringComparison.Ordinal) == true),
            HasKeyPair = scheme.Algorithm is { } algorithm && SenderKey.Signs(algorithm),
            Secret = preset.Facts.Secret,
            Address = preset.Facts.Address,
            Retries = preset.Facts.Retries,
            Sources = preset.Facts.Sources,
            DefaultType = preset.Samples.Default,
            EventTypes = Samples.TypesOf(name, presets),
        };
    }

    private SenderView Of(SignatureScheme scheme)
    {
        var profile = SenderProfile.Named(scheme.Name, presets);
        var definition = scheme.Definitions[0];
        var facts = profile.Facts!;
        return new SenderView
        {
            Name = scheme.Name,
            Title = facts.Title,
            Algorithm = facts.Algorithm ?? "HMAC-SHA256",
            SignatureIn = string.Join(", ", scheme.Definitions.Select(known => known.SignatureHeader).Distinct()),
            SignedContent = definition.Content.Setting,
            Time = facts.Time ?? definition.TimestampHeader,
            EventId = facts.EventId ?? profile.EventId!,
            ReplayWindow = (facts.Time ?? definition.TimestampHeader) is null ? null : scheme.DefaultWindow,
            Handshakes = scheme.AnswersBeforeSecret ? ["POST without an event, before a secret is configured: answered 200"] : [],
            Secret = facts.Secret,
            Address = facts.Address,
            Sources = facts.Sources,
            DefaultType = profile.Default,
            EventTypes = Samples.TypesOf(scheme.Name, presets),
        };
    }

    private IEnumerable<string> Near(string name) => Names
        .OrderBy(known => known.Contains(name, StringComparison.OrdinalIgnoreCase) || name.Contains(known, StringComparison.OrdinalIgnoreCase) ? 0 : Misspelling.Distance(known, name)).Take(3);
}
