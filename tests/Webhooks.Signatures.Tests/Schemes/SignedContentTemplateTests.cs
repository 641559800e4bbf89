using System.Text;
using Webhooks.Signatures.Deliveries;

namespace Webhooks.Signatures.Tests.Schemes;

public class SignedContentTemplateTests
{
    [Theory]
    [InlineData("{body}", "B")]
    [InlineData("{timestamp}.{body}", "17.B")]
    [InlineData("v0:{timestamp}:{body}", "v0:17:B")]
    [InlineData("{header:X-Id:1}{timestamp}{body}", "i17B")]
    [InlineData("{header:x-id}.{timestamp}.{body}", "i.17.B")]
    [InlineData("{body}{timestamp}", "B17")]
    [InlineData("POST\n/hook\n{body}|{header:X-Id}}", "POST\n/hook\nB|i}")]
    [InlineData("ä{body}ö", "äBö")]
    [InlineData(@"{timestamp}\n{body}", "17\nB")]
    [InlineData(@"{timestamp}\r\n{body}\t", "17\r\nB\t")]
    [InlineData(@"{header:X-Id}\n{body}", "i\nB")]
    public void Puts_literal_text_time_and_headers_around_the_body(string template, string bytes)
    {
        var headers = new DeliveryHeaders();
        headers.Add("X-ID", "i");

        var content = SignedContentTemplate.Of(template).Fill(new Delivery("lab", headers, "B"u8.ToArray(), SignedDelivery.Noon), "17");

        Encoding.UTF8.GetString([.. content.Before.Span, .. content.Body.Span, .. content.After.Span]).ShouldBe(bytes);
    }

    [Theory]
    [InlineData(250)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(5_000)]
    public void However_long_a_header_is_it_is_signed_whole(int length)
    {
        var id = new string('i', length - 1) + "ä";
        var headers = new DeliveryHeaders();
        headers.Add("X-Id", id);

        var content = SignedContentTemplate.Of("{header:X-Id}.{timestamp}.{body}").Fill(new Delivery("lab", headers, default, SignedDelivery.Noon), "1795262400");

        Encoding.UTF8.GetString(content.Before.Span).ShouldBe($"{id}.1795262400.");
    }

    [Fact]
    public void What_is_missing_counts_as_empty_for_signing_and_diagnostics() =>
        SignedContentTemplate.Of("{header:X-Id}.{timestamp}.{body}").Fill(new Delivery("lab", [], default, SignedDelivery.Noon), null).Before.ToArray().ShouldBe(".."u8.ToArray());

    [Fact]
    public void The_body_is_not_copied()
    {
        ReadOnlyMemory<byte> body = new byte[] { 1, 2, 3 };

        SignedContentTemplate.Of("{timestamp}.{body}").Fill(new Delivery("lab", [], body, SignedDelivery.Noon), "17").Body.Equals(body).ShouldBeTrue();
    }

    [Theory]
    [InlineData("")]
    [InlineData("body")]
    [InlineData("{timestamp}")]
    [InlineData("{body}{body}")]
    [InlineData("{Body}")]
    public void The_body_stands_in_it_exactly_once(string template) => Problem(template).ShouldContain("{body} exactly once");

    [Theory]
    [InlineData("{time}.{body}", "time")]
    [InlineData("{header:}{body}", "header:")]
    [InlineData("{header}{body}", "header")]
    [InlineData("{}{body}", "''")]
    [InlineData("{body}.{nonce}", "nonce")]
    [InlineData("{body}.{timestamp", "{timestamp")]
    [InlineData("{ timestamp }{body}", " timestamp ")]
    public void What_is_no_part_of_a_delivery_is_named(string template, string named) => Problem(template).ShouldContain(named);

    [Fact]
    public void A_template_in_code_that_is_wrong_throws() => Should.Throw<ArgumentException>(() => SignedContentTemplate.Of("{bodies}"));

    [Fact]
    public void Knows_what_it_signs()
    {
        SignedContentTemplate.Of("{header:A}.{body}.{header:B}").Headers.ShouldBe(["A", "B"]);
        SignedContentTemplate.Of("{body}.{timestamp}").SignsTimestamp.ShouldBeTrue();
        SignedContentTemplate.Of("timestamp.{body}").SignsTimestamp.ShouldBeFalse();
    }

    [Theory]
    [InlineData("{header:A}.{body}", "a.b", "A")]
    [InlineData("{header:A}.{body}", "ab", null)]
    [InlineData("{header:A}.{body}", ".ab", "A")]
    [InlineData("{header:A}.{body}", "ab.", "A")]
    [InlineData("{header:A}::{body}", "a:b", null)]
    [InlineData("{header:A}::{body}", "a::b", "A")]
    [InlineData("{body}.{header:A}", "a.b", "A")]
    [InlineData("{body}.{header:A}", "ab", null)]
    [InlineData("{timestamp}.{header:A}.{body}", "a.b", "A")]
    [InlineData("{timestamp}.{body}.{header:A}!", "a!b", null)]
    [InlineData("{header:A:3}{body}", "a.b", null)]
    public void A_header_that_contains_its_separator_is_found(string template, string value, string? found)
    {
        var headers = new DeliveryHeaders();
        headers.Add("A", value);

        var read = SignedContentTemplate.Of(template);
        read.FindAmbiguous(read.ValuesIn(headers)!).ShouldBe(found);
    }

    [Fact]
    public void A_header_that_did_not_come_leaves_nothing_to_verify()
    {
        var headers = new DeliveryHeaders();
        headers.Add("A", "a");

        SignedContentTemplate.Of("{header:A}.{body}.{header:B}").ValuesIn(headers).ShouldBeNull();
        SignedContentTemplate.Of("{header:a}.{body}.{header:A}").ValuesIn(headers).ShouldBe(["a"]);
    }

    private static string Problem(string template)
    {
        SignedContentTemplate.Read(template, out var problem).ShouldBeNull();
        return problem;
    }
}
