using Webhooks.Signatures.Schemes;

namespace Functions.Tests.Receiving;

/// <summary>The two ways to a signed nonce: Valara's scheme, and settings of the team.</summary>
internal static class NonceSenders
{
    private const string Header = "X-Signature";

    public static TheoryData<string> Names => ["valara", "hmac"];

    public static Dictionary<string, string?> Settings { get; } = new()
    {
        ["Sources__hmac__Scheme"] = "hmac",
        ["Sources__hmac__Secrets__0__Value"] = Hmac().Secret,
        ["Sources__hmac__Hmac__SignatureHeader"] = Header,
        ["Sources__hmac__Hmac__SignedContent"] = "{body}",
        ["Sources__hmac__Hmac__EventId"] = "json:event_id",
        ["Sources__hmac__Hmac__Nonce"] = "json:nonce",
    };

    public static SignedDelivery Of(string name, string eventId, string nonce, DateTimeOffset? at = null)
    {
        var delivery = (name == "hmac" ? Hmac() : From.Valara()) with { SentAt = at ?? SignedDelivery.Noon };
        return delivery.WithBody(body => (body["event_id"], body["nonce"]) = (eventId, nonce)) with { Id = eventId };
    }

    private static SignedDelivery Hmac() =>
        From.Preset("hmac", sent => [(Header, From.Hex(sent.Key, "", sent.Body))], new SchemeSettings
        {
            SignatureHeader = Header,
            SignedContent = "{body}",
            EventId = "json:event_id",
            Nonce = "json:nonce",
        });
}
