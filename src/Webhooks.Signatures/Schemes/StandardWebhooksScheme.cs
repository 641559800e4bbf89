using Webhooks.Signatures.Content;
using Webhooks.Signatures.Cryptography;
using Webhooks.Signatures.Deliveries;
using Webhooks.Signatures.Secrets;

namespace Webhooks.Signatures.Schemes;

/// <summary>
/// Standard Webhooks 1.0.0: <c>v1</c> (HMAC-SHA256) and <c>v1a</c> (Ed25519) over id, time and body. Also under Svix's header names;
/// the two triples are never mixed.
/// <see href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md" />
/// </summary>
public class StandardWebhooksScheme : SignatureScheme
{
    private static readonly IReadOnlyList<string> Recommended = ["type", "timestamp"];

    /// <inheritdoc />
    public override string Name => "standard-webhooks";

    /// <inheritdoc />
    public override IReadOnlyList<HmacRecipe> Recipes { get; } = [Triple("webhook"), Triple("svix")];

    /// <inheritdoc />
    public override IReadOnlyList<KeyForm> KeyForms => [KeyForm.Whsec];

    /// <inheritdoc />
    protected override Reading Read(Delivery delivery, SignatureClaim claim, TimeSpan window, DateTimeOffset now)
    {
        // The id is a header here, and signed. The body may be anything; a type in it is a recommendation of the specification.
        var id = delivery.Headers.Find(IdHeader(claim))!;
        if (id.Length > DeliveryHeaders.LongestId)
        {
            return Reading.Refused(RefusalReason.BodyMalformed, $"The id in {IdHeader(claim)} is longer than {DeliveryHeaders.LongestId} characters.");
        }

        return Read(delivery, claim, id, SignedJson.Read(delivery.Body.Span, BodyPaths, out _));
    }

    /// <summary>What is read of the body, when it is JSON.</summary>
    protected virtual IReadOnlyList<string> BodyPaths => Recommended;

    /// <summary>What a delivery with this id says.</summary>
    protected virtual Reading Read(Delivery delivery, SignatureClaim claim, string id, SignedJson? json)
    {
        ArgumentNullException.ThrowIfNull(claim);
        return new()
        {
            SignedAt = claim.SignedAt,
            Event = new SignedEvent(id, json?.Text("type") ?? SignedEvent.UnknownType) { OccurredAt = MomentAt("timestamp", json) },
        };
    }

    /// <summary>The time that stands at a path.</summary>
    protected static DateTimeOffset? MomentAt(string path, SignedJson? json) =>
        json?.Text(path) is { } text ? SignedTime.Read(text, TimeFormat.Iso8601) : null;

    /// <summary>The header that carries the id, under the names the claim was read by.</summary>
    protected static string IdHeader(SignatureClaim claim) => claim.Recipe.Content.Headers[0];

    private static HmacRecipe Triple(string prefix) => new()
    {
        SignatureHeader = $"{prefix}-signature",
        Layout = SignatureLayout.Versioned,
        Prefix = "v1",
        Encoding = MacEncoding.Base64,
        Content = SignedContentTemplate.Of($"{{header:{prefix}-id}}.{{timestamp}}.{{body}}"),
        TimestampHeader = $"{prefix}-timestamp",
    };
}
