using System.Text;
using Webhooks.Signatures.Diagnosing;
using Webhooks.Signatures.Presets;
using Webhooks.Signatures.Schemes;

namespace Webhooks.Signatures.Tests;

public class VerifierTests
{
    private const string Secret = "c2l4dGVlbi1wbHVzLWVpZ2h0LWJ5dGVz";

    private static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);
    private static readonly byte[] Body = """{"id":"evt_9","type":"invoice.paid"}"""u8.ToArray();

    [Fact]
    public void A_signed_sample_is_verified_with_its_event_id_and_type()
    {
        var stripe = Verifier.For("stripe", Secret);

        Verify(stripe, Signed(stripe)).ShouldBe(new VerificationResult.Verified("evt_9", "invoice.paid"));
    }

    // Presets need secrets of their own kinds; SampleTests sign with each of them.
    [Fact]
    public void Every_scheme_verifies_what_it_signs()
    {
        foreach (var scheme in Verifier.Schemes.Where(name => SchemeCatalog.FindPreset(name) is null).Append("svix"))
        {
            var verifier = Verifier.For(scheme, scheme == "hmac" ? new SchemeSettings { SignatureHeader = "X-Signature" } : null, Secret);

            // Valara and NovaVMS require fields that this body lacks; they are read after the signature was verified.
            var result = Verify(verifier, Signed(verifier, ("webhook-id", "evt_9")));

            (result is VerificationResult.Verified or VerificationResult.Refused { Reason: "body_incomplete" }).ShouldBeTrue($"{scheme}: {result}");
        }
    }

    [Fact]
    public void Headers_of_an_HTTP_client_are_accepted_as_they_are()
    {
        var github = Verifier.For("github", Secret);
        using var request = new HttpRequestMessage();
        foreach (var (name, values) in Signed(github))
        {
            request.Headers.Add(name, values);
        }

        github.Verify(request.Headers, Body, Now).ShouldBeOfType<VerificationResult.Verified>();
    }

    [Fact]
    public void Any_of_several_secrets_may_match() =>
        Verify(Verifier.For("github", "the-secret-of-next-month", Secret), Signed(Verifier.For("github", Secret))).ShouldBeOfType<VerificationResult.Verified>();

    [Fact]
    public void A_refusal_has_a_code_and_a_sentence()
    {
        var refused = Verify(Verifier.For("github", "another-secret-altogether"), Signed(Verifier.For("github", Secret))).ShouldBeOfType<VerificationResult.Refused>();

        refused.Reason.ShouldBe("signature_invalid");
        refused.Detail.ShouldEndWith(".");
    }

    [Fact]
    public void The_replay_window_is_the_schemes_unless_it_is_set()
    {
        var slack = Verifier.For("slack", Secret);

        slack.Verify(Signed(slack), Body, Now.AddMinutes(6)).ShouldBeOfType<VerificationResult.Refused>().Reason.ShouldBe("too_old");
        slack.ReplayWindow.ShouldBe(TimeSpan.FromMinutes(5));
        slack.WithReplayWindow(TimeSpan.FromMinutes(7)).Verify(Signed(slack), Body, Now.AddMinutes(6)).ShouldBeOfType<VerificationResult.Verified>();
    }

    [Fact]
    public void A_request_that_checks_the_address_is_a_probe() =>
        Verifier.For("fastpix", Secret).Verify(new Dictionary<string, string[]>(), "{}"u8.ToArray(), Now).ShouldBeOfType<VerificationResult.Probe>();

    [Fact]
    public void A_changed_body_is_diagnosed()
    {
        var github = Verifier.For("github", Secret);

        var finding = github.Diagnose(Signed(github), Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Body) + "\n"), Now).ShouldHaveSingleItem();

        finding.Fault.ShouldBe(Fault.BodyChanged);
        github.Diagnose(Signed(github), Body, Now).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("GitHub", Secret, "unknown scheme 'GitHub'")]
    [InlineData("hmac", Secret, "SignatureHeader")]
    [InlineData("github", "short", "at least 8")]
    [InlineData("github", " ", "empty")]
    [InlineData("github", null, "empty")]
    public void A_verifier_that_could_not_verify_is_not_created(string scheme, string? secret, string problem)
    {
        var thrown = Should.Throw<ArgumentException>(() => Verifier.For(scheme, secret!));

        thrown.Message.ShouldContain(problem);
        thrown.Message.ShouldNotContain("short");
    }

    [Fact]
    public void A_verifier_without_a_secret_is_not_created() => Should.Throw<ArgumentException>(() => Verifier.For("github"));

    [Fact]
    public void A_public_key_does_not_sign() =>
        Should.Throw<InvalidOperationException>(() => Verifier.For("standard-webhooks", "whpk_PUAXw+hDiVqStwqnTRt+vJyYLM8uxJaMwM1V8Sr0Zgw=").Sign(Body, Now));

    private static VerificationResult Verify(Verifier verifier, Dictionary<string, string[]> headers) => verifier.Verify(headers, Body, Now);

    private static Dictionary<string, string[]> Signed(Verifier sender, params (string, string)[] headers) =>
        sender.Sign(Body, Now, headers).ToDictionary(header => header.Key, header => new[] { header.Value });
}
