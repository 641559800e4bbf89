using System.Security.Cryptography;
using System.Text;

namespace Webhooks.Driver.Handshakes;

/// <summary>The handshakes that senders document, as HTTP.</summary>
internal static class Exchanges
{
    public static IReadOnlyList<Exchange> All => [.. Queries, .. Posts, .. Signed, .. BeforeSecret];

    public static Exchange Dropbox { get; } = new(
        "dropbox",
        """{"method":"GET","when":{"query:challenge":"*"},"challenge":"query:challenge","body":"{challenge}"}""",
        "GET {path}?challenge=9S7cMEr-vN2h_01 HTTP/1.1\nHost: receiver.example.com",
        "200\nContent-Type: text/plain\n\n9S7cMEr-vN2h_01");

    public static Exchange Meta { get; } = new(
        "meta",
        """{"method":"GET","when":{"query:hub.mode":"subscribe"},"challenge":"query:hub.challenge","token":"query:hub.verify_token","body":"{challenge}"}""",
        "GET {path}?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=meaty%20hamster HTTP/1.1\nHost: receiver.example.com",
        "200\nContent-Type: text/plain\n\n1158201444")
    {
        VerifyToken = "meaty hamster",
    };

    // Only what subscribes: anybody may ask a hub to end a subscription.
    public static Exchange WebSub { get; } = new(
        "websub",
        """{"method":"GET","when":{"query:hub.mode":"subscribe"},"challenge":"query:hub.challenge","token":"query:hub.topic","body":"{challenge}"}""",
        "GET {path}?hub.mode=subscribe&hub.topic=https%3A%2F%2Fwww.youtube.com%2Fxml%2Ffeeds%2Fvideos.xml%3Fchannel_id%3DUC1&hub.challenge=1794208349874&hub.lease_seconds=432000 HTTP/1.1\nHost: receiver.example.com",
        "200\nContent-Type: text/plain\n\n1794208349874")
    {
        VerifyToken = "https://www.youtube.com/xml/feeds/videos.xml?channel_id=UC1",
    };

    public static Exchange Slack { get; } = new(
        "slack",
        """{"method":"POST","when":{"json:type":"url_verification"},"challenge":"json:challenge","isSigned":true,"contentType":"application/json","body":"{\"challenge\":\"{challenge}\"}"}""",
        """
        POST {path} HTTP/1.1
        Host: receiver.example.com
        Content-Type: application/json
        X-Slack-Request-Timestamp: {unix}
        X-Slack-Signature: v0={signature}

        {"token":"Jhj5dZrVaK7ZwHHjRyZWjbDl","challenge":"3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P","type":"url_verification"}
        """,
        """
        200
        Content-Type: application/json

        {"challenge":"3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P"}
        """)
    {
        Scheme = """{"signatureHeader":"X-Slack-Signature","prefix":"v0=","signedContent":"v0:{timestamp}:{body}","timestampHeader":"X-Slack-Request-Timestamp","eventId":"json:event_id, sha256"}""",
        Sign = (body, unix) => Exchange.Hex($"v0:{unix}:{body}"),
    };

    public static Exchange TwitterCrc { get; } = new(
        "x",
        """{"method":"GET","when":{"query:crc_token":"*"},"challenge":"query:crc_token","contentType":"application/json","body":"{\"response_token\":\"sha256={hmac:base64}\"}"}""",
        "GET {path}?crc_token=MDk0YTY5OTQtOTY5Zi00Mzk2&nonce=MjFjNzk2 HTTP/1.1\nHost: receiver.example.com",
        "200\nContent-Type: application/json\n\n{\"response_token\":\"sha256=" + Exchange.Base64("MDk0YTY5OTQtOTY5Zi00Mzk2") + "\"}")
    {
        Scheme = """{"signatureHeader":"x-twitter-webhooks-signature","prefix":"sha256=","encoding":"Base64"}""",
    };

