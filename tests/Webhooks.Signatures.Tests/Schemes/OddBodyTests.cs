using System.Text;

namespace Webhooks.Signatures.Tests.Schemes;

// After a valid signature nothing in a body refuses it but what admission needs: event id, type, nonce, time.
public class OddBodyTests
{
    private static readonly Dictionary<string, Func<SignedDelivery>> Senders = new()
    {
        ["valara"] = From.Valara,
        ["novavms"] = From.NovaVms,
        ["fastpix"] = From.FastPix,
        ["envless"] = From.Envless,
        ["standard-webhooks"] = () => From.StandardWebhooks(),
        ["hmac"] = Settings,
    };

    private static readonly Dictionary<string, byte[]> Members = new()
    {
        ["half a character"] = "\"x\":\"caf\\ud83d\""u8.ToArray(),
        ["the other half"] = "\"x\":\"\\udc00\\ud83d\""u8.ToArray(),
        ["half a character in a key"] = "\"\\ud83d\":1"u8.ToArray(),
        ["many keys with half a character"] = Encoding.UTF8.GetBytes(string.Join(',', Enumerable.Range(0, 20_000).Select(n => $"\"\\ud83d{n}\":{n}"))),
        ["Latin-1"] = [.. "\"x\":\"caf"u8, 0xE9, .. "\""u8],
        ["Latin-1 in a key"] = [.. "\"caf"u8, 0xE9, .. "\":1"u8],
        ["an overlong encoding"] = [.. "\"x\":\""u8, 0xC0, 0x80, .. "\""u8],
        ["a doubled key"] = "\"x\":1,\"x\":\"2\""u8.ToArray(),
        ["doubled keys further in"] = "\"x\":{\"id\":1,\"id\":2,\"type\":1,\"type\":2}"u8.ToArray(),
        ["300 levels of lists"] = Encoding.UTF8.GetBytes("\"x\":" + new string('[', 300) + new string(']', 300)),
        ["100,000 levels of objects"] = Encoding.UTF8.GetBytes("\"x\":" + string.Concat(Enumerable.Repeat("{\"x\":", 100_000)) + "1" + new string('}', 100_000)),
        ["a huge number"] = Encoding.UTF8.GetBytes("\"x\":1e400,\"y\":-0,\"z\":" + new string('9', 5000)),
        ["an empty key"] = "\"\":1,\"\":2"u8.ToArray(),
        ["a null character"] = "\"x\":\"\\u0000\",\"\\u0000\":1"u8.ToArray(),
    };

    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (var sender in Senders.Keys)
            {
                foreach (var member in Members.Keys)
                {
                    cases.Add(sender, member);
                }
            }

            return cases;
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void What_admission_does_not_need_refuses_nothing(string sender, string member)
    {
        var plain = Senders[sender]();

        plain.WithBody([.. plain.Body[..^1], (byte)',', .. Members[member], (byte)'}']).Event().ShouldBe(plain.Event());
        plain.WithBody([(byte)'{', .. Members[member], (byte)',', .. plain.Body[1..]]).Event().ShouldBe(plain.Event());
    }

    [Theory]
    [InlineData("valara", "event_id", "evt_01JXYZ5T2N8Q4R6V7W9B0C1D2E")]
    [InlineData("valara", "event_type", "listing.cancelled")]
    [InlineData("valara", "nonce", "another")]
    [InlineData("valara", "timestamp", "1")]
    [InlineData("novavms", "event_type", "event")]
    [InlineData("novavms", "timestamp", "2026-11-21T12:00:00Z")]
    [InlineData("novavms", "data", "1")]
    [InlineData("fastpix", "id", "another")]
    [InlineData("fastpix", "type", "video.media.failed")]
    [InlineData("envless", "type", "workspace.created")]
    [InlineData("envless", "id", "019e7d98-6b82-7305-ac80-478fa6557995")]
    [InlineData("hmac", "id", "another")]
    [InlineData("hmac", "type", "another")]
    [InlineData("hmac", "once", "another")]
    public void A_doubled_key_that_admission_needs_is_refused_and_named(string sender, string key, string value)
    {
        var plain = Senders[sender]();
        var escaped = $"\\u{(int)key[0]:x4}{key[1..]}";

        foreach (var name in new[] { key, escaped })
        {
            plain.WithBody([.. plain.Body[..^1], .. Encoding.UTF8.GetBytes($",\"{name}\":\"{value}\"}}")])
                .Refused(RefusalReason.BodyMalformed).Detail.ShouldBe($"The key {key} occurs in the body more than once.");
        }
    }

