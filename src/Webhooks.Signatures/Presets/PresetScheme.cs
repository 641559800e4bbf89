using Webhooks.Signatures.Content;
using Webhooks.Signatures.Cryptography;
using Webhooks.Signatures.Handshakes;
using Webhooks.Signatures.Schemes;

namespace Webhooks.Signatures.Presets;

// The scheme of a preset, or of settings alone, with what is weak about it.
internal static class PresetScheme
{
    public static ConfiguredScheme? Create(string name, Preset? preset, SchemeSettings given, SchemeOptions options, out SettingProblem? problem)
    {
        // A preset has chosen for good reasons what it has written down; settings over it choose for themselves.
        var isWeak = preset?.Weakness is not null && given is { Algorithm: null, SignedContent: null };
        var isUnsigned = preset?.UnsignedId is not null && given is { EventId: null, SignedContent: null, BodyDigest: null };
        var needsNoId = options.NeedsNoId ?? preset?.NoDeduplication is not null;
        var whole = given.Over(preset?.Scheme ?? new SchemeSettings());
        if (HandshakeList.Read(preset?.Handshakes ?? [], whole.SignedContent, out var invalid) is not { } handshakes)
        {
            problem = new("Scheme", $"the handshakes of the preset '{name}' are not valid: {invalid}");
            return null;
        }

        var scheme = ConfiguredScheme.Create(
            name,
            isWeak ? whole with { AllowWeak = true } : whole,
            out problem,
            options with { AcceptsUnsignedId = options.AcceptsUnsignedId || isUnsigned, NeedsNoId = needsNoId, Token = preset?.Token, Topic = preset?.Topic });
        if (scheme is not null)
        {
            scheme.Given = given;
            scheme.Traits = new()
            {
                Publication = Publication(preset?.PublishedKeys, scheme.Definitions[0]),
                ReplayWindow = preset?.ReplayWindow,
                Deadline = preset?.Deadline,
                NoDeduplication = preset?.NoDeduplication,
                SecretPaths = preset?.SecretPaths ?? [],
                BringsSecret = handshakes.BringSecret,
                SignsChallenges = handshakes.SignForAnyone,
                Weaknesses = [.. Weaknesses(scheme, isWeak ? preset!.Weakness : null, isUnsigned ? preset!.UnsignedId : null, needsNoId)],
            };
        }

        return scheme;
    }

    private static KeyPublication? Publication(PublishedKeySettings? published, SignatureDefinition definition) => published switch
    {
        null => null,
        { KeySet: { } address } => new KeySet(address, definition),
        _ => new CertificateStore(published, definition, FieldLocation.ReadList(published.CertificateAt, out _)![0]),
    };

    private static IEnumerable<string> Weaknesses(ConfiguredScheme scheme, string? weakness, string? unsignedId, bool needsNoId)
    {
        var definition = scheme.Definitions[0];
        if ((weakness ?? SchemeChecks.Weakness(definition.Algorithm, definition.Content)) is { } known)
        {
            yield return known;
        }

        if (!needsNoId && !definition.Algorithm.SendsSecret() && scheme.EventId.SelectMany(location => location.All).Any(location => !SchemeChecks.IsSigned(location, definition.Content, definition.TimestampHeader)))
        {
            yield return $"The event id is not signed, so whoever has captured a delivery can send it again as a new event.{(unsignedId is null ? "" : " " + unsignedId)}";
        }
    }
}
