using Webhooks.Signatures.Content;
using Webhooks.Signatures.Cryptography;
using Webhooks.Signatures.Diagnosing;
using Webhooks.Signatures.Schemes;

namespace Webhooks.Tests.Diagnosing;

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
        var finding = Patient.Valara(recipe => recipe with { Content = SignedContentTemplate.Of(content) }).Examine().Findings.ShouldHaveSingleItem();

        finding.Fault.ShouldBe(Fault.OtherSignedContent);
        finding.Diagnosis.ShouldContain($"covers {content}");
        finding.Diagnosis.ShouldContain("signs {timestamp}.{body}");
    }

    [Theory]
    [InlineData("{body}", "{body}")]
    [InlineData("{timestamp}.{body}", "{timestamp}.{body}")]
    [InlineData("{header:webhook-id}.{body}", "{id}.{body}")]
    [InlineData("{timestamp}.{header:webhook-id}.{body}", "{timestamp}.{id}.{body}")]
    public void An_id_or_a_time_that_was_left_out_is_shown(string content, string shown)
    {
        var finding = Patient.Envless(signedBy: recipe => recipe with { Content = SignedContentTemplate.Of(content) }).Examine().Findings.ShouldHaveSingleItem();

        finding.Fault.ShouldBe(Fault.OtherSignedContent);
        finding.Diagnosis.ShouldContain($"covers {shown};");
    }

    [Fact]
    public void An_id_that_was_signed_as_well_is_shown() =>
        Patient.Valara(recipe => recipe with { Content = SignedContentTemplate.Of("{header:X-Webhook-Event-Id}.{timestamp}.{body}") })
            .Examine().Findings.ShouldHaveSingleItem().Diagnosis.ShouldContain("{id}.{timestamp}.{body}");

    [Fact]
    public void A_time_from_another_header_or_from_the_body_is_named()
    {
        var other = Patient.Valara(recipe => recipe with { TimestampHeader = "X-Sent-Time" }, at: Patient.Now.AddSeconds(-9), body: Patient.Valara().Body)
            .WithHeader("X-Webhook-Timestamp", $"{Patient.Now.ToUnixTimeSeconds()}").Examine().Findings.ShouldHaveSingleItem();
        other.Fault.ShouldBe(Fault.OtherSignedContent);
        other.Diagnosis.ShouldContain("X-Sent-Time");

        var body = Patient.Valara(body: """{"event_id":"evt_1","event_type":"t","api_version":"v","timestamp":1772600700,"nonce":"n","data":{}}""", at: DateTimeOffset.FromUnixTimeSeconds(1772600700))
            .WithHeader("X-Webhook-Timestamp", $"{Patient.Now.ToUnixTimeSeconds()}").Examine().Findings;
        body[0].Fault.ShouldBe(Fault.OtherSignedContent);
        body[0].Diagnosis.ShouldContain("the body's timestamp");
    }

    [Fact]
    public void Milliseconds_signed_where_seconds_are_sent_are_named()
    {
        var patient = Patient.Valara(recipe => recipe with { TimestampFormat = TimeFormat.UnixMilliseconds })
            .WithHeader("X-Webhook-Timestamp", $"{Patient.Now.ToUnixTimeSeconds()}");

        patient.Examine().Findings.ShouldHaveSingleItem().Diagnosis.ShouldContain("in milliseconds");
    }

    [Fact]
    public void The_setting_is_named_for_a_scheme_of_settings()
    {
        var settings = new HmacSettings { SignatureHeader = "X-Sig", SignedContent = "{timestamp}.{body}", TimestampHeader = "X-Time" };

        Patient.Hmac(settings, "{}", recipe => recipe with { Content = SignedContentTemplate.Of("{body}") })
            .Examine().Findings.ShouldHaveSingleItem().Cure.ShouldContain("Hmac__SignedContent");
    }

    [Fact]
    public void A_keyed_header_is_understood_as_well()
    {
        var settings = new HmacSettings { SignatureHeader = "X-Sig", Layout = SignatureLayout.Keyed, Prefix = "v1", SignedContent = "{timestamp}.{body}" };

        Patient.Hmac(settings, "{}").Examine().Verifies.ShouldBeTrue();
        Patient.Hmac(settings, "{}", recipe => recipe with { Prefix = "v0" }).Faults().ShouldBe([Fault.OtherPrefix]);
        Patient.Hmac(settings, "{ }").WithBody(_ => "{}").Faults().ShouldBe([Fault.WrongSecret]);
        Patient.Hmac(settings, "{\n}\n").WithBody(_ => "{\n}").Faults().ShouldBe([Fault.BodyChanged]);
    }
}
