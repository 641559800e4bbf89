using System.Globalization;

namespace Webhooks.Signatures.Tests;

/// <summary>The three deliveries that senders published with their secrets, as they are and with every single bit turned.</summary>
public class PublishedVectorTests
{
    [Fact]
    public void Valaras_failed_delivery_verifies()
    {
        var verified = PublishedVector.ValaraFailed.Verify().ShouldBeVerified();

        verified.Event.EventId.ShouldBe("evt_1MZQKGSKEZ7F23VNSPJ066DR0C");
        verified.Event.EventType.ShouldBe("media.delivery.failed");
        verified.Event.OccurredAt.ShouldBe(new DateTimeOffset(2025, 4, 22, 16, 30, 1, TimeSpan.Zero));
        verified.Event.Nonce.ShouldNotBeNullOrEmpty();
        verified.Skew.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void Valaras_completed_delivery_verifies()
    {
        var verified = PublishedVector.ValaraCompleted.Verify().ShouldBeVerified();

        verified.Event.EventId.ShouldBe("evt_6CS9YQE76ND4JPG6BD1RDAGXAT");
        verified.Event.EventType.ShouldBe("media.delivery.completed");
    }

    [Fact]
    public void The_reference_delivery_of_Standard_Webhooks_verifies()
    {
        var verified = PublishedVector.StandardWebhooks.Verify().ShouldBeVerified();

        verified.Event.EventId.ShouldBe("msg_p5jXN8AQM9LWM0D4loKWxJek");
        verified.Event.EventType.ShouldBe(SignedEvent.UnknownType);
        verified.Event.Nonce.ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Every_bit_of_the_body_is_signed(string path)
    {
        var vector = Find(path);

        for (var bit = 0; bit < vector.Body.Length * 8; bit++)
        {
            vector.Verify(body: Flipped(vector.Body, bit)).ShouldBeRefused(RefusalReason.SignatureInvalid);
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void One_byte_more_or_less_of_body_is_refused(string path)
    {
        var vector = Find(path);

        vector.Verify(body: [.. vector.Body, (byte)'\n']).ShouldBeRefused(RefusalReason.SignatureInvalid);
        vector.Verify(body: vector.Body[..^1]).ShouldBeRefused(RefusalReason.SignatureInvalid);
        vector.Verify(body: [0xEF, 0xBB, 0xBF, .. vector.Body]).ShouldBeRefused(RefusalReason.SignatureInvalid);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Every_bit_of_the_signature_counts(string path)
    {
        var vector = Find(path);
        var (header, prefix, mac, write) = path.StartsWith("valara", StringComparison.Ordinal)
            ? ("X-Webhook-Signature", "sha256=", Convert.FromHexString(vector.Header("X-Webhook-Signature")["sha256=".Length..]), (Func<byte[], string>)Convert.ToHexStringLower)
            : ("webhook-signature", "v1,", Convert.FromBase64String(vector.Header("webhook-signature")["v1,".Length..]), Convert.ToBase64String);

        vector.Verify(header: header, value: prefix + write(mac)).ShouldBeVerified();
        for (var bit = 0; bit < mac.Length * 8; bit++)
        {
            vector.Verify(header: header, value: prefix + write(Flipped(mac, bit))).ShouldBeRefused(RefusalReason.SignatureInvalid);
        }
    }

    [Theory]
    [InlineData("X-Webhook-Timestamp")]
    [InlineData("X-Webhook-Event-Id")]
    public void Every_bit_of_Valaras_time_and_id_headers_counts(string header)
    {
        foreach (var value in EachBitFlipped(PublishedVector.ValaraFailed.Header(header)))
        {
            PublishedVector.ValaraFailed.Verify(header: header, value: value).ShouldBeRefused();
        }
    }

    [Theory]
    [InlineData("webhook-timestamp")]
    [InlineData("webhook-id")]
    [InlineData("webhook-signature")]
    public void Every_bit_of_the_headers_of_Standard_Webhooks_counts(string header)
    {
        foreach (var value in EachBitFlipped(PublishedVector.StandardWebhooks.Header(header)))
        {
            PublishedVector.StandardWebhooks.Verify(header: header, value: value).ShouldBeRefused();
        }
    }

    [Fact]
    public void A_signature_of_one_vector_does_not_serve_another()
    {
        var borrowed = PublishedVector.ValaraCompleted.Header("X-Webhook-Signature");

        PublishedVector.ValaraFailed.Verify(header: "X-Webhook-Signature", value: borrowed).ShouldBeRefused(RefusalReason.SignatureInvalid);
    }

    public static TheoryData<string> All => [PublishedVector.ValaraFailed.Path, PublishedVector.ValaraCompleted.Path, PublishedVector.StandardWebhooks.Path];

    private static PublishedVector Find(string path) =>
        new[] { PublishedVector.ValaraFailed, PublishedVector.ValaraCompleted, PublishedVector.StandardWebhooks }.Single(vector => vector.Path == path);

    private static byte[] Flipped(byte[] bytes, int bit)
    {
        var flipped = bytes.ToArray();
        flipped[bit / 8] ^= (byte)(1 << (bit % 8));
        return flipped;
    }

    private static IEnumerable<string> EachBitFlipped(string text) =>
        from bit in Enumerable.Range(0, text.Length * 8)
        select string.Create(CultureInfo.InvariantCulture, $"{text[..(bit / 8)]}{(char)(text[bit / 8] ^ (1 << (bit % 8)))}{text[((bit / 8) + 1)..]}");
}
