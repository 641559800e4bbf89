using System.Text;
using Webhooks.Signatures.Cryptography;
using Webhooks.Signatures.Deliveries;
using Webhooks.Signatures.Diagnosing;
using Webhooks.Signatures.Presets;

namespace Webhooks.Signatures.Tests.Diagnosing;

/// <summary>What can be wrong with the parts that only some senders have.</summary>
public class PartsFindingsTests
{
    private const string Secret = "a-secret-of-the-laboratory-0042";
    private const string Url = "https://hooks.example.com/api/webhooks/shop?b=2&a=1";

    private static readonly SchemeSettings Addressed = new() { SignatureHeader = "X-Sig", SignedContent = "{url}{body}" };

    [Theory]
    [InlineData(SigningAlgorithm.HmacSha1)]
    [InlineData(SigningAlgorithm.HmacSha384)]
    [InlineData(SigningAlgorithm.HmacSha512)]
    public void A_signature_of_another_hash_is_told_by_it(SigningAlgorithm algorithm)
    {
        var sender = Scheme(new() { SignatureHeader = "X-Sig", Algorithm = algorithm, AllowWeak = true });

        var finding = Diagnose(Scheme(new() { SignatureHeader = "X-Sig" }), Sent(sender)).ShouldHaveSingleItem();

        finding.Fault.ShouldBe(Fault.OtherAlgorithm);
        finding.Fix.ShouldStartWith($"Set Hmac__Algorithm to {algorithm}");
        finding.Fix.Contains("AllowWeak", StringComparison.Ordinal).ShouldBe(algorithm == SigningAlgorithm.HmacSha1);
    }

    [Theory]
    [InlineData("https://hooks.example.com/api/webhooks/shop/?b=2&a=1", "slash")]
    [InlineData("http://hooks.example.com/api/webhooks/shop?b=2&a=1", "http")]
    [InlineData("https://hooks.example.com/api/webhooks/shop?a=1&b=2", "alphabetical")]
    [InlineData("https://hooks.example.com/api/webhooks/shop", "no query")]
    [InlineData("https://shop.example.com/api/webhooks/shop?b=2&a=1", "Host")]
    [InlineData("https://shop.example.com/api/webhooks/shop/?b=2&a=1", "Host")]
    [InlineData("https://hooks.example.com/api/webhooks/shop?c=3", "arrived")]
    public void Another_address_that_was_signed_is_found(string address, string named)
    {
        var sender = Scheme(Addressed, address);

        var finding = Diagnose(Scheme(Addressed, Url), Sent(sender) with { Query = "c=3" }).ShouldHaveSingleItem();

        finding.Fault.ShouldBe(Fault.OtherAddress);
        finding.Problem.ShouldContain(named);
        finding.Fix.ShouldContain(address);
    }

    [Fact]
    public void Another_separator_of_entries_is_named()
    {
        SchemeSettings keyed = new() { SignatureHeader = "X-Sig", Layout = SignatureLayout.Keyed, Prefix = "v1", SignedContent = "{timestamp}.{body}" };

        var findings = Diagnose(Scheme(keyed), Sent(Scheme(keyed with { Separator = ";" })));

        findings.ShouldHaveSingleItem().Fault.ShouldBe(Fault.OtherSeparator);
        findings[0].Fix.ShouldBe("Set Hmac__Separator to ;.");
    }

    [Fact]
    public void A_secret_that_is_sent_may_be_in_another_header_or_be_another_one()
    {
        var scheme = Scheme(new() { SignatureHeader = "X-Token", Algorithm = SigningAlgorithm.Token, AllowWeak = true });

        Diagnose(scheme, Sent(scheme)).ShouldBeEmpty();
        Diagnose(scheme, With("Authorization", "Bearer " + Secret)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            finding => finding.Fault.ShouldBe(Fault.OtherHeaderName),
            finding => finding.Problem.ShouldContain("Authorization"));
        Diagnose(scheme, With("X-Token", "another")).ShouldHaveSingleItem().Fault.ShouldBe(Fault.WrongSecret);
        Diagnose(scheme, With("X-Other", "another")).ShouldHaveSingleItem().Fault.ShouldBe(Fault.SignatureHeaderMissing);
        Diagnose(scheme, With("X-Token", Secret), new SecretText($"\"{Secret}\"")).ShouldHaveSingleItem().Fault.ShouldBe(Fault.SecretMistyped);
    }

    // Never a throw, and never silence, for whatever sender.
    [Theory]
    [MemberData(nameof(Presets.VectorTests.Cases), MemberType = typeof(Presets.VectorTests))]
    public void A_delivery_of_any_sender_is_explained_when_its_secret_or_body_is_another(string path)
    {
        var vector = new Presets.VectorCase(path);
        if (!vector.Verifies)
        {
            return;
        }

        var (scheme, delivery, at) = (vector.Scheme, vector.Deliver(), vector.Now);
        var wrong = SignatureDiagnostics.Diagnose(delivery, scheme, [new SecretText("a secret of somebody else, 0042")], TimeSpan.FromDays(1), at, decompress: false);
        var changed = SignatureDiagnostics.Diagnose(delivery with { Body = (byte[])[.. delivery.Body.Span, .. "\n#&a=b"u8] }, scheme, [new SecretText(vector.SecretText)], TimeSpan.FromDays(1), at, decompress: false);

        wrong.Verifies.ShouldBeFalse();
        wrong.Findings.ShouldNotBeEmpty();
        changed.Findings.Count.ShouldBeGreaterThanOrEqualTo(changed.Verifies ? 0 : 1);
        // Some published secrets are words of every message.
        wrong.Findings.Concat(changed.Findings).ShouldAllBe(finding => vector.SecretText.Length < 16 || !finding.ToString().Contains(vector.SecretText, StringComparison.Ordinal));
    }

    private static SignatureScheme Scheme(SchemeSettings settings, string? url = null) =>
        SchemeCatalog.Find("hmac", settings, new SchemeOptions { PublicUrl = url }, out var problem).ShouldNotBeNull($"{problem}");

    private static Delivery Sent(SignatureScheme sender) => DeliverySigner.Sign(With("Host", "shop.example.com"), sender.Definitions[0], Encoding.UTF8.GetBytes(Secret), SignedDelivery.Noon);

    private static Delivery With(string name, string value) => new("lab", new DeliveryHeaders { { name, value } }, """{"id":"e-1"}"""u8.ToArray(), SignedDelivery.Noon);

    private static IReadOnlyList<Finding> Diagnose(SignatureScheme scheme, Delivery delivery, SecretText? secret = null) =>
        SignatureDiagnostics.Diagnose(delivery, scheme, [secret ?? new SecretText(Secret)], SignatureScheme.FiveMinutes, SignedDelivery.Noon, decompress: false).Findings;
}
