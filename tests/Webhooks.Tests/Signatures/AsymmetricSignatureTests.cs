namespace Webhooks.Tests.Signatures;

/// <summary>Standard Webhooks' <c>v1a</c>, end to end. The key is the second one of RFC 8032; the signatures were computed elsewhere.</summary>
public class AsymmetricSignatureTests
{
    private const string PublicKey = "whpk_PUAXw+hDiVqStwqnTRt+vJyYLM8uxJaMwM1V8Sr0Zgw=";
    private const string Right = "v1a,7anDmyOh9LNskt5GJUTacHmbvyUkT0/S1jnxFAp+h2hcVXnQLWhtWA2+wP6vO0AUwEYP23IIZVuneGRhNj7hDQ==";
    private const string OfEmptyBody = "v1a,13Q2EUw0m38meI6zDjeVOGbe8Ig8RRMAzDWQPm+XqvP93gIOUS5UmoSLfXU1BjjyV54Q451e58RkTCIwGZYgDA==";

    [Fact]
    public void A_configured_public_key_verifies() => Signed(Right).Event().EventId.ShouldBe("msg_p5jXN8AQM9LWM0D4loKWxJek");

    [Fact]
    public void An_empty_body_can_be_signed_too() => Signed(OfEmptyBody).WithBody("").Verified();

    [Theory]
    [InlineData("""{"test": 2432232315}""")]
    [InlineData("")]
    public void Another_body_is_refused(string body) => Signed(Right).WithBody(body).Refused(RefusalReason.SignatureWrong);

    [Fact]
    public void Another_id_or_time_is_refused()
    {
        (Signed(Right) with { Id = "msg_q5jXN8AQM9LWM0D4loKWxJek" }).Refused(RefusalReason.SignatureWrong);
        (Signed(Right) with { Unix = "1614265331" }).Refused(RefusalReason.SignatureWrong);
    }

    [Fact]
    public void It_is_found_among_others() => Signed($"v1,hnO3f9T8 v1a,hnO3f9T8 {OfEmptyBody} {Right}").Verified();

    // Each costs some thirty MACs; an unsigned delivery must not be able to ask for many.
    [Fact]
    public void Only_the_first_two_of_a_list_are_tried()
    {
        Signed($"{OfEmptyBody} {Right}").Verified();
        Signed($"{OfEmptyBody} {OfEmptyBody} {Right}").Refused(RefusalReason.SignatureWrong);
    }

    [Fact]
    public void All_keys_of_a_source_share_four_checks()
    {
        var retired = new[] { "whpk_11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=", "whpk_/FHNjmIYoaONpH7QAjDwWAgW7RO6MwOsXeuRFUiQgCU=" }.Select(PublicKeySecret).ToArray();

        Signed($"{OfEmptyBody} {Right}").ReceivedWith(retired[0], From.StandardWebhooks().Read(), PublicKeySecret()).Verified();
        Signed($"{OfEmptyBody} {Right}").ReceivedWith([.. retired, PublicKeySecret()]).Refused(RefusalReason.SignatureWrong);
    }

    // Right may be among what was not tried: then it would be untrue that no secret gives the signature.
    [Fact]
    public void What_was_not_tried_is_not_said_to_be_wrong()
    {
        var other = PublicKeySecret("whpk_11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=");

        Signed($"{OfEmptyBody} {Right}").ReceivedWith(other, other, PublicKeySecret()).Refused(RefusalReason.SignatureWrong)
            .Detail.ShouldBe("None of the first 4 Ed25519 checks succeeded, and no more are made of one delivery; check it with `hook check`.");
        Signed($"{OfEmptyBody} {OfEmptyBody}").Refused(RefusalReason.SignatureWrong)
            .Detail.ShouldBe("No secret of this source gives the signature; check it with `hook check`.");
    }

    [Fact]
    public void Without_a_public_key_it_counts_for_nothing() =>
        Signed(Right).ReceivedWith(From.StandardWebhooks().Read()).Refused(RefusalReason.SignatureWrong);

    // A public key is public: whoever knows it could forge every v1 signature if it served as an HMAC key, too.
    [Fact]
    public void A_public_key_is_never_the_key_of_an_HMAC()
    {
        var key = Convert.FromBase64String(PublicKey["whpk_".Length..]);
        var forged = From.StandardWebhooks() with { Key = key };

        forged.ReceivedWith(PublicKeySecret()).Refused(RefusalReason.SignatureWrong);
        Secret.Read(PublicKey, [KeyForm.Utf8], out var problem).ShouldBeNull();
        problem.ShouldContain("whpk");
    }

    [Fact]
    public void Both_ways_may_be_configured_at_once() =>
        Signed(Right).ReceivedWith(From.StandardWebhooks().Read(), PublicKeySecret()).Verified().By.Keys.ShouldHaveSingleItem().Form.ShouldBe(KeyForm.Whpk);

    [Fact]
    public void The_prefix_tells_a_public_key_where_no_form_is_chosen()
    {
        Schemes.Named("standard-webhooks").FormsOf($" {PublicKey}", null).ShouldBe([KeyForm.Whpk]);
        Schemes.Named("standard-webhooks").FormsOf(From.ReferenceSecret, null).ShouldBe([KeyForm.Whsec]);
        Schemes.Named("valara").FormsOf(PublicKey, null).ShouldBe([KeyForm.Utf8]);
        Schemes.Named("standard-webhooks").FormsOf(PublicKey, KeyForm.Utf8).ShouldBe([KeyForm.Utf8]);
    }

    private static Secret PublicKeySecret() => PublicKeySecret(PublicKey);

    private static Secret PublicKeySecret(string text) => Secret.Read(text, [KeyForm.Whpk], out var problem).ShouldNotBeNull(problem);

    private static SignedDelivery Signed(string signatures)
    {
        var moment = DateTimeOffset.FromUnixTimeSeconds(1614265330);
        return (From.StandardWebhooks() with { Id = "msg_p5jXN8AQM9LWM0D4loKWxJek", SentAt = moment, Now = moment })
            .WithBody("""{"test": 2432232314}""")
            .ReceivedWith(PublicKeySecret()) with
        {
            Sign = sent => [("webhook-id", sent.Id), ("webhook-timestamp", sent.Unix), ("webhook-signature", signatures)],
        };
    }
}
