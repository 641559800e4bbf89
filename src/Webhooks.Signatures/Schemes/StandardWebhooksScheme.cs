using Webhooks.Signatures.Content;
using Webhooks.Signatures.Cryptography;
using Webhooks.Signatures.Deliveries;
using Webhooks.Signatures.Secrets;

namespace Webhooks.Signatures.Schemes;

/// <summary>
/// Standard Webhooks 1.0.0: <c>v1</c> (HMAC-SHA256) and <c>v1a</c> (Ed25519) over id, time and body. Also under Svix's header names;
/// the two sets of names are never mixed.
/// <see href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md" />
/// </summary>
public class StandardWebhooksScheme : SignatureScheme
{
    private static readonly IReadOnlyList<string> Recommended = ["type", "timestamp"];

    /// <inheritdoc />
    public override string Name => "standard-webhooks";

    /// <inheritdoc />
    public override IReadOnlyList<SignatureDefinition> Definitions { get; } = [Definition("webhook"), Definition("svix")];

    /// <inheritdoc />
    public override IReadOnlyList<KeyForm> KeyForms => [KeyForm.Whsec];

    // The specification signs the payload, whatever HTTP does to it.
    /// <inheritdoc />
    public override bool SignsPlainBytes => true;

    private protected override Reading Read(Delivery delivery, SignatureClaim claim, TimeSpan window, DateTimeOffset now)
    {
        // The id is a signed header. The body may be anything; a type in it is only recommended by the specification.
        var id = delivery.Headers.Find(IdHeader(claim))!;
        return id.Length > DeliveryHeaders.LongestId
            ? Reading.Refused(RefusalReason.BodyMalformed, $"The id in {IdHeader(claim)} is longer than {DeliveryHeaders.LongestId} characters.")
            : Read(delivery, claim, id, SignedJson.Read(delivery.Body, BodyPaths, out _));
    }

    private protected virtual IReadOnlyList<string> BodyPaths => Recommended;

    // JSON is null when the body is not JSON.
    private protected virtual Reading Read(Delivery delivery, SignatureClaim claim, string id, SignedJson? json) => new()
    {
        SignedAt = claim.SignedAt,
        Event = new SignedEvent(id, json?.Text("type") ?? SignedEvent.UnknownType) { OccurredAt = TimeAt("timestamp", json) },
    };

    private protected static DateTimeOffset? TimeAt(string path, SignedJson? json) =>
        json?.Text(path) is { } text ? SignedTime.Read(text, TimeFormat.Iso8601) : null;

    private protected static string IdHeader(SignatureClaim claim) => claim.Definition.Content.Headers[0];

    private static SignatureDefinition Definition(string prefix) => new()
    {
        SignatureHeader = $"{prefix}-signature",
        Layout = SignatureLayout.Versioned,
        Prefix = "v1",
        Encoding = MacEncoding.Base64,
        Content = SignedContentTemplate.Of($"{{header:{prefix}-id}}.{{timestamp}}.{{body}}"),
        TimestampHeader = $"{prefix}-timestamp",
    };
}
