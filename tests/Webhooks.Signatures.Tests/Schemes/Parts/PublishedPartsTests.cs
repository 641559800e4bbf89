using Webhooks.Signatures.Content;
using Webhooks.Signatures.Cryptography;

namespace Webhooks.Signatures.Tests.Schemes.Parts;

/// <summary>Deliveries that senders have published with their secrets, each with a part that no other has; and the same with something changed.</summary>
public class PublishedPartsTests
{
    private const string SquareUrl = "https://webhook.site/webhooks";

    private const string TwilioUrl = "https://mycompany.com/myapp.php?foo=1&bar=2";

    // square/square-nodejs-sdk tests/integration/webhooks.test.ts
    private static PartsCase Square { get; } = new(new() { SignatureHeader = "x-square-hmacsha256-signature", Encoding = MacEncoding.Base64, SignedContent = "{url}{body}", EventId = "json:data.id" }, "signature-key", """{"data":{"type":"webhooks","id":"fake_id"}}""")
    {
        Options = new() { PublicUrl = SquareUrl },
        Headers = [("x-square-hmacsha256-signature", "W3FlCNk5IA3ZQ2LHTWoajvzfaDu/OwY2tNHIHC3IUOA=")],
    };

    // twilio/twilio-python tests/unit/test_request_validator.py
    private static PartsCase TwilioForm { get; } = new(
        new() { Algorithm = SigningAlgorithm.HmacSha1, AllowWeak = true, SignatureHeader = "X-Twilio-Signature", Encoding = MacEncoding.Base64, SignedContent = "{url}{form:sorted}" },
        "12345",
        "CallSid=CA1234567890ABCDE&Digits=1234&From=%2B14158675309&To=%2B18005551212&Caller=%2B14158675309")
    {
        Options = new() { PublicUrl = TwilioUrl },
        Headers = [("X-Twilio-Signature", "RSOYDt4T1cUTdK1PDd93/VVr8B8=")],
    };

    // HubSpot/hubspot-api-nodejs test/unit/signature.spec.ts
    private static PartsCase HubSpotV1 { get; } = new(
        new() { Algorithm = SigningAlgorithm.Sha256, AllowWeak = true, SignatureHeader = "X-HubSpot-Signature", SignedContent = "{secret}{body}", EventId = "json:[0].eventId", EventType = "json:[0].subscriptionType" },
        "yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy",
        """[{"eventId":1,"subscriptionId":12345,"portalId":62515,"occurredAt":1564113600000,"subscriptionType":"contact.creation","attemptNumber":0,"objectId":123,"changeSource":"CRM","changeFlag":"NEW","appId":54321}]""")
    {
        Headers = [("X-HubSpot-Signature", "232db2615f3d666fe21a8ec971ac7b5402d33b9a925784df3ca654d05f4817de")],
    };

    // HubSpot/hubspot-api-python tests/spec/utils/test_signature.py
    private static PartsCase HubSpotV3 { get; } = new PartsCase(
        new() { SignatureHeader = "X-HubSpot-Signature-v3", Encoding = MacEncoding.Base64, SignedContent = "{method}{url}{body}{timestamp}", TimestampHeader = "X-HubSpot-Request-Timestamp", TimestampFormat = TimeFormat.UnixMilliseconds },
        "yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy",
        "{'example_field':'example_value'}")
    {
        Options = new() { PublicUrl = "https://www.example.com/webhook_uri" },
        Headers = [("X-HubSpot-Request-Timestamp", "1693657560000"), ("X-HubSpot-Signature-v3", "K36dawei4A+QBNolUOqo7s91KQDWQ5MXZ/QufNYuk/Y=")],
    }.At(1693657560);

    // box/box-python-sdk test/webhooks.py
    private static PartsCase Box { get; } = new PartsCase(
        new() { SignatureHeader = "BOX-SIGNATURE-PRIMARY, BOX-SIGNATURE-SECONDARY", Encoding = MacEncoding.Base64, SignedContent = "{body}{timestamp}", TimestampHeader = "BOX-DELIVERY-TIMESTAMP", TimestampFormat = TimeFormat.Iso8601 },
        "SampleSecondaryKey",
        """{"type":"webhook_event","webhook":{"id":"1234567890"},"trigger":"FILE.UPLOADED","source":{"id":"1234567890","type":"file","name":"Test.txt"}}""")
    {
        Headers =
        [
            ("BOX-DELIVERY-TIMESTAMP", "2020-01-01T00:00:00-07:00"), ("BOX-SIGNATURE-PRIMARY", "6TfeAW3A1PASkgboxxA5yqHNKOwFyMWuEXny/FPD5hI="),
            ("BOX-SIGNATURE-SECONDARY", "v+1CD1Jdo3muIcbpv5lxxgPglOqMfsNHPV899xWYydo="),
        ],
    }.At(1577862000);

