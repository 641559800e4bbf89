using Webhooks.Signatures.Diagnosing;
using Webhooks.Signatures.Secrets;

namespace Webhooks.Tests.Diagnosing;

public class SecretFindingsTests
{
    [Theory]
    [InlineData(Patient.WhsecSecret, KeyForm.Utf8)]
    [InlineData("c2l4dGVlbi1wbHVzLWVpZ2h0LWJ5dGVz", KeyForm.Utf8)]
    [InlineData("00112233445566778899aabbccddeeff", KeyForm.Hex)]
    public void A_right_signature_under_another_key_form_names_the_setting(string secret, KeyForm form)
    {
        var finding = Patient.Standard(secret, form).Examine().Findings.ShouldHaveSingleItem();

        finding.Fault.ShouldBe(Fault.OtherKeyForm);
        finding.Cure.ShouldBe($"Set Secrets__0__KeyForm to {form.ToString().ToLowerInvariant()}.");
    }

    [Theory]
    [InlineData("c2VjcmV0IG9mIGZhc3RwaXgh", KeyForm.Base64)]
    [InlineData(Patient.WhsecSecret, KeyForm.Whsec)]
    [InlineData("00112233445566778899aabbccddeeff", KeyForm.Hex)]
    public void The_same_holds_where_the_scheme_takes_the_text_as_it_is(string secret, KeyForm form)
    {
        var finding = Patient.Valara(secret: secret).SignedWith(SecretKey.Read(secret, form, out _)!).Examine().Findings.ShouldHaveSingleItem();

        finding.Cure.ShouldBe($"Set Secrets__0__KeyForm to {form.ToString().ToLowerInvariant()}.");
    }

    [Fact]
    public void A_key_form_that_is_set_is_the_one_in_doubt()
    {
        var patient = Patient.Valara().WithSecret(Patient.ValaraSecret, KeyForm.Hex);

        patient.Faults().ShouldBe([Fault.OtherKeyForm]);
        patient.Examine().Findings[0].Diagnosis.ShouldContain("read as hex");
    }

    [Theory]
    [InlineData("\"{0}\"")]
    [InlineData("'{0}'")]
    [InlineData("{0},")]
    [InlineData("{0}\\n")]
    [InlineData("v1,{0}")]
    [InlineData("HOOK_SECRET={0}")]
    public void What_a_secret_picked_up_on_the_way_is_named(string written)
    {
        var finding = Patient.Valara().WithSecret(string.Format(System.Globalization.CultureInfo.InvariantCulture, written, Patient.ValaraSecret)).Examine().Findings.ShouldHaveSingleItem();

        finding.Fault.ShouldBe(Fault.SecretUntidy);
    }

    [Fact]
    public void White_space_around_a_secret_is_no_fault_and_inside_it_is()
    {
        Patient.Valara().WithSecret($"  {Patient.ValaraSecret}\r\n").Examine().Verifies.ShouldBeTrue();
        Patient.Valara().WithSecret(Patient.ValaraSecret.Insert(8, "\n")).Faults().ShouldBe([Fault.SecretUntidy]);
    }

    [Fact]
    public void A_prefix_that_is_doubled_is_named()
    {
        Patient.Standard().WithSecret("whsec_" + Patient.WhsecSecret).Faults().ShouldBe([Fault.SecretUntidy]);
        Patient.Standard().WithSecret("v1," + Patient.WhsecSecret).Faults().ShouldBe([Fault.SecretUntidy]);
    }

    [Fact]
    public void A_sender_that_signs_with_a_line_break_in_its_secret_is_named()
    {
        var patient = Patient.Valara().SignedWith(SecretKey.Read(Patient.ValaraSecret + "\n", KeyForm.Utf8, out _)!);

        patient.Faults().ShouldBe([Fault.SecretUntidy]);
    }

    [Fact]
    public void A_secret_that_gives_no_key_is_named_with_what_it_looks_like()
    {
        var finding = Patient.FastPix().WithSecret("whsec_live_not-base64!").Examine().Findings[0];

        finding.Fault.ShouldBe(Fault.SecretUnreadable);
        finding.Diagnosis.ShouldContain("NovaVMS");
        Patient.Valara().WithSecret("short").Faults().ShouldBe([Fault.SecretUnreadable]);
        Patient.Valara().WithSecret("short").Examine().Findings[0].Diagnosis.ShouldNotContain("looks like");
    }

    [Fact]
    public void An_API_key_in_the_place_of_the_secret_is_recognised()
    {
        var finding = Patient.Valara().WithSecret("sk_live_0123456789abcdef").Examine().Findings.ShouldHaveSingleItem();

        finding.Fault.ShouldBe(Fault.WrongSecret);
        finding.Diagnosis.ShouldContain("API key");
        Patient.Valara().WithSecret("another secret altogether").Examine().Findings[0].Diagnosis.ShouldNotContain("looks like");
        Patient.Valara().WithSecret("whsec_another-secret").Examine().Findings[0].Diagnosis.ShouldContain("looks like a Standard Webhooks secret");
    }

    [Fact]
    public void Without_a_secret_nothing_can_be_judged() =>
        (Patient.Valara() with { Secrets = [] }).Faults().ShouldContain(Fault.NoSecret);

    [Fact]
    public void A_secret_that_is_not_active_yet_or_any_more_is_named()
    {
        var patient = Patient.Valara();

        (patient with { Secrets = [new("the secret of next month"), new(Patient.ValaraSecret) { NotAfter = Patient.Now }] }).Faults().ShouldBe([Fault.SecretNotActive]);
        (patient with { Secrets = [new(Patient.ValaraSecret) { NotBefore = Patient.Now.AddSeconds(1) }] }).Examine()
            .Findings.ShouldHaveSingleItem().Cure.ShouldContain("Secrets__0__NotBefore");
    }

    [Fact]
    public void Any_of_several_secrets_may_be_the_one_in_another_form()
    {
        var patient = Patient.Valara() with { Secrets = [new("the secret of next month"), new(Patient.ValaraSecret, KeyForm.Whsec)] };

        patient.Examine().Findings.ShouldHaveSingleItem().Cure.ShouldBe("Set Secrets__1__KeyForm to utf8.");
    }

    [Fact]
    public void A_wrong_secret_is_named_by_length_and_fingerprint_only()
    {
        var finding = Patient.Valara().WithSecret("another secret altogether").Examine().Findings.ShouldHaveSingleItem();

        finding.Fault.ShouldBe(Fault.WrongSecret);
        finding.Cure.ShouldContain("25 characters, fingerprint ");
    }
}
