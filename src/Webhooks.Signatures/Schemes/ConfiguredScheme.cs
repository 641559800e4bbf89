using System.Text.RegularExpressions;
using Webhooks.Signatures.Content;
using Webhooks.Signatures.Cryptography;
using Webhooks.Signatures.Deliveries;
using Webhooks.Signatures.Secrets;

namespace Webhooks.Signatures.Schemes;

/// <summary>A scheme made of settings alone, or of a preset and settings over it.</summary>
public sealed partial class ConfiguredScheme : SignatureScheme
{
    private readonly IReadOnlyList<FieldLocation> eventType;
    private readonly IReadOnlyList<FieldLocation> deliveryId;
    private readonly IReadOnlyList<string> paths;
    private readonly FieldLocation? timeInBody;
    private readonly bool acceptsUnsignedId;

    internal ConfiguredScheme(string name, SchemeDefinition parts)
    {
        Name = name;
        Definitions = parts.Definitions;
        KeyForms = [parts.KeyForm];
        EventId = parts.EventId;
        Nonce = parts.Nonce;
        acceptsUnsignedId = parts.AcceptsUnsignedId;
        (eventType, deliveryId) = (parts.EventType, parts.DeliveryId);
        // A time that the signed content repeats was read with it.
        timeInBody = Definitions[0].Content.SignsTimestamp ? null : Definitions[0].TimestampAt;
        FieldLocation[] all = [.. EventId.Concat(eventType).Concat(Nonce).Concat(deliveryId).SelectMany(location => location.All)];
        paths = [.. all.Append(timeInBody).Select(location => location?.Path).OfType<string>().Distinct()];
        FurtherHeaders = [.. all.Select(location => location.Header).OfType<string>()];
    }

    /// <inheritdoc />
    public override string Name { get; }

    /// <inheritdoc />
    public override IReadOnlyList<SignatureDefinition> Definitions { get; }

    /// <inheritdoc />
    public override IReadOnlyList<KeyForm> KeyForms { get; }

    /// <inheritdoc />
    public override IReadOnlyList<string> FurtherHeaders { get; }

    /// <inheritdoc />
    public override bool AnswersBeforeSecret => Traits.BringsSecret;

    /// <inheritdoc />
    public override KeyPublication? Publication => Traits.Publication;

    /// <inheritdoc />
    public override IReadOnlyList<string> Weaknesses => Traits.Weaknesses;

    /// <inheritdoc />
    public override TimeSpan DefaultWindow => Traits.ReplayWindow ?? FiveMinutes;

    /// <inheritdoc />
    public override TimeSpan? Deadline => Traits.Deadline;

    /// <inheritdoc />
    public override string? NoDeduplication => Traits.NoDeduplication;

    // The time in a body may be the event's, which is the same in each delivery of it.
    /// <inheritdoc />
    public override bool SignsTimeOfSending => timeInBody is null && Definitions[0].Topic is null;

    /// <inheritdoc />
    public override IReadOnlyList<string> SecretPaths =>
        SendsSecret ? [.. Traits.SecretPaths, .. Definitions[0].SignatureAt.Select(place => place.Path ?? place.Form).OfType<string>().Select(path => Index().Replace(path, "").TrimStart('.'))] : Traits.SecretPaths;

    /// <summary>The settings without what came from a preset.</summary>
    public SchemeSettings Given { get; internal set; } = new();

    /// <summary>Where the event id is; the first that has a value counts.</summary>
    public IReadOnlyList<FieldLocation> EventId { get; }

    /// <summary>Where the nonce is; empty when the sender signs none.</summary>
    public IReadOnlyList<FieldLocation> Nonce { get; }

    internal SenderTraits Traits { private get; set; } = new();

    /// <summary>Builds the scheme; null, with the problem, when the settings are not valid.</summary>
    internal static ConfiguredScheme? Create(string name, SchemeSettings settings, out SettingProblem? problem, SchemeOptions? options = null)
    {
        var parts = SchemeDefinition.Read(settings, options ?? new(), out problem);
        return parts is null ? null : new ConfiguredScheme(name, parts);
    }