    // PaddleHQ/paddle-python-sdk tests/Unit/Notification/test_Verifier.py
    private static PartsCase Paddle { get; } = new PartsCase(
        new() { SignatureHeader = "Paddle-Signature", Layout = SignatureLayout.Keyed, Separator = ";", Prefix = "h1", TimestampKey = "ts", SignedContent = "{timestamp}:{body}" },
        "pdl_ntf_01hbpjmytsa32fhr36nqgc3kgb_WvRO0eL4Bj9rgYYIBZY6wZhG4EHy9jzh",
        "hello-world")
    {
        Headers = [("Paddle-Signature", "ts=1696195954;h1=dummy;h1=d96299976a6eb066f484d7fde011ac56fc32b38fc9940bc419d6e537fdc6ef02")],
    }.At(1696195954);

    // hook0/hook0 clients/conformance/signature.json
    private static PartsCase Hook0 { get; } = new PartsCase(
        new()
        {
            SignatureHeader = "X-Hook0-Signature",
            Layout = SignatureLayout.Keyed,
            Prefix = "v1",
            SignedHeadersKey = "h",
            SignedContent = "{timestamp}.{signed-names}.{signed-values}.{body}",
            EventId = "header:x-event-id",
            EventType = "header:x-event-type",
        },
        "a-subscription-secret",
        """{"event":"user.created"}""")
    {
        Headers =
        [
            ("x-event-id", "evt-1"), ("x-delivery-id", "dlv-1"),
            ("X-Hook0-Signature", "t=1800000000,h=x-event-id x-delivery-id,v0=bf5f4e5fe0c9143510ae192f983316a09ed392d0104d2ce0faa3d7bce3687acb,v1=19a6fb8f6581715b241a93af02a58611c3b0ac7b747a8d2a5b120ee418d0c347"),
        ],
    }.At(1800000000);

    // sendgrid/sendgrid-nodejs packages/eventwebhook/src/eventwebhook.spec.js
    private static PartsCase SendGrid { get; } = new PartsCase(
        new() { Algorithm = SigningAlgorithm.EcdsaP256, SignatureHeader = "X-Sig", Encoding = MacEncoding.Base64, SignedContent = "{timestamp}{body}", TimestampHeader = "X-Time", EventId = "json:[0].sg_event_id", EventType = "json:[0].event" },
        "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE83T4O/n84iotIvIW4mdBgQ/7dAfSmpqIM8kF9mN1flpVKS3GRqe62gw+2fNNRaINXvVpiglSI8eNEc6wEA3F+g==",
        """[{"email":"hello@world.com","event":"dropped","reason":"Bounced Address","sg_event_id":"ZHJvcC0xMDk5NDkxOS1MUnpYbF9OSFN0T0doUTRrb2ZTbV9BLTA","sg_message_id":"LRzXl_NHStOGhQ4kofSm_A.filterdrecv-p3mdw1-756b745b58-kmzbl-18-5F5FC76C-9.0","smtp-id":"<LRzXl_NHStOGhQ4kofSm_A@ismtpd0039p1iad1.sendgrid.net>","timestamp":1600112492}]""" + "\r\n")
    {
        Headers = [("X-Time", "1600112502"), ("X-Sig", "MEUCIGHQVtGj+Y3LkG9fLcxf3qfI10QysgDWmMOVmxG0u6ZUAiEAyBiXDWzM+uOe5W0JuG+luQAbPIqHh89M15TluLtEZtM=")],
    }.At(1600112502);

    // pusher/pusher-http-node tests/integration/webhook.js
    private static PartsCase Pusher { get; } = new PartsCase(
        new() { SignatureHeader = "X-Pusher-Signature", TimestampAt = "json:time_ms", TimestampFormat = TimeFormat.UnixMilliseconds, EventType = "json:events[0].name" },
        "tofu",
        """{"time_ms":1403175510755,"events":[{"channel":"test_channel","name":"channel_vacated"}]}""")
    {
        Headers = [("X-Pusher-Signature", "c17257e92037cd7de407ebc1ed174ceb7b2e518db127f44411b9ffc4f5b28cc5")],
    }.At(1403175510);

