using System.IO.Compression;
using System.Text;

namespace Webhooks.Signatures.Tests.Schemes;

/// <summary>What is signed is what counts: as it arrived, or, where the source allows it, as it was before it was compressed.</summary>
public class CompressedBodyTests
{
    private const int Limit = 256 * 1024;

    private static readonly string[] All = ["gzip", "x-gzip", "GZIP", "deflate", "raw deflate", "br", "identity, gzip", "gzip, br"];

    public static TheoryData<string> Codings => [.. All];

    [Theory]
    [MemberData(nameof(Codings))]
    public void The_plain_bytes_may_be_what_was_signed(string coding)
    {
        var (delivery, compressed) = Compressed(coding);

        delivery.Scheme.Verify(compressed, [delivery.Read()], delivery.Scheme.DefaultWindow, delivery.Now).ShouldBeRefused(RefusalReason.SignatureInvalid)
            .Detail.ShouldContain("Decompress");
        var verified = Verify(delivery, compressed).ShouldBeVerified();

        verified.Event.ShouldBe(delivery.Event());
        verified.Body.ToArray().ShouldBe(delivery.Body);
    }

    [Theory]
    [MemberData(nameof(Codings))]
    public void So_may_the_compressed_bytes(string coding)
    {
        var compressed = Compressed(coding).Delivery.Body.ToArray();
        var sent = From.StandardWebhooks().WithBody(compressed).With("Content-Encoding", Named(coding));

        Verify(sent, sent.Deliver()).ShouldBeVerified().Body.ToArray().ShouldBe(compressed);
    }

    [Fact]
    public void Two_deliveries_of_one_body_are_one_event_however_they_were_compressed() =>
        All.Select(coding => Verify(From.FastPix(), Compressed(coding, From.FastPix().WithBody("""{"type":"a"}""")).Delivery).ShouldBeVerified().Event.EventId)
            .Distinct().ShouldHaveSingleItem();

    [Theory]
    [InlineData("gzip", "{}")]
    [InlineData("br", "{}")]
    [InlineData("deflate", "")]
    [InlineData("zstd", "{}")]
    [InlineData("gzip, gzip, gzip", "{}")]
    public void What_cannot_be_decompressed_is_refused_and_throws_nothing(string coding, string body)
    {
        var sent = From.StandardWebhooks().With("Content-Encoding", coding);

        Verify(sent, sent.Deliver() with { Body = Encoding.UTF8.GetBytes(body) }).ShouldBeRefused(RefusalReason.SignatureInvalid);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public void A_body_that_was_cut_short_or_changed_is_refused_and_throws_nothing(string coding)
    {
        var (delivery, compressed) = Compressed(coding);
        for (var at = 0; at < compressed.Body.Length; at++)
        {
            byte[] changed = compressed.Body.ToArray();
            changed[at] ^= 0x55;
            var verdict = Verify(delivery, compressed with { Body = changed });

            // The name and time of a gzip header change nothing of what was signed.
            (verdict is Verification.Refused || ((Verification.Verified)verdict).Body.Span.SequenceEqual(delivery.Body)).ShouldBeTrue();
            var cut = Verify(delivery, compressed with { Body = compressed.Body[..at] });
            (cut is Verification.Refused || ((Verification.Verified)cut).Body.Span.SequenceEqual(delivery.Body)).ShouldBeTrue();
        }
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    [InlineData("gzip, br")]
    public void The_limit_of_a_body_holds_for_the_plain_one(string coding)
    {
        Verify(Large(Limit), Compressed(coding, Large(Limit)).Delivery).ShouldBeVerified();
        Verify(Large(Limit + 1), Compressed(coding, Large(Limit + 1)).Delivery).ShouldBeRefused(RefusalReason.BodyTooLarge).Detail.ShouldContain($"{Limit} bytes");
    }

    // Each bomb costs as much as a large body, and anyone can send one.
    [Fact]
    public void Bombs_of_unsigned_callers_are_limited_and_small_bodies_are_verified_meanwhile()
    {
        var decompression = new Decompression(Limit);
        var bomb = Compressed("gzip", Large(Limit)).Delivery with { Headers = From.StandardWebhooks().With("Content-Encoding", "gzip").With("webhook-signature", "v1," + new string('A', 43) + "=").Deliver().Headers };
        var small = Compressed("gzip").Delivery;
        var sent = From.StandardWebhooks();

        var details = Enumerable.Range(0, 1000).Select(_ => sent.Scheme.Verify(bomb, [sent.Read()], sent.Scheme.DefaultWindow, sent.Now, decompression).ShouldBeRefused(RefusalReason.SignatureInvalid).Detail).ToList();

        details[0].ShouldNotContain("was not decompressed");
        details[^1].ShouldContain("was not decompressed");
        sent.Scheme.Verify(small, [sent.Read()], sent.Scheme.DefaultWindow, sent.Now, decompression).ShouldBeVerified();
        sent.Scheme.Verify(bomb, [sent.Read()], sent.Scheme.DefaultWindow, sent.Now, decompression.WithoutAllowance()).ShouldBeRefused(RefusalReason.SignatureInvalid).Detail.ShouldNotContain("was not decompressed");
        sent.Scheme.Verify(Compressed("gzip", Large(Limit)).Delivery, [sent.Read()], TimeSpan.FromHours(1), sent.Now.AddMinutes(1), decompression).ShouldBeVerified();
    }

    [Fact]
    public void Signed_bodies_are_not_limited()
    {
        var decompression = new Decompression(Limit);
        var sent = Large(Limit);
        var large = Compressed("gzip", sent).Delivery;

        for (var number = 0; number < 1000; number++)
        {
            sent.Scheme.Verify(large, [sent.Read()], sent.Scheme.DefaultWindow, sent.Now, decompression).ShouldBeVerified();
        }
    }

    private static SignedDelivery Large(int length) => From.StandardWebhooks().WithBody("{\"a\":\"" + new string('x', length - 8) + "\"}");

    private static Verification Verify(SignedDelivery sent, Signatures.Deliveries.Delivery delivery) =>
        sent.Scheme.Verify(delivery, [sent.Read()], sent.Scheme.DefaultWindow, sent.Now, new Decompression(Limit));

    private static (SignedDelivery Sent, Signatures.Deliveries.Delivery Delivery) Compressed(string coding, SignedDelivery? sent = null)
    {
        sent ??= From.StandardWebhooks();
        var body = sent.Body;
        foreach (var one in coding.Split(", "))
        {
            body = Compress(one, body);
        }

        return (sent, sent.With("Content-Encoding", Named(coding)).Deliver() with { Body = body });
    }

    private static string Named(string coding) => coding.Replace("raw ", "", StringComparison.Ordinal);

    private static byte[] Compress(string coding, byte[] body)
    {
        using var output = new MemoryStream();
        using (Stream stream = coding switch
        {
            "identity" => new BufferedStream(output),
            "br" => new BrotliStream(output, CompressionLevel.Fastest, leaveOpen: true),
            "deflate" => new ZLibStream(output, CompressionLevel.Fastest, leaveOpen: true),
            "raw deflate" => new DeflateStream(output, CompressionLevel.Fastest, leaveOpen: true),
            _ => new GZipStream(output, CompressionLevel.Fastest, leaveOpen: true),
        })
        {
            stream.Write(body);
        }

        return output.ToArray();
    }
}
