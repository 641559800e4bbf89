using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Webhooks.Signatures.Cryptography;

namespace Webhooks.Signatures.Tests.Secrets;

public class SecretTests
{
    private static readonly DateTimeOffset Noon = SignedDelivery.Noon;

    [Theory]
    [InlineData(" correct-horse-battery ")]
    [InlineData("correct-horse-battery\r\n")]
    [InlineData("\t\u00a0correct-horse-battery\u2003")]
    public void White_space_from_pasting_is_dropped(string pasted)
    {
        var secret = Read(pasted, KeyForm.Utf8);

        KeyText(secret).ShouldBe("correct-horse-battery");
        secret.Fingerprint.ShouldBe(Read("correct-horse-battery", KeyForm.Utf8).Fingerprint);
    }

    [Fact]
    public void A_public_key_is_no_HMAC_key_even_as_one_form_of_several()
    {
        Secret.Read("whpk_PUAXw+hDiVqStwqnTRt+vJyYLM8uxJaMwM1V8Sr0Zgw=", [KeyForm.Whpk, KeyForm.Utf8], out var problem).ShouldBeNull();
        problem.ShouldContain("public key");
    }

    // As dashboards show it, without the lines of a PEM.
    [Theory]
    [InlineData(SigningAlgorithm.HmacSha256, KeyForm.Utf8)]
    [InlineData(SigningAlgorithm.HmacSha1, KeyForm.Base64)]
    [InlineData(SigningAlgorithm.Sha256, KeyForm.Utf8)]
    [InlineData(SigningAlgorithm.Token, KeyForm.Utf8)]
    public void The_Base64_of_a_public_key_is_no_secret(SigningAlgorithm algorithm, KeyForm form)
    {
        using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var rsa = RSA.Create(2048);
        foreach (var key in new[] { ecdsa.ExportSubjectPublicKeyInfo(), rsa.ExportSubjectPublicKeyInfo() })
        {
            Secret.Read(new SecretText(Convert.ToBase64String(key)), [form], algorithm, SecretKey.MinimumBytes, out var problem).ShouldBeNull();
            problem.ShouldContain("public key");
        }
    }

    [Fact]
    public void A_JSON_Web_Key_is_no_secret()
    {
        using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var point = ecdsa.ExportParameters(includePrivateParameters: false).Q;
        var key = $$"""{"kty":"EC","crv":"P-256","x":"{{Base64Url.EncodeToString(point.X)}}","y":"{{Base64Url.EncodeToString(point.Y)}}"}""";

        Problem(key, KeyForm.Utf8).ShouldContain("public key");
    }

