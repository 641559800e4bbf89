namespace Functions.Tests.Receiving;

/// <summary>Senders that sign a time, and senders that sign none.</summary>
internal static class RedriveSenders
{
    private static readonly Dictionary<string, string?> Timed = new()
    {
        ["Sources__timed__Scheme"] = "hmac",
        ["Sources__timed__Hmac__SignatureHeader"] = "X-Signature",
        ["Sources__timed__Hmac__TimestampHeader"] = "X-Timestamp",
        ["Sources__timed__Hmac__SignedContent"] = "{timestamp}.{body}",
        ["Sources__timed__Hmac__EventId"] = "json:id",
    };

    private static readonly Dictionary<string, string?> Untimed = new()
    {
        ["Sources__untimed__Scheme"] = "hmac",
        ["Sources__untimed__Hmac__SignatureHeader"] = "X-Signature",
        ["Sources__untimed__Hmac__SignedContent"] = "{body}",
        ["Sources__untimed__Hmac__EventId"] = "json:id",
    };

    public static Dictionary<string, string?> SettingsOf(string source) => source switch
    {
        "timed" => Timed,
        "untimed" => Untimed,
        _ => [],
    };

    // The same event, signed at this time.
    public static SignedDelivery Sender(string source, DateTimeOffset at, string nonce) => source switch
    {
        "valara" => (From.Valara() with { SentAt = at }).About("evt_1", nonce),
        "novavms" => From.NovaVms() with { SentAt = at },
        "fastpix" => From.FastPix() with { SentAt = at },
        "envless" => From.Envless() with { SentAt = at },
        "standard-webhooks" => From.StandardWebhooks() with { SentAt = at },
        "stripe" => From.Preset("stripe", sent => [("Stripe-Signature", $"t={sent.Unix},v1={From.Hex(sent.Key, sent.Unix + ".", sent.Body)}")]) with { SentAt = at },
        "svix" => From.StandardWebhooks("svix") with { SentAt = at },
        "github" => From.Preset("github", sent => [("X-Hub-Signature-256", "sha256=" + From.Hex(sent.Key, "", sent.Body)), ("X-GitHub-Event", "push")]) with { SentAt = at },
        "shopify" => From.Preset("shopify", sent => [("X-Shopify-Hmac-SHA256", From.Base64(sent.Key, "", sent.Body)), ("X-Shopify-Topic", "orders/create")]) with { SentAt = at },
        "timed" => From.Preset("github", sent => [("X-Timestamp", sent.Unix), ("X-Signature", From.Hex(sent.Key, sent.Unix + ".", sent.Body))]) with { SentAt = at },
        "untimed" => From.Preset("github", sent => [("X-Signature", From.Hex(sent.Key, "", sent.Body))]) with { SentAt = at },
        _ => throw new ArgumentOutOfRangeException(nameof(source), source, "not a source of this test"),
    };
}
