using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NSec.Cryptography;
using Webhooks.Signatures.Content;
using Webhooks.Signatures.Cryptography;
using Webhooks.Signatures.Deliveries;
using Webhooks.Signatures.Presets;

namespace Webhooks.Signatures.Tests.Schemes.Parts;

/// <summary>What is signed with any of the parts verifies, and no longer does when any signed part of it is another.</summary>
public class SigningPartsTests
{
    private const string Secret = "user:a-secret-of-the-laboratory-0042";

    private static readonly SchemeOptions Options = new() { PublicUrl = "https://hooks.example.com/api/webhooks/shop?x=1", AcceptsUnsignedId = true };

    public static TheoryData<string, SchemeSettings> Symmetric => new()
    {
        { "sha1", new() { Algorithm = SigningAlgorithm.HmacSha1, Encoding = MacEncoding.Base64 } },
        { "sha384", new() { Algorithm = SigningAlgorithm.HmacSha384, Encoding = MacEncoding.Base64Url } },
        { "sha512", new() { Algorithm = SigningAlgorithm.HmacSha512, Encoding = MacEncoding.Base64 } },
        { "hash", new() { Algorithm = SigningAlgorithm.Sha1, SignedContent = "{body}{timestamp}{secret}", TimestampHeader = "X-Time" } },
        { "token", new() { Algorithm = SigningAlgorithm.Token, Prefix = "Bearer " } },
        { "basic", new() { Algorithm = SigningAlgorithm.Basic, SignatureHeader = "Authorization" } },
        { "query", new() { SignatureHeader = null, SignatureAt = "query:sig" } },
        { "json", new() { SignatureHeader = null, SignatureAt = "json:signature.signature", SignedContent = "{timestamp}{json:signature.token}", TimestampAt = "json:signature.timestamp" } },
        { "form", new() { SignatureHeader = null, SignatureAt = "form:sig", SignedContent = "{form:payload}" } },
        { "time in body", new() { TimestampAt = "json:sent.at", TimestampFormat = TimeFormat.UnixMilliseconds } },
        { "zoneless", new() { TimestampHeader = "X-Time", TimestampFormat = TimeFormat.Iso8601, SignedContent = "v1:{timestamp}:{body}" } },
        { "named", new() { Layout = SignatureLayout.Keyed, Prefix = "v1", SignedHeadersKey = "h", SignedContent = "{timestamp}.{signed-names}.{signed-values}.{body}", EventId = "header:X-Id" } },
        { "address", new() { SignedContent = "{method}\n{path}\n{url}{body}" } },
        { "digest", new() { SignedContent = "{url}", BodyDigest = "query:bodySHA256" } },
        { "hash of the body", new() { SignedContent = "{header:X-Id}.{sha256:body}.{crc32:body}" } },
        { "family", new() { SignatureHeader = "X-Sig-*" } },
    };

