using Webhooks.Signatures.Content;
using Webhooks.Signatures.Diagnosing;

namespace Webhooks.Signatures.Tests.Diagnosing;

public class ContentFindingsTests
{
    [Theory]
    [InlineData("{body}")]
    [InlineData("{timestamp}{body}")]
    [InlineData("{timestamp}:{body}")]
    [InlineData("v0:{timestamp}:{body}")]
    [InlineData("{body}.{timestamp}")]
    public void What_was_signed_instead_is_shown(string content)
    {
        var finding = DiagnosticsCase.Valara(definition => definition with { Content = SignedContentTemplate.Of(content) }).Diagnose().Findings.ShouldHaveSingleItem();

        finding.Fault.ShouldBe(Fault.OtherSignedContent);
        finding.Problem.ShouldContain($"covers {content}");
        finding.Problem.ShouldContain("signs {timestamp}.{body}");
    }

    [Theory]
    [InlineData("{body}", "{body}")]
    [InlineData("{timestamp}.{body}", "{timestamp}.{body}")]
    [InlineData("{header:webhook-id}.{body}", "{id}.{body}")]
    [InlineData("{timestamp}.{header:webhook-id}.{body}", "{timestamp}.{id}.{body}")]
    public void An_id_or_a_time_that_was_left_out_is_shown(string content, string shown)
    {
        var finding = DiagnosticsCase.Envless(signedBy: definition => definition with { Content = SignedContentTemplate.Of(content) }).Diagnose().Findings.ShouldHaveSingleItem();

        finding.Fault.ShouldBe(Fault.OtherSignedContent);
        finding.Problem.ShouldContain($"covers {shown};");
    }

    [Fact]
    public void An_id_that_was_signed_as_well_is_shown() =>
        DiagnosticsCase.Valara(definition => definition with { Content = SignedContentTemplate.Of("{header:X-Webhook-Event-Id}.{timestamp}.{body}") })
            .Diagnose().Findings.ShouldHaveSingleItem().Problem.ShouldContain("{id}.{timestamp}.{body}");

    [Fact]
    public void A_time_from_another_header_or_from_the_body_is_named()
    {
        var other = DiagnosticsCase.Valara(definition => definition with { TimestampHeader = "X-Sent-Time" }, at: DiagnosticsCase.Now.AddSeconds(-9), body: DiagnosticsCase.Valara().Body)
            .WithHeader("X-Webhook-Timestamp", $"{DiagnosticsCase.Now.ToUnixTimeSeconds()}").Diagnose().Findings.ShouldHaveSingleItem();
        other.Fault.ShouldBe(Fault.OtherSignedContent);
        other.Problem.ShouldContain("X-Sent-Time");

        var body = DiagnosticsCase.Valara(body: """{"event_id":"evt_1","event_type":"t","api_version":"v","timestamp":1772600700,"nonce":"n","data":{}}""", at: DateTimeOffset.FromUnixTimeSeconds(1772600700))
            .WithHeader("X-Webhook-Timestamp", $"{DiagnosticsCase.Now.ToUnixTimeSeconds()}").Diagnose().Findings;
        body[0].Fault.ShouldBe(Fault.OtherSignedContent);
        body[0].Problem.ShouldContain("the body's timestamp");
    }

    [Fact]
    public void Milliseconds_signed_where_seconds_are_sent_are_named()
    {
        var tested = DiagnosticsCase.Valara(definition => definition with { TimestampFormat = TimeFormat.UnixMilliseconds })
            .WithHeader("X-Webhook-Timestamp", $"{DiagnosticsCase.Now.ToUnixTimeSeconds()}");

        tested.Diagnose().Findings.ShouldHaveSingleItem().Problem.ShouldContain("in milliseconds");
    }

    [Fact]
    public void The_setting_is_named_for_a_scheme_of_settings()
    {
        var settings = new SchemeSettings { SignatureHeader = "X-Sig", SignedContent = "{timestamp}.{body}", TimestampHeader = "X-Time" };

        DiagnosticsCase.Hmac(settings, "{}", definition => definition with { Content = SignedContentTemplate.Of("{body}") })
            .Diagnose().Findings.ShouldHaveSingleItem().Fix.ShouldContain("Hmac__SignedContent");
    }

    [Fact]
    public void A_keyed_header_is_understood_as_well()
    {
        var settings = new SchemeSettings { SignatureHeader = "X-Sig", Layout = SignatureLayout.Keyed, Prefix = "v1", SignedContent = "{timestamp}.{body}" };

        DiagnosticsCase.Hmac(settings, "{}").Diagnose().Verifies.ShouldBeTrue();
        DiagnosticsCase.Hmac(settings, "{}", definition => definition with { Prefix = "v0" }).Faults().ShouldBe([Fault.OtherPrefix]);
        DiagnosticsCase.Hmac(settings, "{ }").WithBody(_ => "{}").Faults().ShouldBe([Fault.WrongSecret]);
        DiagnosticsCase.Hmac(settings, "{\n}\n").WithBody(_ => "{\n}").Faults().ShouldBe([Fault.BodyChanged]);
    }

    [Fact]
    public void A_header_that_moves_a_border_is_named()
    {
        var settings = new SchemeSettings { SignatureHeader = "X-Sig", SignedContent = "{header:X-Delivery}.{body}" };
        var finding = DiagnosticsCase.Hmac(settings, "{}", null, ("X-Delivery", "a.b")).Diagnose().Findings.ShouldHaveSingleItem();

        finding.Fault.ShouldBe(Fault.SignatureMalformed);
        finding.Problem.ShouldContain("X-Delivery");
        finding.Fix.ShouldContain("Hmac__SignedContent");
    }

    [Fact]
    public void A_time_of_another_length_beside_the_body_is_no_other_format()
    {
        var settings = new SchemeSettings { SignatureHeader = "X-Sig", SignedContent = "{timestamp}{body}", TimestampHeader = "X-Time" };
        var tested = DiagnosticsCase.Hmac(settings, "{}").WithHeader("X-Time", time => "0" + time);

        tested.Diagnose().Findings.ShouldAllBe(finding => !finding.Fix.Contains("TimestampFormat", StringComparison.Ordinal));
    }

    [Fact]
    public void A_declared_header_of_one_length_is_an_id_like_others()
    {
        var settings = new SchemeSettings { SignatureHeader = "X-Sig", SignedContent = "{header:X-Delivery:3}{body}" };
        var tested = DiagnosticsCase.Hmac(settings, """{"id":"d-1"}""", null, ("X-Delivery", "d-1")).WithHeader("X-Delivery", (string?)null);

        tested.Faults().ShouldBe([Fault.SignedHeaderMissing]);
    }
}
