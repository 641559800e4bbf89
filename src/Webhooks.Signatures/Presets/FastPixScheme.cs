using Webhooks.Signatures.Content;
using Webhooks.Signatures.Cryptography;
using Webhooks.Signatures.Deliveries;
using Webhooks.Signatures.Schemes;
using Webhooks.Signatures.Secrets;

namespace Webhooks.Signatures.Presets;

// FastPix: one Base64 HMAC over the body alone, with the Base64-decoded secret as key. No time is signed, so there is no window and only
// the event row stops repeats.
// https://docs.fastpix.io/docs/webhook-signature-verification
internal sealed class FastPixScheme : SignatureScheme
{
    private const int MaximumProbeBytes = 1024;

    private static readonly IReadOnlyList<string> Paths = ["id", "webhookId", "type", "createdAt", "created_at"];

    public override string Name => "fastpix";

    public override IReadOnlyList<SignatureDefinition> Definitions { get; } =
    [
        new() { SignatureHeader = "FastPix-Signature", Encoding = MacEncoding.Base64, Content = SignedContentTemplate.Of("{body}") },
    ];

    public override IReadOnlyList<KeyForm> KeyForms => [KeyForm.Base64];

    public override bool AnswersBeforeSecret => true;

    // Of video.media.upload: whoever has the address may upload.
    public override IReadOnlyList<string> SecretPaths => ["data.url"];

    private protected override Reading Read(Delivery delivery, SignatureClaim claim, TimeSpan window, DateTimeOffset now)
    {
        if (IsEmpty(delivery))
        {
            return Reading.Probe;
        }

        var json = SignedJson.Read(delivery.Body, Paths, out var problem);
        var (id, type) = (json?.Id("id", "webhookId"), json?.Type("type"));
        return json is null || json.Problem is not null
            ? Reading.Refused(RefusalReason.BodyMalformed, json?.Problem ?? problem)
            : new Reading
            {
                Event = new SignedEvent(id ?? ContentId.Of(delivery.Body.Span), type ?? SignedEvent.UnknownType)
                {
                    OccurredAt = json.FirstText("createdAt", "created_at") is { } text && StatedTime.Read(text) is { } time && StatedTime.IsPlausible(time, now) ? time : null,
                },
            };
    }

    // FastPix saves an address, and shows its secret, only after the address has answered 2xx to a delivery without an event.
    // https://docs.fastpix.io/docs/webhooks-for-status
    private protected override Verification WithoutSignature(Delivery delivery, Verification.Refused verdict) =>
        IsProbe(delivery) ? new Verification.Probe() : verdict;

    private static bool IsProbe(Delivery delivery) =>
        IsEmpty(delivery)
        || (delivery.Body.Length <= MaximumProbeBytes
            && SignedJson.Read(delivery.Body, Paths, out _) is { } json
            && !json.Has("id") && !json.Has("webhookId") && !json.Has("type"));

    private static bool IsEmpty(Delivery delivery)
    {
        var body = delivery.Body.Span.Trim(" \t\r\n"u8);
        return body.IsEmpty || (body[0] == '{' && body[^1] == '}' && body[1..^1].Trim(" \t\r\n"u8).IsEmpty);
    }
}
