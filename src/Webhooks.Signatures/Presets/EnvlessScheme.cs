using Webhooks.Signatures.Content;
using Webhooks.Signatures.Deliveries;
using Webhooks.Signatures.Schemes;
using Webhooks.Signatures.Secrets;

namespace Webhooks.Signatures.Presets;

// Envless: Standard Webhooks, but the key is the UTF-8 of the whole secret, including whsec_. The specification's key form is tried too,
// in case Envless adopts it.
// https://docs.envless.cloud/webhooks/signing
internal sealed class EnvlessScheme : StandardWebhooksScheme
{
    private static readonly string[] Subjects =
    [
        "data.delivery.endpointId", "data.webhook.id", "data.key.id", "data.member.id", "data.variable.id", "data.version.id", "data.environment.id",
        "data.environmentId", "data.project.id", "data.subscription.id", "data.workspace.id",
    ];

    private static readonly IReadOnlyList<string> Paths = ["id", "type", "createdAt", .. Subjects];

    public override string Name => "envless";

    public override IReadOnlyList<KeyForm> KeyForms => [KeyForm.Utf8, KeyForm.Whsec];

    public override IReadOnlyList<string> FurtherHeaders => ["Envless-Event", "Envless-Delivery"];

    private protected override IReadOnlyList<string> BodyPaths => Paths;

    private protected override IReadOnlyList<string> SubjectPaths => Subjects;

    private protected override Reading Read(Delivery delivery, SignatureClaim claim, string id, SignedJson? json)
    {
        var refusal = Mirror(delivery, IdHeader(claim), json?.Id("id"), "id") ?? Mirror(delivery, "Envless-Event", json?.Type("type"), "type");
        var reading = base.Read(delivery, claim, id, json);
        return json?.Problem is { } unreliable ? Reading.Refused(RefusalReason.BodyMalformed, unreliable)
            : refusal is not null ? new Reading { Refusal = refusal }
            : reading with
            {
                Event = reading.Event! with
                {
                    OccurredAt = TimeAt("createdAt", json),
                    DeliveryId = delivery.Headers.FindId("Envless-Delivery"),
                },
            };
    }
}