    [Theory]
    [InlineData("valara", "event_id")]
    [InlineData("valara", "nonce")]
    [InlineData("fastpix", "id")]
    [InlineData("hmac", "id")]
    [InlineData("hmac", "once")]
    public void An_id_that_is_not_text_is_refused_since_two_such_ids_could_not_be_told_apart(string sender, string key)
    {
        var plain = Senders[sender]();
        foreach (var odd in new[] { "\\ud83d", "\u00e9" })
        {
            // é as one byte of Latin-1.
            var body = Encoding.Latin1.GetBytes(WithoutMember(plain, key) + $",\"{key}\":\"a{odd}\"}}");

            plain.WithBody(body).Refused(RefusalReason.BodyMalformed).Detail.ShouldBe($"The key {key} is not text: it has invalid UTF-8 or an unpaired surrogate.");
        }
    }

    [Theory]
    [InlineData("valara", "event_type")]
    [InlineData("fastpix", "type")]
    [InlineData("standard-webhooks", "type")]
    [InlineData("hmac", "type")]
    public void A_type_that_is_not_text_is_read_as_far_as_it_is(string sender, string key)
    {
        var plain = Senders[sender]();

        plain.WithBody(Encoding.UTF8.GetBytes(WithoutMember(plain, key) + $",\"{key}\":\"a\\ud83d.b\"}}")).Event().EventType.ShouldBe("a\uFFFD.b");
    }

    [Theory]
    [InlineData("valara", "data", "{}")]
    [InlineData("valara", "data", "null")]
    [InlineData("valara", "api_version", "\"1\"")]
    [InlineData("novavms", "webhook_id", "\"7\"")]
    [InlineData("novavms", "webhook_id", "null")]
    [InlineData("fastpix", "webhookId", "\"7\",\"webhookId\":\"8\"")]
    [InlineData("fastpix", "data", "{}")]
    [InlineData("envless", "data", "{}")]
    public void A_doubled_key_that_decides_nothing_refuses_nothing(string sender, string key, string value)
    {
        var plain = Senders[sender]();

        var read = plain.WithBody([.. plain.Body[..^1], .. Encoding.UTF8.GetBytes($",\"{key}\":{value}}}")]).Event();

        (read.EventId, read.EventType, read.Nonce).ShouldBe((plain.Event().EventId, plain.Event().EventType, plain.Event().Nonce));
    }

    [Fact]
    public void Of_the_places_of_an_id_only_those_before_the_one_found_are_asked()
    {
        From.FastPix().WithBody("""{"id":"a","webhookId":"b","webhookId":"c","type":"t"}""").Event().EventId.ShouldBe("a");
        From.FastPix().WithBody("""{"id":null,"webhookId":"b","webhookId":"c","type":"t"}""").Refused(RefusalReason.BodyMalformed).Detail.ShouldContain("webhookId");
        From.NovaVms().WithBody("""{"event_type":"unheard.of","timestamp":"@iso","data":1,"data":{"alert_id":1}}""").Without("X-Webhook-ID").Event().EventType.ShouldBe("unheard.of");
    }

    [Fact]
    public void A_body_too_deep_to_be_honest_costs_as_little_as_a_flat_one()
    {
        var (deep, flat) = (Allocated(new string('[', 500_000) + new string(']', 500_000)), Allocated('"' + new string('x', 1_000_000) + '"'));

        (deep - flat).ShouldBeLessThan(1_000_000);
    }

    private static long Allocated(string value)
    {
        var sent = From.FastPix().WithBody($$"""{"id":"a","type":"b","x":{{value}}}""");
        var (delivery, secrets) = (sent.Deliver(), new[] { sent.Read() });
        var before = GC.GetAllocatedBytesForCurrentThread();
        sent.Scheme.Verify(delivery, secrets, sent.Scheme.DefaultWindow, sent.Now).ShouldBeVerified();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    // The body without a member and without its closing brace.
    private static string WithoutMember(SignedDelivery sent, string key) => Encoding.UTF8.GetString(sent.WithoutKey(key).Body)[..^1];

    private static SignedDelivery Settings() => From.Hmac(
        new() { SignatureHeader = "X-Sig", EventId = "json:id", EventType = "json:type", Nonce = "json:once" },
        sent => [("X-Sig", From.Hex(sent.Key, "", sent.Body))]).WithBody("""{"id":"evt_9","type":"thing.made","once":"n-1"}""");
}
