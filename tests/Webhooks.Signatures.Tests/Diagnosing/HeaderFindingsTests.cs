using Webhooks.Signatures.Cryptography;
using Webhooks.Signatures.Diagnosing;

namespace Webhooks.Signatures.Tests.Diagnosing;

public class HeaderFindingsTests
{
    [Fact]
    public void A_right_delivery_verifies_and_has_no_findings()
    {
        DiagnosticsCase.Valara().Diagnose().Verifies.ShouldBeTrue();
        DiagnosticsCase.Nova().Diagnose().Verifies.ShouldBeTrue();
        DiagnosticsCase.FastPix().Diagnose().Verifies.ShouldBeTrue();
        DiagnosticsCase.Envless().Diagnose().Verifies.ShouldBeTrue();
        DiagnosticsCase.Standard().Diagnose().Verifies.ShouldBeTrue();
    }

    [Fact]
    public void Upper_case_hexadecimal_is_no_fault() =>
        DiagnosticsCase.Valara().WithHeader("X-Webhook-Signature", value => value.ToUpperInvariant()).Diagnose().Verifies.ShouldBeTrue();

    [Fact]
    public void A_delivery_without_any_signature_lacks_the_header()
    {
        var finding = DiagnosticsCase.Valara().WithHeader("X-Webhook-Signature", (string?)null).Diagnose().Findings.ShouldHaveSingleItem();

        finding.Fault.ShouldBe(Fault.SignatureHeaderMissing);
        finding.Problem.ShouldContain("X-Webhook-Signature");
    }

    [Theory]
    [InlineData("X-Valara-Signature")]
    [InlineData("X-NovaVMS-Signature")]
    [InlineData("X-Signature")]
    [InlineData("X-Hub-Signature-256")]
    [InlineData("X-Anything-Else")]
    public void A_right_signature_under_another_name_is_found(string name)
    {
        var finding = DiagnosticsCase.Valara().Renamed("X-Webhook-Signature", name).Diagnose().Findings.ShouldHaveSingleItem();

        finding.Fault.ShouldBe(Fault.OtherHeaderName);
        finding.Problem.ShouldContain(name);
        finding.Problem.ShouldContain("X-Webhook-Signature");
    }

    [Fact]
    public void A_wrong_signature_under_another_name_is_both()
    {
        var faults = DiagnosticsCase.Valara().Renamed("X-Webhook-Signature", "X-Valara-Signature").WithSecret("another secret altogether").Faults();

        faults.ShouldBe([Fault.OtherHeaderName, Fault.WrongSecret]);
    }

    [Fact]
    public void Base64_for_hexadecimal_is_named() =>
        DiagnosticsCase.Valara(definition => definition with { Encoding = MacEncoding.Base64 }).Faults().ShouldBe([Fault.OtherEncoding]);

    [Fact]
    public void Hexadecimal_for_Base64_is_named() =>
        DiagnosticsCase.FastPix(signedBy: definition => definition with { Encoding = MacEncoding.Hex }).Faults().ShouldBe([Fault.OtherEncoding]);

    [Fact]
    public void Base64_for_URLs_is_named() =>
        DiagnosticsCase.FastPix(signedBy: definition => definition with { Encoding = MacEncoding.Base64Url }).Faults().ShouldBe([Fault.OtherEncoding]);

    [Fact]
    public void Base64_without_padding_is_named() =>
        DiagnosticsCase.FastPix().WithHeader("FastPix-Signature", value => value.TrimEnd('=')).Faults().ShouldBe([Fault.OtherEncoding]);

    [Fact]
    public void Base64_of_hexadecimal_text_is_named()
    {
        var tested = DiagnosticsCase.Valara(definition => definition with { Prefix = "" });
        var finding = tested
            .WithHeader("X-Webhook-Signature", value => "sha256=" + Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes(value)))
            .Diagnose().Findings.ShouldHaveSingleItem();

