using Webhooks.Signatures.Content;
using Webhooks.Signatures.Cryptography;
using Webhooks.Signatures.Deliveries;
using Webhooks.Signatures.Schemes;
using Webhooks.Signatures.Secrets;

namespace Webhooks.Signatures.Presets;

/// <summary>
/// FastPix: one Base64 HMAC over the body alone, with the Base64-decoded secret as key. No time is signed, so no window applies
/// and the event row alone stops repeats.
/// <see href="https://docs.fastpix.io/docs/webhook-signature-verification" />
/// </summary>
public sealed class FastPixScheme : SignatureScheme
{
    private const int LargestProbe = 1024;

    private static readonly IReadOnlyList<string> Paths = ["id", "webhookId", "type", "createdAt", "created_at"];

    /// <inheritdoc />
    public override string Name => "fastpix";

    /// <inheritdoc />
    public override IReadOnlyList<HmacRecipe> Recipes { get; } =
    [
        new() { SignatureHeader = "FastPix-Signature", Encoding = MacEncoding.Base64, Content = SignedContentTemplate.Of("{body}") },
    ];

    /// <inheritdoc />
    public override IReadOnlyList<KeyForm> KeyForms => [KeyForm.Base64];

    /// <inheritdoc />
    public override bool AnswersBeforeSecret => true;

    /// <inheritdoc />
    protected override Reading Read(Delivery delivery, SignatureClaim claim, TimeSpan window, DateTimeOffset now)
    {
        if (IsEmpty(delivery))
        {
            return Reading.Probe;
        }

        var json = SignedJson.Read(delivery.Body.Span, Paths, out var problem);
        return json is null
            ? Reading.Refused(RefusalReason.BodyMalformed, problem)
            : new Reading
            {
                Event = new SignedEvent(
                    json.FirstText("id", "webhookId") ?? ContentId.Of(delivery.Body.Span),
                    json.Text("type") ?? SignedEvent.UnknownType)
                {
                    OccurredAt = json.FirstText("createdAt", "created_at") is { } text ? SignedTime.Read(text, TimeFormat.Iso8601) : null,
                },
            };
    }

    /// <summary>
    /// FastPix saves an address, and shows its secret, only once the address has answered 2xx to a delivery without an event in it.
    /// <see href="https://docs.fastpix.io/docs/webhooks-for-status" />
    /// </summary>
    protected override Verification WithoutSignature(Delivery delivery, Verification.Refused verdict) =>
        IsProbe(delivery) ? new Verification.Probe() : verdict;

    private static bool IsProbe(Delivery delivery) =>
        IsEmpty(delivery)
        || (delivery.Body.Length <= LargestProbe
            && SignedJson.Read(delivery.Body.Span, Paths, out _) is { } json
            && !json.Has("id") && !json.Has("webhookId") && !json.Has("type"));

    private static bool IsEmpty(Delivery delivery)
    {
        var body = delivery.Body.Span.Trim(" \t\r\n"u8);
        return body.IsEmpty || (body[0] == '{' && body[^1] == '}' && body[1..^1].Trim(" \t\r\n"u8).IsEmpty);
    }
}
