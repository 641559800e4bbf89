using Webhooks.Signatures.Content;
using Webhooks.Signatures.Cryptography;
using Webhooks.Signatures.Deliveries;
using Webhooks.Signatures.Schemes;
using Webhooks.Signatures.Secrets;

namespace Webhooks.Signatures.Presets;

// Valara (Jacob Allen Media): hexadecimal HMAC after sha256= over timestamp.body; the only sender here that signs a nonce. Its pages
// disagree on header names, so both are accepted; a header that mirrors a signed field must equal it.
// https://docs.jacoballenmedia.com/api-reference/webhooks/events/media-delivery-failed
internal sealed class ValaraScheme : SignatureScheme
{
    private static readonly string[] Envelope = ["event_id", "event_type", "api_version", "timestamp", "nonce", "data"];

    public override string Name => "valara";

    public override IReadOnlyList<SignatureDefinition> Definitions { get; } =
    [
        new()
        {
            SignatureHeader = "X-Webhook-Signature",
            Prefix = "sha256=",
            Encoding = MacEncoding.Hex,
            Content = SignedContentTemplate.Of("{timestamp}.{body}"),
            TimestampHeader = "X-Webhook-Timestamp",
        },
    ];

    public override IReadOnlyList<KeyForm> KeyForms => [KeyForm.Utf8];

    public override IReadOnlyList<string> FurtherHeaders => ["X-Webhook-Event-Id", "X-Event-Id", "X-Webhook-Event-Type"];

    private protected override Reading Read(Delivery delivery, SignatureClaim claim, TimeSpan window, DateTimeOffset now)
    {
        var json = SignedJson.Read(delivery.Body, Envelope, out var problem);
        if (json is null)
        {
            return Reading.Refused(RefusalReason.BodyMalformed, problem);
        }

        var (id, type, nonce, time) = (json.Id("event_id"), json.Type("event_type"), json.Id("nonce"), json.Id("timestamp"));
        if (json.Problem is { } unreliable)
        {
            return Reading.Refused(RefusalReason.BodyMalformed, unreliable);
        }

        if (Array.Find(Envelope, key => !IsPresent(json, key)) is { } missing)
        {
            return Reading.Refused(RefusalReason.BodyIncomplete, $"The key {missing} of Valara's six-key envelope is missing or has the wrong type.");
        }

        var refusal = Mirror(delivery, "X-Webhook-Event-Id", id, "event_id")
            ?? Mirror(delivery, "X-Event-Id", id, "event_id")
            ?? Mirror(delivery, "X-Webhook-Event-Type", type, "event_type")
            ?? Mirror(delivery, "X-Webhook-Timestamp", time, "timestamp");
        return refusal is not null
            ? new Reading { Refusal = refusal }
            : new Reading
            {
                SignedAt = claim.SignedAt,
                Event = new SignedEvent(id!, type!) { Nonce = nonce, OccurredAt = claim.SignedAt },
            };
    }

    private static bool IsPresent(SignedJson json, string key) => key switch
    {
        "data" => json.IsObject(key),
        "timestamp" => json.IsNumber(key),
        "api_version" => json.IsString(key),
        _ => json.Text(key) is not null && json.IsString(key),
    };
}
