using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Webhooks.Signatures.Deliveries;
using Webhooks.Signatures.Presets;
using Webhooks.Signatures.Secrets;

namespace Webhooks.Signatures.Tests.Schemes;

/// <summary>Tokens that are not the sender's, not for this source, not for this body or not for this time; and those that lie about their algorithm.</summary>
public sealed class TokenTests : IDisposable
{
    private const string Address = "https://hooks.example.com/api/webhooks/harbour";
    private const string Account = "harbour@example.iam.gserviceaccount.com";
    private const string Body = """{"message":{"messageId":"42"},"subscription":"s","webhook_code":"C"}""";
    private static readonly long Now = SignedDelivery.Noon.ToUnixTimeSeconds();

    private readonly RSA rsa = RSA.Create(2048);
    private readonly ECDsa ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public void Dispose()
    {
        rsa.Dispose();
        ecdsa.Dispose();
    }

    [Fact]
    public void A_token_for_this_source_verifies_with_and_without_its_scheme()
    {
        PubSub(Google()).ShouldBeVerified().Event.EventId.ShouldBe("42+s");
        Verify("google-pubsub", "Authorization", Rsa(Google()), rsa).ShouldBeVerified();
        Verify("google-pubsub", "Authorization", "bearer " + Rsa(Google()), rsa).ShouldBeVerified();
        PubSub(With("aud", new JsonArray(Address))).ShouldBeVerified();
    }

    [Theory]
    [InlineData("iss", "https://accounts.example.com")]
    [InlineData("iss", null)]
    [InlineData("aud", "https://hooks.example.com/api/webhooks/other")]
    [InlineData("aud", null)]
    [InlineData("email", "stranger@example.iam.gserviceaccount.com")]
    [InlineData("email", null)]
    [InlineData("email_verified", "true")]
    [InlineData("email_verified", null)]
    public void Googles_keys_sign_for_everybody_so_what_the_token_says_decides(string claim, string? value) =>
        PubSub(With(claim, value)).ShouldBeRefused(RefusalReason.SignatureInvalid).Detail.ShouldContain("token");

    [Fact]
    public void A_token_for_several_audiences_is_for_none() => PubSub(With("aud", new JsonArray(Address, "https://other.example.com"))).ShouldBeRefused(RefusalReason.SignatureInvalid);

    [Theory]
    [InlineData("exp", -61, RefusalReason.TooOld)]
    [InlineData("nbf", 61, RefusalReason.FromTheFuture)]
    [InlineData("iat", 61, RefusalReason.FromTheFuture)]
    public void A_token_is_valid_in_its_time_alone(string claim, int seconds, RefusalReason reason)
    {
        PubSub(With(claim, Now + seconds)).ShouldBeRefused(reason);
        PubSub(With(claim, Now + seconds - Math.Sign(seconds))).ShouldBeVerified();
    }

    [Theory]
    [InlineData("exp", null)]
    [InlineData("exp", "tomorrow")]
    [InlineData("nbf", "yesterday")]
    public void A_time_that_is_none_is_not_passed_over(string claim, string? value) => PubSub(With(claim, value)).ShouldBeRefused(RefusalReason.TimestampMalformed);

    [Theory]
    [InlineData("none")]
    [InlineData("None")]
    [InlineData("HS256")]
    [InlineData("ES256")]
    [InlineData("RS512")]
    [InlineData("")]
    public void The_algorithm_is_the_presets_whatever_the_token_says(string algorithm)
    {
        var content = Content(algorithm, Google());
        // As attackers do: nothing, or a MAC by the public key, which everybody has.
        foreach (var signature in (string[])["", Encode(HMACSHA256.HashData(Encoding.UTF8.GetBytes(rsa.ExportSubjectPublicKeyInfoPem()), Encoding.ASCII.GetBytes(content))), Signed(content)])
        {
            Verify("google-pubsub", "Authorization", $"Bearer {content}.{signature}", rsa).ShouldBeRefused(RefusalReason.SignatureMalformed);
        }
    }

