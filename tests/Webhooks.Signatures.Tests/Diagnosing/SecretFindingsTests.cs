using Webhooks.Signatures.Deliveries;
using Webhooks.Signatures.Diagnosing;

namespace Webhooks.Signatures.Tests.Diagnosing;

public class SecretFindingsTests
{
    [Theory]
    [InlineData(DiagnosticsCase.WhsecSecret, KeyForm.Utf8)]
    [InlineData("c2l4dGVlbi1wbHVzLWVpZ2h0LWJ5dGVz", KeyForm.Utf8)]
    [InlineData("00112233445566778899aabbccddeeff", KeyForm.Hex)]
    public void A_right_signature_under_another_key_form_names_the_setting(string secret, KeyForm form)
    {
        var finding = DiagnosticsCase.Standard(secret, form).Diagnose().Findings.ShouldHaveSingleItem();

        finding.Fault.ShouldBe(Fault.OtherKeyForm);
        finding.Fix.ShouldBe($"Set Secrets__0__KeyForm to {form.ToString().ToLowerInvariant()}.");
    }

    [Theory]
    [InlineData("c2VjcmV0IG9mIGZhc3RwaXgh", KeyForm.Base64)]
    [InlineData(DiagnosticsCase.WhsecSecret, KeyForm.Whsec)]
    [InlineData("00112233445566778899aabbccddeeff", KeyForm.Hex)]
    public void The_same_holds_where_the_scheme_takes_the_text_as_it_is(string secret, KeyForm form)
    {
        var finding = DiagnosticsCase.Valara(secret: secret).SignedWith(SecretKey.Read(secret, form, out _)!).Diagnose().Findings.ShouldHaveSingleItem();

        finding.Fix.ShouldBe($"Set Secrets__0__KeyForm to {form.ToString().ToLowerInvariant()}.");
    }

    [Fact]
    public void A_key_form_that_is_set_is_the_one_in_doubt()
    {
        var tested = DiagnosticsCase.Valara().WithSecret(DiagnosticsCase.ValaraSecret, KeyForm.Hex);

        tested.Faults().ShouldBe([Fault.OtherKeyForm]);
        tested.Diagnose().Findings[0].Problem.ShouldContain("the configured key form is hex");
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
        var finding = DiagnosticsCase.Valara().WithSecret(string.Format(System.Globalization.CultureInfo.InvariantCulture, written, DiagnosticsCase.ValaraSecret)).Diagnose().Findings.ShouldHaveSingleItem();

        finding.Fault.ShouldBe(Fault.SecretMistyped);
    }

    [Fact]
    public void White_space_around_a_secret_is_no_fault_and_inside_it_is()
    {
        DiagnosticsCase.Valara().WithSecret($"  {DiagnosticsCase.ValaraSecret}\r\n").Diagnose().Verifies.ShouldBeTrue();
        DiagnosticsCase.Valara().WithSecret(DiagnosticsCase.ValaraSecret.Insert(8, "\n")).Faults().ShouldBe([Fault.SecretMistyped]);
    }

    [Fact]
    public void A_prefix_that_is_doubled_is_named()
    {
        DiagnosticsCase.Standard().WithSecret("whsec_" + DiagnosticsCase.WhsecSecret).Faults().ShouldBe([Fault.SecretMistyped]);
        DiagnosticsCase.Standard().WithSecret("v1," + DiagnosticsCase.WhsecSecret["whsec_".Length..]).Faults().ShouldBe([Fault.SecretMistyped]);
    }

    [Fact]
    public void A_sender_that_signs_with_a_line_break_in_its_secret_is_named()
    {
        var tested = DiagnosticsCase.Valara().SignedWith(SecretKey.Read(DiagnosticsCase.ValaraSecret + "\n", KeyForm.Utf8, out _)!);

        tested.Faults().ShouldBe([Fault.SecretMistyped]);
    }

