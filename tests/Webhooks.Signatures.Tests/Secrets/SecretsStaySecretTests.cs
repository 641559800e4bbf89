using System.Text;

namespace Webhooks.Signatures.Tests.Secrets;

/// <summary>No text that the product makes holds a secret, or the signature that would have been right.</summary>
public class SecretsStaySecretTests
{
    private const string Text = "7Hq-this-must-never-be-seen-Zx9";

    [Fact]
    public void A_secret_and_what_holds_it_print_no_more_than_a_fingerprint()
    {
        var secret = Secret.Read(Text, [KeyForm.Utf8], out _)!;
        var source = new Source { Name = "lab", Scheme = SchemeNamed.Find("valara"), Secrets = [secret], ReplayWindow = TimeSpan.FromMinutes(5) };
        var verified = new Verification.Verified(new SignedEvent("e", "t"), secret, null);

        secret.ToString().ShouldBe(secret.Fingerprint);
        ShouldSayNothing($"{secret} {secret.Keys[0]} {string.Join(' ', secret.Keys)} {source} {verified}");
    }

    [Fact]
    public void Whatever_is_wrong_with_a_secret_is_told_without_it()
    {
        foreach (var form in Enum.GetValues<KeyForm>())
        {
            foreach (var text in new[] { Text, "whsec_" + Text, "whpk_" + Text, "whsk_" + Text, Text[..5], Convert.ToBase64String(Encoding.UTF8.GetBytes(Text)) })
            {
                Secret.Read(text, [form], out var problem);
                problem.ShouldNotContain(text);
                ShouldSayNothing(problem);
            }
        }
    }

    [Theory]
    [InlineData("valara")]
    [InlineData("novavms")]
    [InlineData("envless")]
    [InlineData("github")]
    public void A_refusal_tells_neither_the_secret_nor_the_right_signature_nor_the_callers_text(string name)
    {
        const string callers = "<script>alert(1)</script>";
        var sent = name switch
        {
            "valara" => From.Valara(),
            "novavms" => From.NovaVms(),
            "envless" => From.Envless(),
            _ => From.Preset("github", sent => [("X-Hub-Signature-256", "sha256=" + From.Hex(sent.Key, "", sent.Body))]),
        };
        var right = sent.Header(sent.Scheme.Definitions[0].SignatureHeader);
        foreach (var header in sent.Scheme.Headers.Concat(sent.Scheme.Headers.Select(header => header + "-other")))
        {
            foreach (var spoilt in new[] { sent.With(header, callers), sent.WithBody(callers).With(header, callers), sent.WithAlso(header, callers), sent.ReceivedWith().With(header, "v1," + callers) })
            {
                if (spoilt.Verify() is Verification.Refused refused)
                {
                    refused.ToString().ShouldNotContain(sent.Secret);
                    refused.ToString().ShouldNotContain(right);
                    refused.ToString().ShouldNotContain("script");
                }
            }
        }
    }

    [Fact]
    public void A_refusal_is_short_enough_for_an_answer_of_one_KB() =>
        From.Valara().With("X-Webhook-Timestamp", new string('9', 8192)).Refused(RefusalReason.TimestampMalformed).Detail.Length.ShouldBeLessThan(300);

    private static void ShouldSayNothing(string text)
    {
        for (var start = 0; start + 6 <= Text.Length; start++)
        {
            text.ShouldNotContain(Text.Substring(start, 6));
        }
    }
}