        finding.Fault.ShouldBe(Fault.OtherEncoding);
        finding.Problem.ShouldContain("Base64 of the hexadecimal text");
    }

    [Fact]
    public void The_setting_of_the_encoding_is_named_for_a_scheme_of_settings()
    {
        var settings = new SchemeSettings { SignatureHeader = "X-Sig" };

        DiagnosticsCase.Hmac(settings, "{}", definition => definition with { Encoding = MacEncoding.Base64 })
            .Diagnose().Findings.ShouldHaveSingleItem().Fix.ShouldContain("Hmac__Encoding to Base64");
    }

    [Theory]
    [InlineData("")]
    [InlineData("sha1=")]
    [InlineData("v1,")]
    public void A_missing_or_other_prefix_is_named(string prefix) =>
        DiagnosticsCase.Valara(definition => definition with { Prefix = prefix }).Faults().ShouldBe([Fault.OtherPrefix]);

    [Fact]
    public void A_version_that_is_missing_or_another_is_named()
    {
        DiagnosticsCase.Envless(signedBy: definition => definition with { Layout = SignatureLayout.Plain, Prefix = "" }).Faults().ShouldBe([Fault.OtherPrefix]);
        DiagnosticsCase.Envless(signedBy: definition => definition with { Layout = SignatureLayout.Plain, Prefix = "sha256=" }).Faults().ShouldBe([Fault.OtherPrefix]);
        DiagnosticsCase.Envless(signedBy: definition => definition with { Prefix = "v2" }).Faults().ShouldBe([Fault.OtherPrefix]);
    }

    [Fact]
    public void A_signature_that_was_cut_short_is_malformed()
    {
        DiagnosticsCase.Valara().WithHeader("X-Webhook-Signature", value => value[..40]).Faults().ShouldBe([Fault.SignatureMalformed]);
        DiagnosticsCase.Envless().WithHeader("webhook-signature", "v1,").Faults().ShouldBe([Fault.SignatureMalformed]);
    }

    [Fact]
    public void A_repeated_header_is_named_and_the_rest_is_still_judged()
    {
        var tested = DiagnosticsCase.Valara();
        tested.Delivery.Headers.Add("X-Webhook-Timestamp", "1");

        var finding = tested.Diagnose().Findings.ShouldHaveSingleItem();

        finding.Fault.ShouldBe(Fault.HeaderRepeated);
        finding.Problem.ShouldContain("X-Webhook-Timestamp");
        tested.WithSecret("another secret altogether").Faults().ShouldBe([Fault.HeaderRepeated, Fault.WrongSecret]);
    }

    [Fact]
    public void A_mirror_that_differs_is_named_with_its_field()
    {
        var finding = DiagnosticsCase.Valara().WithHeader("X-Webhook-Event-Id", "evt_2").Diagnose().Findings.ShouldHaveSingleItem();

        finding.Fault.ShouldBe(Fault.MirrorDiffers);
        finding.Problem.ShouldContain("X-Webhook-Event-Id");
        finding.Problem.ShouldContain("event_id");
    }

    [Fact]
    public void A_mirror_that_differs_does_not_hide_the_age() =>
        (DiagnosticsCase.Valara(at: DiagnosticsCase.Now.AddHours(-1)).WithHeader("X-Webhook-Event-Id", "evt_2")).Faults().ShouldBe([Fault.MirrorDiffers, Fault.TooOld]);

    [Fact]
    public void A_signed_header_that_is_missing_is_named_and_its_value_found_in_the_body()
    {
        var finding = DiagnosticsCase.Envless().WithHeader("webhook-id", (string?)null).Diagnose().Findings.ShouldHaveSingleItem();

        finding.Fault.ShouldBe(Fault.SignedHeaderMissing);
        finding.Problem.ShouldContain("webhook-id");
        finding.Problem.ShouldContain("the body's id");
        DiagnosticsCase.Standard().WithHeader("webhook-id", (string?)null).Faults().ShouldBe([Fault.SignedHeaderMissing, Fault.WrongSecret]);
    }

    [Fact]
    public void A_delivery_of_another_scheme_is_recognised()
    {
        var finding = (DiagnosticsCase.Nova() with { Scheme = DiagnosticsCase.Valara().Scheme }).Diagnose().Findings.ShouldHaveSingleItem();

        finding.Fault.ShouldBe(Fault.OtherScheme);
        finding.Fix.ShouldContain("novavms");
    }

    [Fact]
    public void A_header_that_was_altered_is_never_explained_away()
    {
        var random = new Random(20260305);
        foreach (var (tested, names) in new[] { (DiagnosticsCase.Valara(), new[] { "X-Webhook-Signature", "X-Webhook-Timestamp", "X-Webhook-Event-Id" }), (DiagnosticsCase.Envless(), ["webhook-id", "webhook-timestamp", "webhook-signature"]) })
        {
            for (var round = 0; round < 150; round++)
            {
                // The driver compares with the verdict of the scheme: another letter case is still right, all else is not.
                tested.WithHeader(names[random.Next(names.Length)], value => Altered(value, random)).Diagnose();
            }
        }
    }

    private static string Altered(string value, Random random)
    {
        var at = random.Next(value.Length);
        return value[..at] + (char)random.Next(33, 126) + value[(at + 1)..];
    }

    [Theory]
    [InlineData("v1,{0},v1,{0}")]
    [InlineData("v1,{0}, v1,{0}")]
    public void A_list_joined_by_commas_is_no_other_prefix(string list)
    {
        var tested = DiagnosticsCase.Standard().WithHeader("webhook-signature", text => list.Replace("{0}", text[3..], StringComparison.Ordinal));
        tested.Diagnose().Verifies.ShouldBeTrue();
        tested.WithSecret("whsec_YW5vdGhlci1zZWNyZXQtYWx0b2dldGhlcg==").Faults().ShouldBe([Fault.WrongSecret]);
    }

    [Fact]
    public void A_list_that_states_several_times_says_so_and_blames_no_secret()
    {
        var tested = DiagnosticsCase.Hmac(new SchemeSettings { SignatureHeader = "X-Sig", Layout = SignatureLayout.Keyed, Prefix = "v1", SignedContent = "{timestamp}.{body}" }, "{}");
        tested.Delivery.Headers.Add("X-Sig", "t=1,v1=" + new string('0', 64));

        tested.Faults().ShouldBe([Fault.HeaderRepeated]);
    }
}