    [Fact]
    public void A_secret_that_gives_no_key_is_named_with_what_it_looks_like()
    {
        var finding = DiagnosticsCase.FastPix().WithSecret("whsec_live_not-base64!").Diagnose().Findings[0];

        finding.Fault.ShouldBe(Fault.SecretUnreadable);
        finding.Problem.ShouldContain("NovaVMS");
        DiagnosticsCase.Valara().WithSecret("short").Faults().ShouldBe([Fault.SecretUnreadable]);
        DiagnosticsCase.Valara().WithSecret("short").Diagnose().Findings[0].Problem.ShouldNotContain("looks like");
    }

    [Theory]
    [InlineData("stripe")]
    [InlineData("resend")]
    [InlineData("supabase-auth")]
    public void A_secret_in_the_form_that_its_sender_writes_is_not_taken_for_another_senders(string preset)
    {
        var scheme = SchemeNamed.Find(preset);
        var headers = new DeliveryHeaders();
        foreach (var name in scheme.Definitions[0].Content.Headers)
        {
            headers.Add(name, "1");
        }

        var tested = new DiagnosticsCase { Scheme = scheme, Delivery = new Delivery("lab", headers, """{"id":"evt_1"}"""u8.ToArray(), DiagnosticsCase.Now) }
            .SignedWith(SecretKey.Read("another secret of some length", KeyForm.Utf8, out _)!)
            .WithSecret(DiagnosticsCase.WhsecSecret);

        var finding = tested.Diagnose().Findings.ShouldHaveSingleItem();
        finding.Fault.ShouldBe(Fault.WrongSecret);
        finding.Problem.ShouldNotContain("looks like");
    }

    [Fact]
    public void An_API_key_in_the_place_of_the_secret_is_recognised()
    {
        var finding = DiagnosticsCase.Valara().WithSecret("sk_live_0123456789abcdef").Diagnose().Findings.ShouldHaveSingleItem();

        finding.Fault.ShouldBe(Fault.WrongSecret);
        finding.Problem.ShouldContain("API key");
        DiagnosticsCase.Valara().WithSecret("another secret altogether").Diagnose().Findings[0].Problem.ShouldNotContain("looks like");
        DiagnosticsCase.Valara().WithSecret("whsec_another-secret").Diagnose().Findings[0].Problem.ShouldContain("looks like a Standard Webhooks secret");
    }

    [Fact]
    public void Without_a_secret_nothing_can_be_judged() =>
        (DiagnosticsCase.Valara() with { Secrets = [] }).Faults().ShouldContain(Fault.NoSecret);

    [Fact]
    public void A_secret_that_is_not_active_yet_or_any_more_is_named()
    {
        var tested = DiagnosticsCase.Valara();

        (tested with { Secrets = [new("the secret of next month"), new(DiagnosticsCase.ValaraSecret) { NotAfter = DiagnosticsCase.Now }] }).Faults().ShouldBe([Fault.SecretNotActive]);
        (tested with { Secrets = [new(DiagnosticsCase.ValaraSecret) { NotBefore = DiagnosticsCase.Now.AddSeconds(1) }] }).Diagnose()
            .Findings.ShouldHaveSingleItem().Fix.ShouldContain("Secrets__0__NotBefore");
    }

    [Fact]
    public void Any_of_several_secrets_may_be_the_one_in_another_form()
    {
        var tested = DiagnosticsCase.Valara() with { Secrets = [new("the secret of next month"), new(DiagnosticsCase.ValaraSecret, KeyForm.Whsec)] };

        tested.Diagnose().Findings.ShouldHaveSingleItem().Fix.ShouldBe("Set Secrets__1__KeyForm to utf8.");
    }

    [Fact]
    public void A_wrong_secret_is_named_by_length_and_fingerprint_only()
    {
        var finding = DiagnosticsCase.Valara().WithSecret("another secret altogether").Diagnose().Findings.ShouldHaveSingleItem();

        finding.Fault.ShouldBe(Fault.WrongSecret);
        finding.Fix.ShouldContain("25 characters, fingerprint ");
    }
}