    [Theory]
    [MemberData(nameof(Symmetric))]
    public void What_is_signed_verifies_and_nothing_else(string name, SchemeSettings settings)
    {
        var sender = Scheme(settings);
        var signed = Sign(sender);

        Verify(sender, signed).ShouldBeVerified();
        Verify(sender, signed, "user:a-secret-of-somebody-else-0043").ShouldBeRefused(RefusalReason.SignatureInvalid);
        if (name is not ("token" or "basic" or "json" or "form"))
        {
            Verify(sender, signed with { Body = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(signed.Body.Span).Replace("e-1", "e-2", StringComparison.Ordinal)) }).ShouldBeRefused(RefusalReason.SignatureInvalid);
        }
    }

    // The answer and the log repeat the name, and anyone can send one.
    [Theory]
    [InlineData("<script>")]
    [InlineData("x\u00e9")]
    [InlineData("x-{0}")]
    public void A_name_that_is_no_header_is_not_repeated(string name)
    {
        name = string.Format(CultureInfo.InvariantCulture, name, new string('a', 4000));
        var sender = Scheme(new() { Layout = SignatureLayout.Keyed, Prefix = "v1", SignedHeadersKey = "h", SignedContent = "{timestamp}.{signed-names}.{signed-values}.{body}", EventId = "header:X-Id" });
        var signed = Sign(sender);

        var refusal = Verify(sender, signed with { Headers = signed.Headers.With("X-Sig", signed.Headers.Find("X-Sig")!.Replace("h=", $"h={name} ", StringComparison.Ordinal)) }).ShouldBeRefused(RefusalReason.SignatureMalformed);

        refusal.Detail.Length.ShouldBeLessThan(200);
        refusal.Detail.ShouldNotContain(name);
    }

    [Theory]
    [InlineData("json:hook.key", "hook.key")]
    [InlineData("json:value[0].state", "value.state")]
    [InlineData("json:[0].state, form:state", "state")]
    [InlineData("query:state", null)]
    public void A_token_in_the_body_is_a_secret_of_it(string place, string? path)
    {
        var scheme = Scheme(new() { Algorithm = SigningAlgorithm.Token, SignatureHeader = null, SignatureAt = place });

        scheme.SecretPaths.Distinct().ShouldBe(path is null ? [] : [path]);
    }

    [Theory]
    [InlineData(SigningAlgorithm.Ed25519)]
    [InlineData(SigningAlgorithm.EcdsaP256)]
    [InlineData(SigningAlgorithm.RsaSha256)]
    [InlineData(SigningAlgorithm.RsaSha1)]
    public void Public_keys_verify_what_their_private_half_has_signed(SigningAlgorithm algorithm)
    {
        var (pem, other) = (Pem(algorithm), Pem(algorithm));
        using var key = PrivateKeyPem.Read(pem, algorithm).ShouldNotBeNull();
        using var stranger = PrivateKeyPem.Read(other, algorithm).ShouldNotBeNull();
        SchemeSettings settings = new() { SignatureHeader = "X-Sig", Algorithm = algorithm, AllowWeak = true, Encoding = MacEncoding.Base64, SignedContent = "{timestamp}{body}", TimestampHeader = "X-Time", KeyForm = KeyForm.Spki };
        var verifier = Verifier.For("hmac", settings, key.PublicKey).WithPrivateKey(pem);

        var headers = verifier.Sign("{}"u8.ToArray(), SignedDelivery.Noon).ToDictionary(header => header.Key, header => new[] { header.Value });

        verifier.Verify(headers, "{}"u8.ToArray(), SignedDelivery.Noon).ShouldBeOfType<VerificationResult.Verified>();
        verifier.Verify(headers, "[]"u8.ToArray(), SignedDelivery.Noon).ShouldBeOfType<VerificationResult.Refused>().Reason.ShouldBe("signature_invalid");
        Verifier.For("hmac", settings, stranger.PublicKey).Verify(headers, "{}"u8.ToArray(), SignedDelivery.Noon).ShouldBeOfType<VerificationResult.Refused>();
        Should.Throw<ArgumentException>(() => Verifier.For("hmac", settings, pem)).Message.ShouldContain("private key");
        Should.Throw<ArgumentException>(() => Verifier.For("github", "-----BEGIN PUBLIC KEY-----\n" + key.PublicKey + "\n-----END PUBLIC KEY-----")).Message.ShouldContain("PEM");
        Verifier.For("hmac", settings, $"-----BEGIN PUBLIC KEY-----\\n{key.PublicKey}\\n-----END PUBLIC KEY-----").Verify(headers, "{}"u8.ToArray(), SignedDelivery.Noon).ShouldBeOfType<VerificationResult.Verified>();
    }

    [Fact]
    public void A_short_RSA_key_and_a_key_on_another_curve_are_refused()
    {
        using var rsa = RSA.Create(1024);
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var unnamed = ECDsa.Create(curve.ExportExplicitParameters(includePrivateParameters: false));

        Problem(SigningAlgorithm.EcdsaP256, unnamed.ExportSubjectPublicKeyInfo()).ShouldContain("P-256");
        Problem(SigningAlgorithm.RsaSha256, rsa.ExportSubjectPublicKeyInfo()).ShouldContain("2048");
        Problem(SigningAlgorithm.EcdsaP256, curve.ExportSubjectPublicKeyInfo()).ShouldContain("P-256");
        Problem(SigningAlgorithm.EcdsaP256, rsa.ExportSubjectPublicKeyInfo()).ShouldContain("P-256");
        Problem(SigningAlgorithm.Ed25519, curve.ExportSubjectPublicKeyInfo()).ShouldContain("32 bytes");
    }

    [Fact]
    public void A_verifier_of_an_address_or_a_query_takes_them()
    {
        var verifier = Verifier.For("hmac", new SchemeSettings { SignatureAt = "query:sig", SignedContent = "{url}{body}" }, new SchemeOptions { PublicUrl = "https://a.example/hook" }, Secret);

        var signed = verifier.SignRequest("{}"u8.ToArray(), SignedDelivery.Noon);

        verifier.Verify(signed.Headers.ToDictionary(header => header.Key, header => new[] { header.Value }), signed.Body, SignedDelivery.Noon, "?" + signed.Query).ShouldBeOfType<VerificationResult.Verified>();
        Should.Throw<InvalidOperationException>(() => verifier.Sign("{}"u8.ToArray(), SignedDelivery.Noon));
    }

    private static SignatureScheme Scheme(SchemeSettings settings)
    {
        var whole = settings with { AllowWeak = true, SignatureHeader = settings.SignatureAt is null ? settings.SignatureHeader ?? "X-Sig" : null };
        return SchemeCatalog.Find("hmac", whole, Options, out var problem).ShouldNotBeNull($"{problem}");
    }

    private static Delivery Sign(SignatureScheme scheme)
    {
        var body = scheme.Definitions[0].SignatureAt is [{ Form: not null }] ? "payload=e-1&b=2" : """{"id":"e-1","signature":{"token":"t-1"}}""";
        var delivery = new Delivery("lab", new DeliveryHeaders { { "X-Id", "id-1" } }, Encoding.UTF8.GetBytes(body), SignedDelivery.Noon);
        return DeliverySigner.Sign(delivery, scheme.Definitions[0], Encoding.UTF8.GetBytes(Secret), SignedDelivery.Noon);
    }

    private static Verification Verify(SignatureScheme scheme, Delivery delivery, string secret = Secret) =>
        scheme.Verify(delivery, [scheme.ReadSecret(new SecretText(secret), out var problem).ShouldNotBeNull(problem)], SignatureScheme.FiveMinutes, SignedDelivery.Noon);

    private static string Problem(SigningAlgorithm algorithm, byte[] spki)
    {
        SecretKey.Read(Convert.ToBase64String(spki), KeyForm.Spki, out var problem, algorithm).ShouldBeNull();
        return problem;
    }

    private static string Pem(SigningAlgorithm algorithm)
    {
        if (algorithm == SigningAlgorithm.Ed25519)
        {
            using var edwards = Key.Create(SignatureAlgorithm.Ed25519, new() { ExportPolicy = KeyExportPolicies.AllowPlaintextExport });
            return Encoding.ASCII.GetString(edwards.Export(KeyBlobFormat.PkixPrivateKeyText));
        }

        using AsymmetricAlgorithm key = algorithm == SigningAlgorithm.EcdsaP256 ? ECDsa.Create(ECCurve.NamedCurves.nistP256) : RSA.Create(2048);
        return key.ExportPkcs8PrivateKeyPem();
    }
}