    public static Exchange Asana { get; } = new(
        "asana",
        """{"method":"POST","when":{"header:X-Hook-Secret":"*"},"challenge":"header:X-Hook-Secret","secret":"Within","headers":{"X-Hook-Secret":"{challenge}"}}""",
        "POST {path} HTTP/1.1\nHost: receiver.example.com\nX-Hook-Secret: b537207f20cbfa02357cf448134da559",
        "200\nContent-Type: text/plain\nX-Hook-Secret: b537207f20cbfa02357cf448134da559\n\n")
    {
        Secret = null,
    };

    public static Exchange Graph { get; } = new(
        "microsoft-graph",
        """{"method":"POST","when":{"query:validationToken":"*"},"challenge":"query:validationToken","body":"{challenge}"}""",
        "POST {path}?validationToken=Validation%3a+Testing+client+application+reachability+for+subscription+Request-Id%3a+1f5ad7e7 HTTP/1.1\nHost: receiver.example.com\nContent-Type: text/plain; charset=utf-8",
        "200\nContent-Type: text/plain\n\nValidation: Testing client application reachability for subscription Request-Id: 1f5ad7e7");

    public static IReadOnlyList<Exchange> Queries =>
    [
        Dropbox,
        Meta,
        TwitterCrc,
        new(
            "strava",
            """{"method":"GET","when":{"query:hub.mode":"subscribe"},"challenge":"query:hub.challenge","token":"query:hub.verify_token","contentType":"application/json","body":"{\"hub.challenge\":\"{challenge}\"}"}""",
            "GET {path}?hub.verify_token=STRAVA&hub.challenge=15f7d1a91c1f40f8a748fd134752feb3&hub.mode=subscribe HTTP/1.1\nHost: receiver.example.com",
            "200\nContent-Type: application/json\n\n{\"hub.challenge\":\"15f7d1a91c1f40f8a748fd134752feb3\"}") { VerifyToken = "STRAVA" },
        WebSub,
        new(
            "okta",
            """{"method":"GET","when":{"header:X-Okta-Verification-Challenge":"*"},"challenge":"header:X-Okta-Verification-Challenge","contentType":"application/json","body":"{\"verification\":\"{challenge}\"}"}""",
            "GET {path} HTTP/1.1\nHost: receiver.example.com\nX-Okta-Verification-Challenge: q3mQ8Vw-1",
            "200\nContent-Type: application/json\n\n{\"verification\":\"q3mQ8Vw-1\"}"),
        new(
            "cloudevents",
            """{"method":"OPTIONS","when":{"header:WebHook-Request-Origin":"*"},"challenge":"header:WebHook-Request-Origin","headers":{"Allow":"POST","WebHook-Allowed-Origin":"{challenge}","WebHook-Allowed-Rate":"*"}}""",
            "OPTIONS {path} HTTP/1.1\nHost: receiver.example.com\nWebHook-Request-Origin: eventemitter.example.com\nWebHook-Request-Rate: 120",
            "200\nContent-Type: text/plain\nAllow: POST\nWebHook-Allowed-Origin: eventemitter.example.com\nWebHook-Allowed-Rate: *\n\n"),
    ];

    private static IReadOnlyList<Exchange> Posts =>
    [
        Graph,
        new(
            "monday",
            """{"method":"POST","when":{"json:challenge":"*"},"challenge":"json:challenge","contentType":"application/json","body":"{\"challenge\":\"{challenge}\"}"}""",
            "POST {path} HTTP/1.1\nHost: receiver.example.com\nContent-Type: application/json\n\n{\"challenge\":\"3eZbrw1aBmgh\"}",
            "200\nContent-Type: application/json\n\n{\"challenge\":\"3eZbrw1aBmgh\"}"),
        new(
            "azure-event-grid",
            """{"method":"POST","when":{"header:aeg-event-type":"SubscriptionValidation"},"challenge":"json:[0].data.validationCode","contentType":"application/json","body":"{\"validationResponse\":\"{challenge}\"}"}""",
            """
            POST {path} HTTP/1.1
            Host: receiver.example.com
            Content-Type: application/json; charset=utf-8
            aeg-event-type: SubscriptionValidation

            [{"id":"2d1781af-3a4c-4d7c-bd0c-e34b19da4e66","topic":"/subscriptions/x","subject":"","data":{"validationCode":"512d38b6-c7b8-40c8-89fe-f46f9e9622b6","validationUrl":"https://rp-eastus2.eventgrid.azure.net:553/eventsubscriptions/es/validate"},"eventType":"Microsoft.EventGrid.SubscriptionValidationEvent","eventTime":"2026-11-21T12:00:00Z","metadataVersion":"1","dataVersion":"1"}]
            """,
            """
            200
            Content-Type: application/json

            {"validationResponse":"512d38b6-c7b8-40c8-89fe-f46f9e9622b6"}
            """),
    ];

