using Webhooks.Signatures.Content;
using Webhooks.Signatures.Deliveries;
using Webhooks.Signatures.Schemes;
using Webhooks.Signatures.Secrets;

namespace Webhooks.Signatures.Presets;

/// <summary>
/// Envless: Standard Webhooks, but the key is the UTF-8 of the whole secret, <c>whsec_</c> included. The key form of the
/// specification is tried as well, so that the day they follow it changes nothing here.
/// <see href="https://docs.envless.cloud/webhooks/signing" />
/// </summary>
public sealed class EnvlessScheme : StandardWebhooksScheme
{
    private static readonly IReadOnlyList<string> Paths = ["id", "type", "createdAt"];

    /// <inheritdoc />
    public override string Name => "envless";

    /// <inheritdoc />
    public override IReadOnlyList<KeyForm> KeyForms => [KeyForm.Utf8, KeyForm.Whsec];

    /// <inheritdoc />
    public override IReadOnlyList<string> FurtherHeaders => ["Envless-Event", "Envless-Delivery"];

    /// <inheritdoc />
    protected override IReadOnlyList<string> BodyPaths => Paths;

    /// <inheritdoc />
    protected override Reading Read(Delivery delivery, SignatureClaim claim, string id, SignedJson? json)
    {
        var refusal = Mirror(delivery, IdHeader(claim), json?.Text("id"), "id") ?? Mirror(delivery, "Envless-Event", json?.Text("type"), "type");
        var reading = base.Read(delivery, claim, id, json);
        return refusal is not null
            ? new Reading { Refusal = refusal }
            : reading with
            {
                Event = reading.Event! with
                {
                    OccurredAt = MomentAt("createdAt", json),
                    DeliveryId = delivery.Headers.FindId("Envless-Delivery"),
                },
            };
    }
}
