using System.Security.Cryptography;
using System.Text;
using NSec.Cryptography;

namespace Webhooks.Driver;

/// <summary>A good delivery of each sender, signed as its documentation says.</summary>
internal static class From
{
    public const string ReferenceSecret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    public static SignedDelivery Valara() => new()
    {
        Scheme = SchemeNamed.Find("valara"),
        Secret = "wh_4f1c9a7be2d05836",
        Key = "wh_4f1c9a7be2d05836"u8.ToArray(),
        Id = "evt_01JXYZ5T2N8Q4R6V7W9B0C1D2E",
        Json = """{"event_id":"evt_01JXYZ5T2N8Q4R6V7W9B0C1D2E","event_type":"listing.created","api_version":"2026-04-17","timestamp":@unix,"nonce":"01HXNONCE7K3M5P8R0T2V4X6Z8","data":{"listing_number":"abc1234"}}""",
        Sign = sent =>
        [
            ("Content-Type", "application/json"),
            ("X-Webhook-Event-Id", sent.Id),
            ("X-Webhook-Timestamp", sent.Unix),
            ("X-Webhook-Signature", "sha256=" + Hex(sent.Key, sent.Unix + ".", sent.Body)),
        ],
    };

    public static SignedDelivery NovaVms() => new()
    {
        Scheme = SchemeNamed.Find("novavms"),
        Secret = "whsec_live_7c4a1d9e8b2f3a5c6d9e0f1a2b3c4d5e",
        Key = "whsec_live_7c4a1d9e8b2f3a5c6d9e0f1a2b3c4d5e"u8.ToArray(),
        Id = "7e4c2a91-8b3f-4d6a-9c1e-2f5a8b3c4d7e",
        Json = """{"event_type":"alert","timestamp":"@iso","webhook_id":"7e4c2a91-8b3f-4d6a-9c1e-2f5a8b3c4d7e","data":{"alert_id":"b1c9d3e5-4a6f-4812-a7bc-0d9e8f7a6b5c","event_id":"3c4d5e6f-7a8b-9c0d-1e2f-3a4b5c6d7e8f","severity":"warning"}}""",
        Sign = sent =>
        [
            ("Content-Type", "application/json"),
            ("X-Webhook-ID", sent.Id),
            ("X-Webhook-Timestamp", sent.Iso),
            ("X-Webhook-Signature", Hex(sent.Key, "", sent.Body)),
        ],
    };

    public static SignedDelivery FastPix() => new()
    {
        Scheme = SchemeNamed.Find("fastpix"),
        Secret = "c2lnbmluZy1zZWNyZXQtb2YtdGhlLWxhYm9yYXRvcnk=",
        Key = "signing-secret-of-the-laboratory"u8.ToArray(),
        Json = """{"type":"video.media.created","object":{"type":"media","id":"bb2f5c26-afe4-4ff1-b6d2-906b761adb15"},"id":"4d22d706-ea36-496b-ab8a-023a59f0ac3f","status":"media_created","data":{"id":"bb2f5c26-afe4-4ff1-b6d2-906b761adb15"},"createdAt":"2026-11-21T11:59:58.946240483Z","attempts":[]}""",
        Sign = sent => [("Content-Type", "application/json"), ("FastPix-Signature", Base64(sent.Key, "", sent.Body))],
    };

    public static SignedDelivery Envless() => new()
    {
        Scheme = SchemeNamed.Find("envless"),
        Secret = "whsec_2Yq7mB9dKx4Lw8Rt1Vn5Zc3Hf6Js0Gp7",
        Key = "whsec_2Yq7mB9dKx4Lw8Rt1Vn5Zc3Hf6Js0Gp7"u8.ToArray(),
        Id = "019e7d98-6b82-7305-ac80-478fa6557995",
        Json = """{"id":"019e7d98-6b82-7305-ac80-478fa6557995","type":"workspace.created","apiVersion":"2026-05-31","createdAt":"2026-11-21T11:59:20.123Z","actor":null,"data":{}}""",
        Sign = sent => [.. Triple("webhook", sent), ("Envless-Event", "workspace.created"), ("Envless-Delivery", "0192a1b2-c3d4-7000-8000-0000000000d1")],
    };

    public static SignedDelivery StandardWebhooks(string prefix = "webhook") => new()
    {
        Scheme = SchemeNamed.Find("standard-webhooks"),
        Secret = ReferenceSecret,
        Key = Convert.FromBase64String(ReferenceSecret["whsec_".Length..]),
        Id = "msg_2KWPBgLlAfxdpx2AI54pPJ85f4W",
        Json = """{"type":"user.created","timestamp":"2026-11-21T11:59:00.5Z","data":{"id":7}}""",
        Sign = sent => Triple(prefix, sent),
    };

    /// <summary>The same signed by Ed25519 (<c>v1a</c>), with the second key of RFC 8032, whose private half everyone knows.</summary>
    public static SignedDelivery StandardWebhooksAsymmetric() => StandardWebhooks() with
    {
        Secret = "whpk_PUAXw+hDiVqStwqnTRt+vJyYLM8uxJaMwM1V8Sr0Zgw=",
        Key = Convert.FromHexString("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"),
        Sign = sent =>
        [
            ("Content-Type", "application/json"),
            ("webhook-id", sent.Id),
            ("webhook-timestamp", sent.Unix),
            ("webhook-signature", Ed25519Entry(sent.Key, [.. Encoding.UTF8.GetBytes($"{sent.Id}.{sent.Unix}."), .. sent.Body])),
        ],
    };

    /// <summary>An entry of the signature header, by the seed of a private key.</summary>
    public static string Ed25519Entry(byte[] seed, byte[] content)
    {
        using var key = Key.Import(SignatureAlgorithm.Ed25519, seed, KeyBlobFormat.RawPrivateKey);
        return "v1a," + Convert.ToBase64String(SignatureAlgorithm.Ed25519.Sign(key, content));
    }

    /// <summary>A sender of the scheme that is made of settings alone.</summary>
    public static SignedDelivery Hmac(SchemeSettings settings, Func<SignedDelivery, IEnumerable<(string Name, string Value)>> sign) => Preset("hmac", sign, settings);

    /// <summary>A sender that has a preset.</summary>
    public static SignedDelivery Preset(
        string name, Func<SignedDelivery, IEnumerable<(string Name, string Value)>> sign, SchemeSettings? settings = null) => new()
        {
            Scheme = SchemeNamed.Find(name, settings),
            Secret = "a-secret-of-the-laboratory-0042",
            Key = "a-secret-of-the-laboratory-0042"u8.ToArray(),
            Id = "dlv-71",
            Json = """{"id":"evt_9","type":"thing.made"}""",
            Sign = sign,
        };

    public static string Hex(byte[] key, string before, byte[] body) => Convert.ToHexStringLower(Mac(key, before, body));

    public static string Base64(byte[] key, string before, byte[] body) => Convert.ToBase64String(Mac(key, before, body));

    public static byte[] Mac(byte[] key, string before, byte[] body)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes(before), .. body];
        return HMACSHA256.HashData(key, signed);
    }

    private static IEnumerable<(string Name, string Value)> Triple(string prefix, SignedDelivery sent) =>
    [
        ("Content-Type", "application/json"),
        ($"{prefix}-id", sent.Id),
        ($"{prefix}-timestamp", sent.Unix),
        ($"{prefix}-signature", "v1," + Base64(sent.Key, $"{sent.Id}.{sent.Unix}.", sent.Body)),
    ];
}
