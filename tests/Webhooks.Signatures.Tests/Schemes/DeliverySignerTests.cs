using Webhooks.Signatures.Cryptography;
using Webhooks.Signatures.Deliveries;

namespace Webhooks.Signatures.Tests.Schemes;

public class DeliverySignerTests
{
    private static readonly string Zero = new('0', 64);

    [Theory]
    [InlineData(SignatureLayout.Plain, "sha256=", null, "sha256=0")]
    [InlineData(SignatureLayout.Versioned, "v1", null, "v1,0")]
    [InlineData(SignatureLayout.Keyed, "v1", null, "v1=0")]
    [InlineData(SignatureLayout.Keyed, "v1", "X-Time", "v1=0")]
    public void Writes_the_signature_as_its_layout_wants_it(SignatureLayout layout, string prefix, string? timestampHeader, string written) =>
        Signed(Definition with { Layout = layout, Prefix = prefix, TimestampHeader = timestampHeader }).ShouldBe(written.Replace("0", Zero, StringComparison.Ordinal));

    [Fact]
    public void Puts_the_time_into_a_list_that_has_no_header_for_it() =>
        Signed(Definition with { Layout = SignatureLayout.Keyed, Prefix = "v1", Content = SignedContentTemplate.Of("{timestamp}.{body}") }).ShouldBe($"t=1795262400,v1={Zero}");

    [Fact]
    public void Leaves_out_a_prefix_that_is_seen_on_paper_only() =>
        Signed(Definition with { Prefix = "sha256=", PrefixIsOptional = true }).ShouldBe(Zero);

    private static SignatureDefinition Definition => new() { SignatureHeader = "X-Sig", Encoding = MacEncoding.Hex, Content = SignedContentTemplate.Of("{body}") };

    private static string Signed(SignatureDefinition definition)
    {
        var delivery = DeliverySigner.Sign(new Delivery("lab", [], default, SignedDelivery.Noon), definition, new byte[32], SignedDelivery.Noon);
        var header = delivery.Headers.Find("X-Sig").ShouldNotBeNull();

        // What the MAC is, other tests say; here it only has to be one.
        return System.Text.RegularExpressions.Regex.Replace(header, "[0-9a-f]{64}", Zero);
    }
}