    [Theory]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("a.b")]
    [InlineData("a.b.c.d")]
    [InlineData("Bearer")]
    [InlineData("Basic cm9iaW46c2VjcmV0")]
    public void What_is_no_token_is_malformed(string text) => Verify("google-pubsub", "Authorization", text, rsa).ShouldBeRefused(RefusalReason.SignatureMalformed);

    [Fact]
    public void No_byte_of_a_token_can_be_changed()
    {
        var token = Rsa(Google());
        for (var at = 0; at < token.Length; at += 7)
        {
            var changed = token[..at] + (token[at] == 'A' ? 'B' : 'A') + token[(at + 1)..];
            Verify("google-pubsub", "Authorization", "Bearer " + changed, rsa).ShouldBeRefused();
        }

        Verify("google-pubsub", "Authorization", "Bearer " + token + "=", rsa).ShouldBeRefused();
    }

    [Fact]
    public void A_token_that_holds_the_hash_of_the_body_covers_it()
    {
        Plaid(PlaidClaims()).ShouldBeVerified().Event.EventType.ShouldBe("C");
        Plaid(PlaidClaims(), Body + " ").ShouldBeRefused(RefusalReason.SignatureInvalid).Detail.ShouldContain("SHA-256");
        Plaid(new JsonObject { ["iat"] = Now }).ShouldBeRefused(RefusalReason.SignatureInvalid);
        Plaid(PlaidClaims(-300)).ShouldBeVerified();
        Plaid(PlaidClaims(-301)).ShouldBeRefused(RefusalReason.TooOld);
        Plaid(new JsonObject { ["request_body_sha256"] = Hash() }).ShouldBeRefused(RefusalReason.TimestampMalformed);
    }

    [Fact]
    public void A_key_is_read_as_its_sender_shows_it()
    {
        var plaid = Find("plaid");
        plaid.ReadSecret(new SecretText(Jwk("null")), out var problem).ShouldNotBeNull(problem);
        plaid.ReadSecret(new SecretText($$"""{"key":{{Jwk("null")}},"request_id":"42"}"""), out problem).ShouldNotBeNull(problem);
        foreach (var unusable in (string[])[Jwk("1795971200"), "{}", "[]", "7", "\ud800", """{"\ud800":1}""", """{"\ud800":{"kty":"EC"},"key":1}""", """{"kty":"EC","crv":"P-384","x":"AA","y":"AA"}""", """{"kty":"EC","crv":"P-256","x":"AA","y":"!"}""", """{"kty":"oct","k":"AAAAAAAAAAAAAAAA"}"""])
        {
            plaid.ReadSecret(new SecretText(unusable), out problem).ShouldBeNull();
            problem.ShouldNotBeEmpty();
        }
    }

    [Theory]
    [InlineData("google-pubsub", "ServiceAccount")]
    [InlineData("aws-sns", "TopicArn")]
    [InlineData("paypal", "WebhookId")]
    [InlineData("upstash-qstash", "PublicUrl")]
    public void What_must_be_said_of_the_sender_is_asked_for(string preset, string setting)
    {
        SchemeCatalog.Find(preset, null, out var problem).ShouldBeNull();
        problem!.Setting.ShouldBe(setting);
    }

    private Verification PubSub(JsonObject claims) => Verify("google-pubsub", "Authorization", "Bearer " + Rsa(claims), rsa);

    private Verification Plaid(JsonObject claims, string body = Body)
    {
        var content = Content("ES256", claims);
        return Verify("plaid", "Plaid-Verification", $"{content}.{Encode(ecdsa.SignData(Encoding.ASCII.GetBytes(content), HashAlgorithmName.SHA256))}", ecdsa, body);
    }

    private static Verification Verify(string preset, string header, string value, AsymmetricAlgorithm key, string body = Body)
    {
        var scheme = Find(preset);
        var secret = scheme.ReadSecret(new SecretText(key.ExportSubjectPublicKeyInfoPem()), out var problem).ShouldNotBeNull(problem);
        return scheme.Verify(new Delivery("lab", new DeliveryHeaders().With(header, value), Encoding.UTF8.GetBytes(body), SignedDelivery.Noon), [secret], scheme.DefaultWindow, SignedDelivery.Noon);
    }

    private static SignatureScheme Find(string preset) =>
        SchemeCatalog.Find(preset, null, new SchemeOptions { PublicUrl = Address, ServiceAccount = Account }, out var problem).ShouldNotBeNull($"{problem}");

    private static JsonObject Google() => new()
    {
        ["iss"] = "https://accounts.google.com",
        ["aud"] = Address,
        ["email"] = Account,
        ["email_verified"] = true,
        ["iat"] = Now,
        ["exp"] = Now + 3600,
    };

    private static JsonObject With(string claim, JsonNode? value)
    {
        var claims = Google();
        claims.Remove(claim);
        if (value is not null)
        {
            claims[claim] = value;
        }

        return claims;
    }

    private static string Hash() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Body)));

    private static JsonObject PlaidClaims(int seconds = 0) => new() { ["iat"] = Now + seconds, ["request_body_sha256"] = Hash() };

    private string Jwk(string expiredAt)
    {
        var point = ecdsa.ExportParameters(false).Q;
        return $$"""{"alg":"ES256","crv":"P-256","kid":"k","kty":"EC","use":"sig","x":"{{Encode(point.X!)}}","y":"{{Encode(point.Y!)}}","expired_at":{{expiredAt}}}""";
    }

    private string Rsa(JsonObject claims)
    {
        var content = Content("RS256", claims);
        return $"{content}.{Signed(content)}";
    }

    private string Signed(string content) => Encode(rsa.SignData(Encoding.ASCII.GetBytes(content), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

    private static string Content(string algorithm, JsonObject claims) =>
        $"{Encode(Encoding.UTF8.GetBytes(new JsonObject { ["alg"] = algorithm, ["kid"] = "k" }.ToJsonString()))}.{Encode(Encoding.UTF8.GetBytes(claims.ToJsonString()))}";

    private static string Encode(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);
}
