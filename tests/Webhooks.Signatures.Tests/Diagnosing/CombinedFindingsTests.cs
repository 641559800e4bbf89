using Webhooks.Signatures.Cryptography;
using Webhooks.Signatures.Diagnosing;

namespace Webhooks.Signatures.Tests.Diagnosing;

public class CombinedFindingsTests
{
    [Fact]
    public void Another_key_form_and_a_changed_body() =>
        DiagnosticsCase.Standard().SignedWith(SecretKey.Read(DiagnosticsCase.WhsecSecret, KeyForm.Utf8, out _)!).WithBody(body => body + "\n")
            .Faults().ShouldBe([Fault.OtherKeyForm, Fault.BodyChanged]);

    [Fact]
    public void Another_content_and_a_changed_body() =>
        DiagnosticsCase.Valara(definition => definition with { Content = SignedContentTemplate.Of("{timestamp}:{body}") }).WithBody(body => body + "\n")
            .Faults().ShouldBe([Fault.OtherSignedContent, Fault.BodyChanged]);

    [Fact]
    public void An_untidy_secret_in_another_form() =>
        DiagnosticsCase.Standard().SignedWith(SecretKey.Read(DiagnosticsCase.WhsecSecret, KeyForm.Utf8, out _)!).WithSecret($"'{DiagnosticsCase.WhsecSecret}'")
            .Faults().ShouldBe([Fault.SecretMistyped, Fault.OtherKeyForm]);

    [Fact]
    public void Another_key_form_and_another_content() =>
        DiagnosticsCase.Standard(signedBy: definition => definition with { Content = SignedContentTemplate.Of("{body}") }, form: KeyForm.Utf8)
            .Faults().ShouldBe([Fault.OtherKeyForm, Fault.OtherSignedContent]);

    [Fact]
    public void Another_header_and_another_encoding() =>
        DiagnosticsCase.Valara(definition => definition with { Encoding = MacEncoding.Base64, SignatureHeader = "X-Signature" })
            .Faults().ShouldBe([Fault.OtherHeaderName, Fault.OtherEncoding]);

    [Fact]
    public void A_changed_body_and_age() =>
        DiagnosticsCase.Valara(at: DiagnosticsCase.Now.AddDays(-1)).WithBody(body => body + "\n")
            .Faults().ShouldBe([Fault.BodyChanged, Fault.TooOld]);

    [Fact]
    public void A_body_that_is_not_the_senders_form_once_the_signature_holds()
    {
        DiagnosticsCase.Valara(body: "[]").Faults().ShouldBe([Fault.BodyMalformed]);
        DiagnosticsCase.Valara(body: """{"event_id":"evt_1"}""").Faults().ShouldBe([Fault.BodyIncomplete]);
        DiagnosticsCase.Valara(body: "[]").WithBody(body => body + "\n").Faults().ShouldBe([Fault.BodyChanged, Fault.BodyMalformed]);
    }

    [Fact]
    public void A_probe_is_neither_right_nor_wrong()
    {
        var diagnosis = DiagnosticsCase.FastPix().WithBody(_ => "{}").WithHeader("FastPix-Signature", (string?)null).Diagnose();

        diagnosis.Verdict.ShouldBeOfType<Verification.Probe>();
        diagnosis.Findings.ShouldBeEmpty();
    }

    [Fact]
    public void The_same_delivery_gets_the_same_answer()
    {
        var tested = DiagnosticsCase.Valara().WithSecret("another secret altogether");

        tested.Diagnose().Findings.ShouldBe(tested.Diagnose().Findings);
    }
}