    [Fact]
    public void White_space_within_stays_since_it_may_be_meant() => KeyText(Read("correct horse battery", KeyForm.Utf8)).ShouldBe("correct horse battery");

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("\r\n")]
    public void An_empty_secret_is_refused(string text)
    {
        foreach (var form in Enum.GetValues<KeyForm>())
        {
            Problem(text, form).ShouldBe("it is empty");
        }
    }

    [Theory]
    [InlineData("12345678", "1234567", KeyForm.Utf8)]
    [InlineData("ääää", "äää", KeyForm.Utf8)]
    [InlineData("AAAAAAAAAAA=", "AAAAAAAAAA==", KeyForm.Base64)]
    [InlineData("whsec_AAAAAAAAAAA=", "whsec_AAAAAAAAAA==", KeyForm.Whsec)]
    [InlineData("0011223344556677", "00112233445566", KeyForm.Hex)]
    public void A_key_of_eight_bytes_is_taken_and_of_seven_is_not(string eight, string less, KeyForm form)
    {
        Read(eight, form).Keys.ShouldHaveSingleItem().Bytes.Length.ShouldBe(8);
        Problem(less, form).ShouldContain("at least 8");
    }

    // The app has no Unicode data, and without it a text beyond ASCII would be a wrong key that nothing complains about.
    [Theory]
    [InlineData("correct-horse-batt\u00e9ry")]
    [InlineData("correct-horse-\ufb01ve")]
    public void A_text_that_cannot_be_normalized_is_refused(string text)
    {
        Problem(text, KeyForm.Nfkd).ShouldContain("NFKD");
        KeyText(Read("correct-horse-battery", KeyForm.Nfkd)).ShouldBe("correct-horse-battery");
    }

    [Theory]
    [InlineData("whsec_", KeyForm.Whsec)]
    [InlineData("whpk_", KeyForm.Whpk)]
    public void A_prefix_alone_is_no_secret(string text, KeyForm form) => Problem(text, form).ShouldContain("0 bytes");

    [Theory]
    [InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", KeyForm.Base64)]
    [InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", KeyForm.Whsec)]
    [InlineData("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", KeyForm.Whsec)]
    [InlineData("31f290f6bf06298aab4f08d43c3f082cf648a362da2da4b0", KeyForm.Hex)]
    [InlineData("31F290F6BF06298AAB4F08D43C3F082CF648A362DA2DA4B0", KeyForm.Hex)]
    public void One_key_in_each_form(string text, KeyForm form)
    {
        var key = Read(text, form).Keys.ShouldHaveSingleItem();

        Convert.ToHexStringLower(key.Bytes.Span).ShouldBe("31f290f6bf06298aab4f08d43c3f082cf648a362da2da4b0");
        key.Form.ShouldBe(form);
    }

    [Theory]
    [InlineData("whsec_AAECAwQFBgcICQ==", "whsec_AAECAwQFBgcICQ")]
    [InlineData("whsec_AAECAwQFBgcICQo=", "whsec_AAECAwQFBgcICQo")]
    public void Padding_that_was_dropped_is_put_back(string padded, string bare) =>
        Read(bare, KeyForm.Whsec).Keys[0].Bytes.ToArray().ShouldBe(Read(padded, KeyForm.Whsec).Keys[0].Bytes.ToArray());

    [Theory]
    [InlineData("not base64 at all!", KeyForm.Base64, "Base64")]
    [InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2La-_Sw", KeyForm.Base64, "Base64")]
    [InlineData("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", KeyForm.Base64, "Base64")]
    [InlineData("v1,MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", KeyForm.Whsec, "whsec_")]
    [InlineData("WHSEC_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", KeyForm.Whsec, "whsec_")]
    [InlineData("AAECAwQFBgcIA", KeyForm.Base64, "Base64")]
    [InlineData("0x31f290f6bf06298aab4f08d43c3f082c", KeyForm.Hex, "hexadecimal")]
    [InlineData("31f290f6bf06298aa", KeyForm.Hex, "hexadecimal")]
    [InlineData("nothing like a key", KeyForm.Whpk, "whpk_")]
    public void A_text_that_is_not_of_its_form_is_refused_by_the_name_of_the_form(string text, KeyForm form, string named)
    {
        var problem = Problem(text, form);

        problem.ShouldContain(named);
        problem.ShouldContain($"{text.Length} characters");
    }

    [Fact]
    public void An_Ed25519_key_has_thirty_two_bytes()
    {
        Read("whpk_PUAXw+hDiVqStwqnTRt+vJyYLM8uxJaMwM1V8Sr0Zgw=", KeyForm.Whpk).Keys[0].Bytes.Length.ShouldBe(32);
        Problem("whpk_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", KeyForm.Whpk).ShouldContain("32");
    }

    [Theory]
    [InlineData(KeyForm.Utf8)]
    [InlineData(KeyForm.Whsec)]
    [InlineData(KeyForm.Whpk)]
    public void The_senders_private_key_has_no_business_here(KeyForm form) =>
        Problem("whsk_PUAXw+hDiVqStwqnTRt+vJyYLM8uxJaMwM1V8Sr0Zgw=", form).ShouldContain("whpk_");

    [Fact]
    public void Further_forms_are_tried_when_they_give_a_key()
    {
        Read(From.ReferenceSecret, KeyForm.Utf8, KeyForm.Whsec).Keys.Select(key => key.Form).ShouldBe([KeyForm.Utf8, KeyForm.Whsec]);
        Read("no Base64, this one", KeyForm.Utf8, KeyForm.Whsec).Keys.ShouldHaveSingleItem().Form.ShouldBe(KeyForm.Utf8);
        Secret.Read("no Base64, this one", [KeyForm.Whsec, KeyForm.Utf8], out _).ShouldBeNull();
    }

    [Fact]
    public void Is_active_from_not_before_up_to_but_not_at_not_after()
    {
        var secret = Secret.Read("correct-horse-battery", [KeyForm.Utf8], out _, Noon, Noon.AddHours(1))!;

        secret.IsActiveAt(Noon.AddTicks(-1)).ShouldBeFalse();
        secret.IsActiveAt(Noon).ShouldBeTrue();
        secret.IsActiveAt(Noon.AddHours(1).AddTicks(-1)).ShouldBeTrue();
        secret.IsActiveAt(Noon.AddHours(1)).ShouldBeFalse();
        secret.IsActiveAt(Noon.ToOffset(TimeSpan.FromHours(14))).ShouldBeTrue();
        Read("correct-horse-battery", KeyForm.Utf8).IsActiveAt(DateTimeOffset.MaxValue).ShouldBeTrue();
    }

    [Fact]
    public void The_fingerprint_is_the_beginning_of_the_SHA_256_of_the_text()
    {
        // SHA-256 of "password1" begins with 0b14d501 wherever it is computed.
        Read("password1", KeyForm.Utf8).Fingerprint.ShouldBe("0b14d501");
        Read(" password1\n", KeyForm.Utf8).Fingerprint.ShouldBe("0b14d501");
    }

    private static Secret Read(string text, params KeyForm[] forms) => Secret.Read(text, forms, out var problem).ShouldNotBeNull(problem);

    private static string KeyText(Secret secret) => Encoding.UTF8.GetString(secret.Keys.ShouldHaveSingleItem().Bytes.Span);

    private static string Problem(string text, KeyForm form)
    {
        Secret.Read(text, [form], out var problem).ShouldBeNull();
        return problem;
    }
}
