using Webhooks.Signatures.Content;
using Webhooks.Signatures.Cryptography;
using Webhooks.Signatures.Deliveries;
using Webhooks.Signatures.Schemes;
using Webhooks.Signatures.Secrets;

namespace Webhooks.Signatures.Presets;

// NovaVMS: hexadecimal HMAC over the body alone, with the whole whsec_live_… text as key. Header id and header time are unsigned, but the
// body repeats them. Retries run for over seven hours, hence the wide window on the signed time.
// https://novavms-manual.novalien.com/developer/webhooks/signature-verification/
internal sealed class NovaVmsScheme : SignatureScheme
{
    private static readonly IReadOnlyList<string> Paths =
    [
        "event_type", "timestamp", "webhook_id", "data.alert_id", "data.event_id",
        "data.camera_id", "data.gateway_id", "data.id", "data.status", "data.new_status",
    ];

    public override string Name => "novavms";

    public override IReadOnlyList<SignatureDefinition> Definitions { get; } = [Signed("X-Webhook-Signature"), Signed("X-NovaVMS-Signature")];

    public override IReadOnlyList<KeyForm> KeyForms => [KeyForm.Utf8];

    public override TimeSpan DefaultWindow => TimeSpan.FromHours(24);

    public override bool SignsTimeOfSending => false;

    public override IReadOnlyList<string> FurtherHeaders => ["X-Webhook-ID", "X-Webhook-Timestamp"];

    private protected override Reading Read(Delivery delivery, SignatureClaim claim, TimeSpan window, DateTimeOffset now)
    {
        var json = SignedJson.Read(delivery.Body, Paths, out var problem);
        if (json is null)
        {
            return Reading.Refused(RefusalReason.BodyMalformed, problem);
        }

        if (Mirror(delivery, "X-Webhook-ID", json.Text("webhook_id"), "webhook_id") is { } mismatch)
        {
            return new Reading { Refusal = mismatch };
        }

        var (id, type) = (EventId(json), json.Type("event_type"));
        var bodyTime = json.Id("timestamp") is { } text ? SignedTime.Read(text, TimeFormat.Iso8601) : null;
        var headerTime = delivery.Headers.Find("X-Webhook-Timestamp") is { } stated ? SignedTime.Read(stated, TimeFormat.Iso8601) : null;
        if (json.Problem is { } unreliable)
        {
            return Reading.Refused(RefusalReason.BodyMalformed, unreliable);
        }

        if ((bodyTime ?? headerTime) is null)
        {
            return Reading.Refused(RefusalReason.BodyIncomplete, "Neither the key timestamp nor the header X-Webhook-Timestamp holds an RFC 3339 time.");
        }

        return new Reading
        {
            SignedAt = bodyTime,
            StatedAt = headerTime,
            // An unsigned time proves little; it gets the window that the sender documents for it.
            Window = bodyTime is null && window > FiveMinutes ? FiveMinutes : null,
            Event = new SignedEvent(id ?? ContentId.Of(delivery.Body.Span), type ?? SignedEvent.UnknownType)
            {
                OccurredAt = bodyTime,
                DeliveryId = json.Text("webhook_id") ?? delivery.Headers.FindId("X-Webhook-ID"),
            },
        };
    }

    // The sender's webhook_id differs per attempt, and per webhook while two are configured for a rotation. What stays the same is the
    // event itself: this alert, this recording, this device reaching this status at this time.
    private static string? EventId(SignedJson json) => json.Type("event_type") switch
    {
        "alert" => Distinct("alert", json.Id("data.alert_id")),
        "event" => Distinct("event", json.Id("data.event_id")),
        "camera_status" => StatusId(json, json.Id("data.camera_id", "data.id")),
        "gateway_status" => StatusId(json, json.Id("data.gateway_id", "data.id")),
        _ => null,
    };

    // The sender writes UUIDs. If it ever uses numbers, alert 7 and event 7 are still two events.
    private static string? Distinct(string type, string? id) => id is not null && id.All(char.IsAsciiDigit) ? $"{type}:{id}" : id;

    private static string? StatusId(SignedJson json, string? device) =>
        device is not null && json.Id("data.new_status", "data.status") is { } status && json.Id("timestamp") is { } time
            ? $"{device}:{status}:{time}"
            : null;

    private static SignatureDefinition Signed(string header) => new()
    {
        SignatureHeader = header,
        Prefix = "sha256=",
        PrefixIsOptional = true,
        Encoding = MacEncoding.Hex,
        Content = SignedContentTemplate.Of("{body}"),
    };
}
