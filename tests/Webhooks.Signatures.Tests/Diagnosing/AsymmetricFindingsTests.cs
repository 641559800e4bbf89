using System.Text;
using Webhooks.Signatures.Deliveries;
using Webhooks.Signatures.Diagnosing;

namespace Webhooks.Signatures.Tests.Diagnosing;

/// <summary>The same <c>v1a</c> signature as in the tests of the scheme: made elsewhere with the second key of RFC 8032.</summary>
public class AsymmetricFindingsTests
{
    private const string PublicKey = "whpk_PUAXw+hDiVqStwqnTRt+vJyYLM8uxJaMwM1V8Sr0Zgw=";

    [Fact]
    public void A_right_signature_verifies() => Signed().Diagnose().Verifies.ShouldBeTrue();

    [Fact]
    public void A_public_key_in_another_form_is_named()
    {
        var finding = Signed().WithSecret(PublicKey, KeyForm.Utf8).Diagnose().Findings.ShouldHaveSingleItem();

        finding.Fault.ShouldBe(Fault.OtherKeyForm);
        finding.Fix.ShouldBe("Set Secrets__0__KeyForm to whpk.");
        Signed().WithSecret(PublicKey["whpk_".Length..]).Faults().ShouldBe([Fault.OtherKeyForm]);
    }

    [Fact]
    public void A_changed_body_is_named() => Signed().WithBody(body => body + "\n").Faults().ShouldBe([Fault.BodyChanged]);

    [Fact]
    public void A_re_serialised_body_is_named() => Signed().WithBody(body => body.Replace(": ", ":")).Faults().ShouldBe([Fault.BodyChanged]);

    [Fact]
    public void Age_is_named() => (Signed() with { At = DiagnosticsCase.Now }).Faults().ShouldBe([Fault.TooOld]);

    [Fact]
    public void A_symmetric_secret_cannot_check_it() => Signed().WithSecret(DiagnosticsCase.WhsecSecret).Faults().ShouldBe([Fault.OtherVersion]);

    [Fact]
    public void An_HMAC_made_with_the_public_key_is_never_advised_to_be_taken()
    {
        foreach (var key in new[] { Encoding.UTF8.GetBytes(PublicKey), Convert.FromBase64String(PublicKey["whpk_".Length..]) })
        {
            var delivery = DeliverySigner.Sign(Signed().Delivery, Signed().Scheme.Definitions[0], key, Signed().At);

            (Signed() with { Delivery = delivery }).Faults().ShouldBe([Fault.WrongSecret]);
            (Signed() with { Delivery = delivery }).WithSecret(PublicKey, KeyForm.Utf8).Faults().ShouldNotContain(Fault.OtherKeyForm);
        }
    }

    private static DiagnosticsCase Signed()
    {
        var headers = new DeliveryHeaders
        {
            { "webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek" },
            { "webhook-timestamp", "1614265330" },
            { "webhook-signature", "v1a,7anDmyOh9LNskt5GJUTacHmbvyUkT0/S1jnxFAp+h2hcVXnQLWhtWA2+wP6vO0AUwEYP23IIZVuneGRhNj7hDQ==" },
        };
        var at = DateTimeOffset.FromUnixTimeSeconds(1614265330);
        return new DiagnosticsCase
        {
            Scheme = SchemeNamed.Find("standard-webhooks"),
            Delivery = new Delivery("source", headers, Encoding.UTF8.GetBytes("""{"test": 2432232314}"""), at),
            Secrets = [new SecretText(PublicKey)],
            At = at,
        };
    }
}
