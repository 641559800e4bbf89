using System.Text;
using Webhooks.Signatures.Deliveries;

namespace Webhooks.Signatures.Tests;

/// <summary>Whatever comes in, a verification comes out: nothing throws, and nothing altered is believed.</summary>
public class HostileInputTests
{
    private static readonly string[] Names = ["valara", "novavms", "fastpix", "envless", "standard-webhooks", "github", "stripe", "shopify", "slack", "svix"];

    private static readonly string[] Values =
    [
        "", " ", ",", "=", "v1,", "v1=", "v1a,", "sha256=", "t=,v1=", "t=1,t=2,v1=0", "\0", "\r\n", "\ud800", "\udc00\ud800", "💌", "٣", "-1", "1e400", "{body}", "../..",
        new('=', 44), new('A', 44), new('0', 64), "v1," + new string('A', 43) + "=", "v1a," + new string('A', 86) + "==", "sha256=" + new string('0', 64),
        new('a', 8192), new(' ', 8192), new(',', 8192), string.Concat(Enumerable.Repeat("v1, ", 4096)), "9999-12-31T23:59:59-14:00", "0000-00-00T00:00:00Z", "253402300799",
    ];

    private static readonly byte[][] Bodies =
    [
        [], [0], [0xFF, 0xFE], "{"u8.ToArray(), "}"u8.ToArray(), "{}"u8.ToArray(), "[]"u8.ToArray(), "null"u8.ToArray(), "\"\\ud800\""u8.ToArray(),
        "{\"id\":\"\\ud800\",\"event_id\":\"\\ud800\"}"u8.ToArray(), "{\"\\ud800\":1,\"type\":\"a\"}"u8.ToArray(), [.. "{\"id\":\""u8, 0xC0, 0x80, .. "\"}"u8],
        "{\"id\":1e999999999,\"type\":-0}"u8.ToArray(), "{\"timestamp\":99999999999999999999,\"data\":[]}"u8.ToArray(), "{\"timestamp\":\"\",\"data\":{\"alert_id\":{}}}"u8.ToArray(),
        Encoding.UTF8.GetBytes(new string('[', 100_000)), Encoding.UTF8.GetBytes("{\"data\":" + new string('{', 100_000)),
        Encoding.UTF8.GetBytes("{" + string.Join(',', Enumerable.Range(0, 20_000).Select(n => $"\"k{n}\":{n}")) + "}"),
    ];

    [Fact]
    public void Every_header_may_hold_anything()
    {
        foreach (var name in Names)
        {
            var scheme = SchemeNamed.Find(name);
            foreach (var value in Values)
            {
                Judge(scheme, [.. scheme.Headers.Select(header => (header, value))], "{}"u8.ToArray());
                foreach (var header in scheme.Headers)
                {
                    Judge(scheme, [(header, value)], "{}"u8.ToArray());
                    Judge(scheme, [.. scheme.Headers.Select(other => (other, other == header ? value : "1"))], "{}"u8.ToArray());
                }
            }
        }
    }

    [Fact]
    public void Every_body_may_hold_anything_signed_or_not()
    {
        foreach (var sent in new[] { From.Valara(), From.NovaVms(), From.FastPix(), From.Envless(), From.StandardWebhooks() })
        {
            foreach (var body in Bodies)
            {
                sent.WithBody(body).Verify().ShouldNotBeNull();
                (sent.WithBody(body) with { Key = new byte[16] }).Verify().ShouldNotBeOfType<Verification.Verified>();
            }
        }
    }

    [Fact]
    public void A_body_cut_off_anywhere_is_never_believed_and_throws_nothing_even_when_signed()
    {
        foreach (var sent in new[] { From.Valara(), From.NovaVms(), From.FastPix() })
        {
            for (var length = 1; length < sent.Body.Length; length++)
            {
                sent.WithBody(sent.Body[..length]).Verify().ShouldBeRefused(RefusalReason.BodyMalformed);
            }
        }
    }

    [Fact]
    public void Noise_in_any_byte_of_a_signed_body_throws_nothing()
    {
        var random = new Random(20261121);
        foreach (var sent in new[] { From.Valara(), From.NovaVms(), From.FastPix(), From.Envless(), From.StandardWebhooks() })
        {
            for (var round = 0; round < 2000; round++)
            {
                var body = sent.Body;
                for (var change = random.Next(1, 4); change > 0; change--)
                {
                    body[random.Next(body.Length)] = (byte)random.Next(256);
                }

                sent.WithBody(body).Verify().ShouldNotBeNull();
            }
        }
    }

    [Fact]
    public void An_unsigned_header_does_not_swell_what_is_kept()
    {
        var endless = new string('d', 30_000);

        From.Envless().With("Envless-Delivery", endless).Event().DeliveryId.ShouldBeNull();
        From.NovaVms().WithoutKey("webhook_id").With("X-Webhook-ID", endless).Event().DeliveryId.ShouldBeNull();
        From.Preset("github", sent => [("X-Hub-Signature-256", "sha256=" + From.Hex(sent.Key, "", sent.Body)), ("X-GitHub-Event", endless)])
            .Event().EventType.ShouldBe(SignedEvent.UnknownType);
    }

    [Fact]
    public void What_a_verification_allocates_does_not_grow_with_the_body()
    {
        foreach (var sent in new[] { From.NovaVms(), From.FastPix(), From.StandardWebhooks() })
        {
            var (small, large) = (Allocated(sent, 1_000), Allocated(sent, 700_000));

            (large - small).ShouldBeLessThan(2_000, sent.Scheme.Name);
        }
    }

    private static long Allocated(SignedDelivery sent, int padding)
    {
        sent = sent.WithBody(body => body["padding"] = new string('x', padding));
        var (delivery, secrets) = (sent.Deliver(), new[] { sent.Read() });
        sent.Scheme.Verify(delivery, secrets, sent.Scheme.DefaultWindow, sent.Now).ShouldBeVerified();

        // The least of several: a collection in between is counted as an allocation.
        return Enumerable.Range(0, 9).Min(_ =>
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            sent.Scheme.Verify(delivery, secrets, sent.Scheme.DefaultWindow, sent.Now);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        });
    }

    private static void Judge(SignatureScheme scheme, (string Name, string Value)[] fields, byte[] body)
    {
        var headers = new DeliveryHeaders();
        foreach (var (name, value) in fields)
        {
            headers.Add(name, value);
        }

        var secret = Secret.Read(From.ReferenceSecret["whsec_".Length..], scheme.KeyForms, out var problem).ShouldNotBeNull(problem);
        scheme.Verify(new Delivery("lab", headers, body, SignedDelivery.Noon), [secret], scheme.DefaultWindow, SignedDelivery.Noon)
            .ShouldNotBeOfType<Verification.Verified>();
    }
}
