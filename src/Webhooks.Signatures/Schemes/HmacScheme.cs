using Webhooks.Signatures.Content;
using Webhooks.Signatures.Cryptography;
using Webhooks.Signatures.Deliveries;
using Webhooks.Signatures.Secrets;

namespace Webhooks.Signatures.Schemes;

/// <summary>A scheme made of settings alone, for every sender that signs with HMAC-SHA256.</summary>
public sealed class HmacScheme : SignatureScheme
{
    private readonly IReadOnlyList<FieldLocation> eventType;
    private readonly IReadOnlyList<FieldLocation> deliveryId;
    private readonly IReadOnlyList<string> paths;

    private HmacScheme(string name, HmacSettings settings, SignedContentTemplate content)
    {
        Name = name;
        KeyForms = [settings.KeyForm ?? KeyForm.Utf8];
        Recipes =
        [
            new()
            {
                SignatureHeader = settings.SignatureHeader!,
                Layout = settings.Layout ?? SignatureLayout.Plain,
                Prefix = settings.Prefix ?? "",
                Encoding = settings.Encoding ?? MacEncoding.Hex,
                Content = content,
                TimestampHeader = settings.TimestampHeader,
                TimestampKey = settings.TimestampKey ?? "t",
                TimestampFormat = settings.TimestampFormat ?? TimeFormat.Unix,
            },
        ];
        EventId = FieldLocation.ReadList(settings.EventId ?? HmacSettings.DefaultEventId, out _)!;
        Nonce = FieldLocation.ReadList(settings.Nonce, out _)!;
        eventType = FieldLocation.ReadList(settings.EventType, out _)!;
        deliveryId = FieldLocation.ReadList(settings.DeliveryId, out _)!;
        FieldLocation[] all = [.. EventId, .. eventType, .. Nonce, .. deliveryId];
        paths = [.. all.Select(location => location.Path).OfType<string>().Distinct()];
        FurtherHeaders = [.. all.Select(location => location.Header).OfType<string>()];
    }

    /// <inheritdoc />
    public override string Name { get; }

    /// <inheritdoc />
    public override IReadOnlyList<HmacRecipe> Recipes { get; }

    /// <inheritdoc />
    public override IReadOnlyList<KeyForm> KeyForms { get; }

    /// <inheritdoc />
    public override IReadOnlyList<string> FurtherHeaders { get; }

    /// <summary>The settings without what came from a preset.</summary>
    public HmacSettings Given { get; internal set; } = new();

    /// <summary>Whether the sender's secret comes by a handshake.</summary>
    public override bool AnswersBeforeSecret => BringsSecret;

    internal bool BringsSecret { private get; set; }

    // A handshake signs callers' texts, so that the signature of such a text proves nothing.
    internal bool SignsChallenges { private get; set; }

    /// <summary>Where the event id is; the first that has a value counts.</summary>
    public IReadOnlyList<FieldLocation> EventId { get; }

    /// <summary>Where the nonce is; empty when the sender signs none.</summary>
    public IReadOnlyList<FieldLocation> Nonce { get; }

    /// <summary>Builds the scheme; null, with the problem, when the settings are not valid.</summary>
    internal static HmacScheme? Create(string name, HmacSettings settings, out SettingProblem? problem)
    {
        problem = settings.Validate(out var content);
        return problem is null ? new HmacScheme(name, settings, content!) : null;
    }

    private protected override Reading Read(Delivery delivery, SignatureClaim claim, TimeSpan window, DateTimeOffset now)
    {
        if (SignsChallenges && ChallengeText.IsToken(delivery.Body.Span))
        {
            return Reading.Refused(RefusalReason.BodyMalformed, "The body may be a challenge, whose signature anyone is given.");
        }

        SignedJson? json = null;
        if (paths.Count > 0)
        {
            json = SignedJson.Read(delivery.Body, paths, out var problem);
            if (json is null && EventId.Concat(Nonce).All(location => location.Path is not null))
            {
                return Reading.Refused(RefusalReason.BodyMalformed, problem);
            }
        }

        var id = First(EventId, delivery, json, static (json, path) => json.Id(path));
        var nonce = First(Nonce, delivery, json, static (json, path) => json.Id(path));
        var type = First(eventType, delivery, json, static (json, path) => json.Type(path));
        if (json?.Problem is { } unreliable)
        {
            return Reading.Refused(RefusalReason.BodyMalformed, unreliable);
        }

        if (id is null)
        {
            return Reading.Refused(RefusalReason.BodyIncomplete, $"The event id is missing: {string.Join(" or ", EventId)}.");
        }

        return Nonce.Count > 0 && nonce is null
            ? Reading.Refused(RefusalReason.BodyIncomplete, $"The nonce is missing: {string.Join(" or ", Nonce)}.")
            : new Reading
            {
                SignedAt = claim.SignedAt,
                Event = new SignedEvent(id, type ?? SignedEvent.UnknownType)
                {
                    Nonce = nonce,
                    OccurredAt = claim.SignedAt,
                    DeliveryId = First(deliveryId, delivery, json, static (json, path) => json.Text(path)),
                },
            };
    }

    private static string? First(IReadOnlyList<FieldLocation> locations, Delivery delivery, SignedJson? json, Func<SignedJson, string, string?> read)
    {
        string? found = null;
        for (var i = 0; found is null && i < locations.Count; i++)
        {
            found = locations[i].Find(delivery, json, read);
        }

        return found;
    }
}