    public static IReadOnlyList<Exchange> Signed =>
    [
        Slack,
        new(
            "twitch",
            """{"method":"POST","when":{"header:Twitch-Eventsub-Message-Type":"webhook_callback_verification"},"challenge":"json:challenge","isSigned":true,"body":"{challenge}"}""",
            """
            POST {path} HTTP/1.1
            Host: receiver.example.com
            Content-Type: application/json
            Twitch-Eventsub-Message-Id: e76c6bd4-55c9-4987-8304-da1588d8988b
            Twitch-Eventsub-Message-Timestamp: {iso}
            Twitch-Eventsub-Message-Type: webhook_callback_verification
            Twitch-Eventsub-Message-Signature: sha256={signature}

            {"challenge":"pogchamp-kappa-360noscope-vohiyo","subscription":{"id":"f1c2a387","status":"webhook_callback_verification_pending","type":"channel.follow","version":"1"}}
            """,
            "200\nContent-Type: text/plain\n\npogchamp-kappa-360noscope-vohiyo")
        {
            Scheme = """{"signatureHeader":"Twitch-Eventsub-Message-Signature","prefix":"sha256=","signedContent":"{header:Twitch-Eventsub-Message-Id:36}{timestamp}{body}","timestampHeader":"Twitch-Eventsub-Message-Timestamp","timestampFormat":"Iso8601","eventId":"header:Twitch-Eventsub-Message-Id"}""",
            Sign = (body, _) => Exchange.Hex($"e76c6bd4-55c9-4987-8304-da1588d8988b2026-11-21T12:00:00Z{body}"),
        },
        new(
            "zoom",
            """{"method":"POST","when":{"json:event":"endpoint.url_validation"},"challenge":"json:payload.plainToken","isSigned":true,"contentType":"application/json","body":"{\"plainToken\":\"{challenge}\",\"encryptedToken\":\"{hmac:hex}\"}"}""",
            """
            POST {path} HTTP/1.1
            Host: receiver.example.com
            Content-Type: application/json
            x-zm-request-timestamp: {unix}
            x-zm-signature: v0={signature}

            {"payload":{"plainToken":"qgg8vlvZRS6UYooatFL8Aw"},"event_ts":1654503849680,"event":"endpoint.url_validation"}
            """,
            "200\nContent-Type: application/json\n\n{\"plainToken\":\"qgg8vlvZRS6UYooatFL8Aw\",\"encryptedToken\":\"" + Exchange.Hex("qgg8vlvZRS6UYooatFL8Aw") + "\"}")
        {
            Scheme = """{"signatureHeader":"x-zm-signature","prefix":"v0=","signedContent":"v0:{timestamp}:{body}","timestampHeader":"x-zm-request-timestamp"}""",
            Sign = (body, unix) => Exchange.Hex($"v0:{unix}:{body}"),
        },
        Discord(
            "discord-interactions",
            """{"method":"POST","when":{"json:type":"1"},"isSigned":true,"contentType":"application/json","body":"{\"type\":1}"}""",
            """{"id":"786008729715212338","type":1}""",
            "200\nContent-Type: application/json\n\n{\"type\":1}"),
        Discord(
            "discord-events",
            """{"method":"POST","when":{"json:type":"0"},"isSigned":true,"status":204,"contentType":"application/json"}""",
            """{"version":1,"application_id":"1234560123453231555","type":0}""",
            "204\nContent-Type: application/json\n\n"),
        new(
            "front",
            """{"method":"POST","when":{"header:X-Front-Challenge":"*"},"challenge":"header:X-Front-Challenge","isSigned":true,"body":"{challenge}"}""",
            "POST {path} HTTP/1.1\nHost: receiver.example.com\nContent-Type: application/json\nX-Front-Challenge: 7a3c-41\nX-Signature: {signature}\n\n{\"type\":\"sync\"}",
            "200\nContent-Type: text/plain\n\n7a3c-41") { Scheme = """{"signatureHeader":"X-Signature","eventId":"json:payload.id"}""" },
        new(
            "xero",
            """{"method":"POST","when":{"json:events":"[]"},"isSigned":true}""",
            "POST {path} HTTP/1.1\nHost: receiver.example.com\nContent-Type: application/json\nx-xero-signature: {signature}\n\n{\"events\":[],\"firstEventSequence\": 0,\"lastEventSequence\": 0, \"entropy\": \"S0m3r4Nd0mt3xt\"}",
            "200\nContent-Type: text/plain\n\n")
        {
            Scheme = """{"signatureHeader":"x-xero-signature","encoding":"Base64"}""",
            Sign = (body, _) => Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Exchange.Key), Encoding.UTF8.GetBytes(body))),
        },
        new(
            "line",
            """{"method":"POST","when":{"json:events":"[]"},"isSigned":true}""",
            "POST {path} HTTP/1.1\nHost: receiver.example.com\nContent-Type: application/json\nX-Line-Signature: {signature}\n\n{\"destination\":\"xxxxxxxxxx\",\"events\":[]}",
            "200\nContent-Type: text/plain\n\n")
        {
            Scheme = """{"signatureHeader":"x-line-signature","encoding":"Base64","eventId":"json:webhookEventId"}""",
            Sign = (body, _) => Exchange.Base64(body),
        },
    ];

    private static IReadOnlyList<Exchange> BeforeSecret =>
    [
        Asana,
        new(
            "notion",
            """{"method":"POST","when":{"json:verification_token":"*"},"challenge":"json:verification_token","secret":"Within"}""",
            "POST {path} HTTP/1.1\nHost: receiver.example.com\nContent-Type: application/json\n\n{\"verification_token\":\"secret_tMrlL1qK5vuQAh1b6cZGhFChZTSYJlce98V0pYn7yBl\"}",
            "200\nContent-Type: text/plain\n\n") { Secret = null },
        new(
            "nylas",
            """{"method":"GET","when":{"query:challenge":"*"},"challenge":"query:challenge","secret":"After","body":"{challenge}"}""",
            "GET {path}?challenge=bc609b38-c81f-47fb-a275-1d9bd61a968b HTTP/1.1\nHost: receiver.example.com",
            "200\nContent-Type: text/plain\n\nbc609b38-c81f-47fb-a275-1d9bd61a968b") { Secret = null },
    ];

    // With the second key of RFC 8032, whose private half everyone knows.
    private static Exchange Discord(string name, string handshake, string body, string response) => new(
        name,
        handshake,
        $"POST {{path}} HTTP/1.1\nHost: receiver.example.com\nContent-Type: application/json\nX-Signature-Timestamp: {{unix}}\nX-Signature-Ed25519: {{signature}}\n\n{body}",
        response)
    {
        Scheme = """{"algorithm":"Ed25519","signatureHeader":"X-Signature-Ed25519","signedContent":"{timestamp}{body}","timestampHeader":"X-Signature-Timestamp"}""",
        Secret = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        AnotherSecret = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        Sign = (body, unix) => Convert.ToHexStringLower(Convert.FromBase64String(
            From.Ed25519Entry(Convert.FromHexString("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"), Encoding.UTF8.GetBytes(unix + body))["v1a,".Length..])),
    };
}