    private protected override Reading Read(Delivery delivery, SignatureClaim claim, TimeSpan window, DateTimeOffset now)
    {
        if (Traits.SignsChallenges && ChallengeText.IsToken(delivery.Body.Span))
        {
            return Reading.Refused(RefusalReason.BodyMalformed, "The body may be a challenge, whose signature anyone is given.");
        }

        if ((claim.Claims is { } said ? claim.Definition.Token!.Check(delivery, said, now) : claim.Definition.Topic?.Check(delivery)) is { } refusal)
        {
            return new Reading { Refusal = refusal };
        }

        var fields = new BodyFields(delivery, paths) { Hashed = claim.Definition.Content.SignsForm ? claim.Content.Body : delivery.Body };
        if (paths.Count > 0 && fields.Json is null && EventId.Concat(Nonce).All(location => location.Path is not null))
        {
            return Reading.Refused(RefusalReason.BodyMalformed, fields.Problem);
        }

        var id = First(EventId, fields, acceptsUnsignedId ? null : claim);
        var nonce = First(Nonce, fields, claim);
        var type = First(eventType, fields, null, static (json, path) => json.Type(path));
        var time = timeInBody?.Find(fields, static (json, path) => json.Id(path));
        if (fields.Json?.Problem is { } unreliable)
        {
            return Reading.Refused(RefusalReason.BodyMalformed, unreliable);
        }

        if (id is null)
        {
            return Reading.Refused(RefusalReason.BodyIncomplete, $"The event id is missing: {string.Join(" or ", EventId)}.");
        }

        if (Nonce.Count > 0 && nonce is null)
        {
            return Reading.Refused(RefusalReason.BodyIncomplete, $"The nonce is missing: {string.Join(" or ", Nonce)}.");
        }

        var signedAt = claim.SignedAt;
        if (timeInBody is not null)
        {
            if (time is null)
            {
                return Reading.Refused(RefusalReason.BodyIncomplete, $"The signed time is missing: {timeInBody}.");
            }

            signedAt = SignedTime.Read(time, claim.Definition.TimestampFormat, isMeasured: false);
            if (signedAt is null)
            {
                return Reading.Refused(RefusalReason.TimestampMalformed, $"The signed time in {timeInBody} is not in the scheme's format.");
            }
        }

        if (type is not null && claim.Definition.Topic?.Confirmation(delivery, type) is { } asked)
        {
            return asked with { SignedAt = signedAt };
        }

        return new Reading
        {
            SignedAt = signedAt,
            Event = new SignedEvent(id, type ?? SignedEvent.UnknownType)
            {
                Nonce = nonce,
                OccurredAt = signedAt,
                DeliveryId = First(deliveryId, fields, null, static (json, path) => json.Text(path)),
            },
        };
    }

    // With a claim, a header that could have been signed by name and was not has no value.
    private static string? First(IReadOnlyList<FieldLocation> locations, BodyFields fields, SignatureClaim? claim, Func<SignedJson, string, string?>? read = null)
    {
        string? found = null;
        for (var i = 0; found is null && i < locations.Count; i++)
        {
            found = claim is { Definition.Content.SignsNamedHeaders: true } && !IsNamed(locations[i], claim) ? null : locations[i].Find(fields, read ?? (static (json, path) => json.Id(path)));
        }

        return found;
    }

    private static bool IsNamed(FieldLocation location, SignatureClaim claim) => location.All.All(part =>
        part.Header is not { } header || claim.Named.Concat(claim.Definition.Content.Headers).Contains(header, StringComparer.OrdinalIgnoreCase));

    // What hides values knows no indexes: it hides them in each element.
    [GeneratedRegex(@"\[[0-9]+\]")]
    private static partial Regex Index();
}