    private static readonly Dictionary<string, PartsCase> All = new()
    {
        ["square"] = Square,
        ["twilio"] = TwilioForm,
        ["hubspot v1"] = HubSpotV1,
        ["hubspot v3"] = HubSpotV3,
        ["box"] = Box,
        ["paddle"] = Paddle,
        ["hook0"] = Hook0,
        ["sendgrid"] = SendGrid,
        ["pusher"] = Pusher,
    };

    public static TheoryData<string> Names => [.. All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void What_a_sender_published_verifies_and_nothing_else_does(string name)
    {
        var sent = All[name];

        sent.Event();
        (sent with { Body = sent.Body + "&a=b" }).Verify().ShouldBeRefused();
        (sent with { Secret = name == "sendgrid" ? OtherPublicKey : sent.Secret + "x" }).Refused(RefusalReason.SignatureInvalid);
        foreach (var (header, value) in sent.Headers)
        {
            if (header is not "BOX-SIGNATURE-PRIMARY")
            {
                sent.With(header, Changed(value)).Verify().ShouldBeRefused();
                (sent with { Headers = [.. sent.Headers.Where(other => other.Name != header)] }).Verify().ShouldBeRefused();
            }
        }

        if (sent.Options.PublicUrl is { } url)
        {
            (sent with { Options = new() { PublicUrl = url + "/" } }).Refused(RefusalReason.SignatureInvalid);
        }
    }

    [Fact]
    public void What_is_read_is_what_the_paths_say()
    {
        HubSpotV1.Event().ShouldBe(new SignedEvent("1", "contact.creation"));
        Hook0.Event().EventId.ShouldBe("evt-1");
        SendGrid.Event().EventType.ShouldBe("dropped");
        Pusher.Event().EventType.ShouldBe("channel_vacated");
    }

    // twilio/twilio-python: with the default port, without it, with another one, with a user and a password, a name with several values.
    [Theory]
    [InlineData("https://mycompany.com:443/myapp.php?foo=1&bar=2", "RSOYDt4T1cUTdK1PDd93/VVr8B8=", null)]
    [InlineData(TwilioUrl, "kvajT1Ptam85bY51eRf/AJRuM3w=", null)]
    [InlineData(TwilioUrl, "IK+Dwps556ElfBT0I3Rgjkr1wJU=", "Sid=CA123&SidAccount=AC123&Digits=5678&Digits=1234&Digits=1234")]
    [InlineData(TwilioUrl, "83O6e2vORAoJHUNzJjDWN1jz+BA=", "MessagingBinding.Address=%2B1325xxxxxxx&MessagingBinding.Address=%2B1415xxxxxxx")]
    public void The_default_port_may_be_written_or_not_and_a_form_is_sorted(string url, string signature, string? body) =>
        (TwilioForm with { Options = new() { PublicUrl = url }, Body = body ?? TwilioForm.Body }).With("X-Twilio-Signature", signature).Event();

    // twilio/twilio-python: the address is signed with the hash of the body.
    [Theory]
    [InlineData("https://mycompany.com/myapp.php?foo=1&bar=2", "a9nBmqA0ju/hNViExpshrM61xv4=")]
    [InlineData("https://mycompany.com/myapp.php?foo=1&bar=2&bodySHA256=0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620", "a9nBmqA0ju/hNViExpshrM61xv4=")]
    [InlineData("https://mycompany.com/myapp.php", "y77kIzt2vzLz71DgmJGsen2scGs=")]
    public void The_hash_of_the_body_may_be_a_part_of_the_address(string url, string signature)
    {
        var sent = TwilioForm with
        {
            Settings = TwilioForm.Settings with { SignedContent = "{url}", BodyDigest = "query:bodySHA256", EventId = null },
            Options = new() { PublicUrl = url },
            Body = """{"property": "value", "boolean": true}""",
        };
        sent = sent.With("X-Twilio-Signature", signature);

        sent.Event();
        (sent with { Body = sent.Body + " " }).Refused(RefusalReason.SignatureInvalid);
    }

    private const string OtherPublicKey = "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEQ4LIFtWztlsF7skFqOncjD1lun4H5w8XOhyOArHW9RcIx/FfEzx6cikC/yPfUvwaX/JScE7Fc9CJD2afQ9Ok3Q==";

    private static string Changed(string value)
    {
        var at = value.TrimEnd('=').Length - 3;
        return value[..at] + (value[at] == '1' ? '2' : '1') + value[(at + 1)..];
    }
}
