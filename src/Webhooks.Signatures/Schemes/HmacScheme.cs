using Webhooks.Signatures.Content;
using Webhooks.Signatures.Cryptography;
using Webhooks.Signatures.Deliveries;
using Webhooks.Signatures.Secrets;

namespace Webhooks.Signatures.Schemes;

/// <summary>A scheme made of settings alone, for every sender that signs with HMAC-SHA256.</summary>
public sealed class HmacScheme : SignatureScheme
{
    private readonly IReadOnlyList<FieldPlace> eventType;
    private readonly IReadOnlyList<FieldPlace> deliveryId;
    private readonly IReadOnlyList<string> paths;

    private HmacScheme(
        string name, HmacRecipe recipe, KeyForm form,
        IReadOnlyList<FieldPlace> eventId, IReadOnlyList<FieldPlace> eventType, IReadOnlyList<FieldPlace> nonce, IReadOnlyList<FieldPlace> deliveryId)
    {
        Name = name;
        Recipes = [recipe];
        KeyForms = [form];
        EventId = eventId;
        Nonce = nonce;
        this.eventType = eventType;
        this.deliveryId = deliveryId;
        FieldPlace[] all = [.. eventId, .. eventType, .. nonce, .. deliveryId];
        paths = [.. all.Where(place => place.Path is not null).Select(place => place.Path!).Distinct()];
        FurtherHeaders = [.. all.Where(place => place.Header is not null).Select(place => place.Header!)];
    }

    /// <inheritdoc />
    public override string Name { get; }

    /// <inheritdoc />
    public override IReadOnlyList<HmacRecipe> Recipes { get; }

    /// <inheritdoc />
    public override IReadOnlyList<KeyForm> KeyForms { get; }

    /// <inheritdoc />
    public override IReadOnlyList<string> FurtherHeaders { get; }

    /// <summary>What settings say about it themselves; the rest comes from the preset.</summary>
    public HmacSettings Given { get; internal set; } = new();

    /// <summary>Where the event id stands, best first.</summary>
    public IReadOnlyList<FieldPlace> EventId { get; }

    /// <summary>Where the nonce stands, best first; empty when the sender signs none.</summary>
    public IReadOnlyList<FieldPlace> Nonce { get; }

    /// <summary>Builds the scheme; null, with the setting's name and what is wrong with it, when the settings do not make one.</summary>
    public static HmacScheme? Create(string name, HmacSettings settings, out string setting, out string problem)
    {
        (setting, problem) = ("SignatureHeader", "it is missing; name the header that carries the signature, for example X-Hub-Signature-256");
        if (string.IsNullOrWhiteSpace(settings.SignatureHeader))
        {
            return null;
        }

        setting = "SignedContent";
        if (SignedContentTemplate.Read(settings.SignedContent ?? "{body}", out problem) is not { } content)
        {
            return null;
        }

        var layout = settings.Layout ?? SignatureLayout.Plain;
        if (content.SignsTimestamp && layout != SignatureLayout.Keyed && settings.TimestampHeader is null)
        {
            (setting, problem) = ("TimestampHeader", "it is missing, and SignedContent holds {timestamp}");
            return null;
        }

        if (!content.SignsTimestamp && settings.TimestampHeader is not null)
        {
            (setting, problem) = ("TimestampHeader", "the time is not signed; SignedContent must hold {timestamp}, or this be left out");
            return null;
        }

        if (layout != SignatureLayout.Plain && string.IsNullOrEmpty(settings.Prefix))
        {
            (setting, problem) = ("Prefix", $"it is missing; the {layout} layout needs the label of a signature, for example v1");
            return null;
        }

        if (layout == SignatureLayout.Keyed && settings.Prefix == (settings.TimestampKey ?? "t"))
        {
            (setting, problem) = ("Prefix", "it is the label of the time as well");
            return null;
        }

        setting = "EventId";
        if (FieldPlace.ReadList(settings.EventId ?? "sha256", out problem) is not { } eventId || IsUnsigned(eventId, content, ref problem))
        {
            return null;
        }

        if (eventId.Count == 0)
        {
            problem = "it is empty; name a signed header:NAME, a json:PATH, or sha256";
            return null;
        }

        setting = "EventType";
        if (FieldPlace.ReadList(settings.EventType, out problem) is not { } eventType)
        {
            return null;
        }

        setting = "Nonce";
        if (FieldPlace.ReadList(settings.Nonce, out problem) is not { } nonce || IsUnsigned(nonce, content, ref problem))
        {
            return null;
        }

        setting = "DeliveryId";
        if (FieldPlace.ReadList(settings.DeliveryId, out problem) is not { } deliveryId)
        {
            return null;
        }

        var recipe = new HmacRecipe
        {
            SignatureHeader = settings.SignatureHeader,
            Layout = layout,
            Prefix = settings.Prefix ?? "",
            Encoding = settings.Encoding ?? MacEncoding.Hex,
            Content = content,
            TimestampHeader = settings.TimestampHeader,
            TimestampKey = settings.TimestampKey ?? "t",
            TimestampFormat = settings.TimestampFormat ?? TimeFormat.Unix,
        };
        return new HmacScheme(name, recipe, settings.KeyForm ?? KeyForm.Utf8, eventId, eventType, nonce, deliveryId);
    }

    /// <inheritdoc />
    protected override Reading Read(Delivery delivery, SignatureClaim claim, TimeSpan window, DateTimeOffset now)
    {
        SignedJson? json = null;
        if (paths.Count > 0)
        {
            json = SignedJson.Read(delivery.Body.Span, paths, out var problem);
            if (json is null && EventId.Concat(Nonce).All(place => place.Path is not null))
            {
                return Reading.Refused(RefusalReason.BodyMalformed, problem);
            }
        }

        var id = First(EventId, delivery, json);
        if (id is null)
        {
            return Reading.Refused(RefusalReason.BodyIncomplete, $"The event id is missing: {string.Join(" or ", EventId)}.");
        }

        var single = First(Nonce, delivery, json);
        return Nonce.Count > 0 && single is null
            ? Reading.Refused(RefusalReason.BodyIncomplete, $"The nonce is missing: {string.Join(" or ", Nonce)}.")
            : new Reading
            {
                SignedAt = claim.SignedAt,
                Event = new SignedEvent(id, First(eventType, delivery, json) ?? SignedEvent.UnknownType)
                {
                    Nonce = single,
                    OccurredAt = claim.SignedAt,
                    DeliveryId = First(deliveryId, delivery, json),
                },
            };
    }

    private static string? First(IReadOnlyList<FieldPlace> places, Delivery delivery, SignedJson? json)
    {
        string? found = null;
        for (var i = 0; found is null && i < places.Count; i++)
        {
            found = places[i].Find(delivery, json);
        }

        return found;
    }

    // An id outside the signature can be changed by whoever holds one captured delivery: every copy would be a new event.
    private static bool IsUnsigned(IReadOnlyList<FieldPlace> places, SignedContentTemplate content, ref string problem)
    {
        var unsigned = places.FirstOrDefault(place => place.Header is { } header && !content.Headers.Contains(header, StringComparer.OrdinalIgnoreCase));
        if (unsigned is not null)
        {
            problem = $"the header {unsigned.Header} is not signed; name a signed one (SignedContent holds {{header:{unsigned.Header}}}), a json:PATH, or sha256";
        }

        return unsigned is not null;
    }
}
