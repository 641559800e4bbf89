using System.Text;
using Webhooks.Signatures.Deliveries;

namespace Webhooks.Signatures.Tests.Presets;

/// <summary>
/// For senders that publish no signed sample: values computed once, elsewhere, by their documentation. They pin the key form, the
/// signed bytes and the encoding, whatever becomes of signer and verifier here.
/// </summary>
public class KnownAnswerTests
{
    [Fact]
    public void FastPix_keys_with_the_decoded_secret_and_signs_the_body_alone() =>
        Verify("fastpix", "ZGVtby1zZWNyZXQ=", """{"type":"video.media.ready","data":{"id":"abc-123"}}""", SignedDelivery.Noon, [
            ("FastPix-Signature", "SXTZYhjRshplUTerYmYX0D3d2LSTG3PWD2lY6XFLzd0="),
        ]).Event.EventType.ShouldBe("video.media.ready");

    [Fact]
    public void NovaVMS_keys_with_the_whole_secret_and_signs_the_body_alone() =>
        Verify("novavms", "whsec_live_7c4a1d9e8b2f3a5c6d9e0f1a2b3c4d5e",
            """{"event_type":"camera_status","timestamp":"2026-04-21T14:30:00Z","webhook_id":"7e4c2a91-8b3f-4d6a-9c1e-2f5a8b3c4d7e","data":{}}""",
            new DateTimeOffset(2026, 4, 21, 14, 30, 4, TimeSpan.Zero), [
                ("X-Webhook-Signature", "68ba13e09ddc6083bd692f7e51f317672f9857ab598377f271216fc8bbcf7186"),
            ]).Skew.ShouldBe(TimeSpan.FromSeconds(4));

    [Fact]
    public void Envless_keys_with_the_whole_secret_and_signs_id_and_time_and_body() =>
        Verify("envless", "whsec_abc123",
            """{"type":"webhook.delivery_failed","actor":null,"data":{"delivery":{"id":"0192a1b2-c3d4-7000-8000-0000000000e0","eventId":"0192a1b2-c3d4-7000-8000-0000000000e1","eventType":"project.created","endpointId":"0192a1b2-c3d4-7000-8000-0000000000d0","endpointName":"Customer receiver","endpointUrl":"https://customer.example.com/webhooks","attempts":5,"responseStatus":503,"error":"Receiver returned 503"}}}""",
            DateTimeOffset.FromUnixTimeSeconds(1780228800), [
                ("webhook-id", "0192a1b2-c3d4-7000-8000-0000000000f0"),
                ("webhook-timestamp", "1780228800"),
                ("webhook-signature", "v1,ymSr/f/tMW3fW5wGoz/bFpAZGH3kqa6DhBrzWoH2pps="),
            ]).Event.EventId.ShouldBe("0192a1b2-c3d4-7000-8000-0000000000f0");

    [Fact]
    public void GitHub_as_in_its_own_documentation() =>
        // https://docs.github.com/webhooks/using-webhooks/validating-webhook-deliveries
        Verify("github", "It's a Secret to Everybody", "Hello, World!", SignedDelivery.Noon, [
            ("X-Hub-Signature-256", "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"),
        ]).Event.EventId.ShouldBe("sha256:dffd6021bb2bd5b0af676290809ec3a53191dd81c7f70a4b28688a362182986f");

    [Fact]
    public void Slack_as_in_its_own_documentation() =>
        // https://docs.slack.dev/authentication/verifying-requests-from-slack
        Verify("slack", "8f742231b10e8888abcd99yyyzzz85a5",
            "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c",
            DateTimeOffset.FromUnixTimeSeconds(1531420618), [
                ("X-Slack-Request-Timestamp", "1531420618"),
                ("X-Slack-Signature", "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"),
            ]).Event.EventType.ShouldBe("/webhook-collect");

    [Fact]
    public void Stripe() =>
        Verify("stripe", "whsec_test_3f1b9c7d5e2a4f60", """{"id":"evt_1Q2w3E4r5T6y7U8i","object":"event","type":"invoice.paid"}""",
            DateTimeOffset.FromUnixTimeSeconds(1795262400), [
                ("Stripe-Signature", "t=1795262400,v1=9be37f348cc81cc6926054b404c2b4df9ac0a618feaa3209beb2376b46d57af8,v0=6ffbb59b2300aae63f272406069a9788598b792a944a07aba816edb039989a39"),
            ]).Event.ShouldBe(new SignedEvent("evt_1Q2w3E4r5T6y7U8i", "invoice.paid") { OccurredAt = DateTimeOffset.FromUnixTimeSeconds(1795262400) });

    [Fact]
    public void Shopify() =>
        Verify("shopify", "hush-hush-1f0c2d3e4b5a", """{"id":820982911946154508,"email":"jon@example.com"}""", SignedDelivery.Noon, [
            ("X-Shopify-Hmac-Sha256", "B5ijRr4PPsDxaGU2W11zzDvN+PKHSxuUTEpr8G0tTBM="),
            ("X-Shopify-Topic", "orders/create"),
            ("X-Shopify-Webhook-Id", "b54557e4-bdd9-4b37-8a5f-bf7d70bcd043"),
        ]).Event.DeliveryId.ShouldBe("b54557e4-bdd9-4b37-8a5f-bf7d70bcd043");

    [Fact]
    public void Svix() =>
        Verify("svix", From.ReferenceSecret, """{"type":"user.created"}""", DateTimeOffset.FromUnixTimeSeconds(1795262400), [
            ("svix-id", "msg_2b4c"),
            ("svix-timestamp", "1795262400"),
            ("svix-signature", "v1,ADnnUViL2Ow7UUjJgtiKHM1J4QrxRAOAG41yu+jvTME="),
        ]).Event.EventId.ShouldBe("msg_2b4c");

    private static Verification.Verified Verify(string name, string secret, string body, DateTimeOffset now, (string Name, string Value)[] fields)
    {
        var scheme = SchemeNamed.Find(name);
        var headers = new DeliveryHeaders();
        foreach (var (header, value) in fields)
        {
            headers.Add(header, value);
        }

        return scheme.Verify(
            new Delivery(name, headers, Encoding.UTF8.GetBytes(body), now),
            [Secret.Read(secret, scheme.KeyForms, out var problem).ShouldNotBeNull(problem)], scheme.DefaultWindow, now).ShouldBeVerified();
    }
}
