namespace Webhooks.Signatures.Tests.Schemes;

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
    public void Another_body_is_refused(string body) => Signed(Right).WithBody(body).Refused(RefusalReason.SignatureInvalid);

    [Fact]
    public void Another_id_or_time_is_refused()
    {
        (Signed(Right) with { Id = "msg_q5jXN8AQM9LWM0D4loKWxJek" }).Refused(RefusalReason.SignatureInvalid);
        (Signed(Right) with { Unix = "1614265331" }).Refused(RefusalReason.SignatureInvalid);
    }

    [Fact]
    public void It_is_found_among_others() => Signed($"v1,hnO3f9T8 v1a,hnO3f9T8 {OfEmptyBody} {Right}").Verified();

    // design.md: any right entry in any place suffices. A retired key in front of the right one changes nothing.
    [Fact]
    public void The_last_of_a_long_list_is_found_under_the_last_of_several_keys()
    {
        var list = string.Join(' ', Enumerable.Repeat(OfEmptyBody, 15)) + " " + Right;

        Signed(list).ReceivedWith([.. Retired(), From.StandardWebhooks().Read(), PublicKeySecret()]).Verified();
    }

    // Nobody has to have signed anything to ask for sixteen checks, each of which costs some thirty MACs.
    [Fact]
    public void A_flood_of_wrong_signatures_uses_up_the_further_checks_and_says_so()
    {
        var key = PublicKeySecret();
        var wrong = Signed(string.Join(' ', Enumerable.Repeat(OfEmptyBody, 16))).ReceivedWith(key);

        Details(wrong, 8).Distinct().ShouldBe([
            "The signature matches no configured secret; check it with `hook check`.",
            "None of the signatures that were checked matches a configured secret. After too many invalid ones the others were not checked; check it with `hook check`."]);
        Signed($"{OfEmptyBody} {Right}").ReceivedWith(key).Verified();
        var third = Signed($"{OfEmptyBody} {OfEmptyBody} {OfEmptyBody} {Right}");
        third.ReceivedWith(key).Refused(RefusalReason.SignatureInvalid);
        third.ReceivedWith(key.WithoutLimits()).Verified();
        Later(third, seconds: 1).ReceivedWith(key).Verified();
    }

    [Fact]
    public void What_a_sender_usually_writes_is_found_during_the_flood()
    {
        Secret[] keys = [.. Retired(), PublicKeySecret()];
        Signed($"{OfEmptyBody} {Right}").ReceivedWith(keys).Verified();

        Details(Signed(string.Join(' ', Enumerable.Repeat(OfEmptyBody, 16))).ReceivedWith(keys), 20).Count.ShouldBe(20);

        Signed($"{OfEmptyBody} {Right}").ReceivedWith(keys).Verified();
        Signed(Right).ReceivedWith(keys).Verified();
    }

    [Fact]
    public void A_large_body_uses_up_more() =>
        Signed(string.Join(' ', Enumerable.Repeat(OfEmptyBody, 16))).WithBody(new string(' ', 1024 * 1024)).Refused(RefusalReason.SignatureInvalid)
            .Detail.ShouldNotBeNull().ShouldContain("the others were not checked");

    [Fact]
    public void Deliveries_that_match_use_up_nothing()
    {
        var key = PublicKeySecret();
        for (var turn = 0; turn < 200; turn++)
        {
            Signed(turn % 2 == 0 ? $"{OfEmptyBody} {OfEmptyBody} {OfEmptyBody} {Right}" : $"{Right} {OfEmptyBody}").ReceivedWith(key).Verified();
        }
    }

    [Fact]
    public void Without_a_public_key_it_counts_for_nothing() =>
        Signed(Right).ReceivedWith(From.StandardWebhooks().Read()).Refused(RefusalReason.SignatureInvalid);

    // A public key is public: whoever knows it could forge every v1 signature if it served as an HMAC key, too.
    [Fact]
    public void A_public_key_is_never_the_key_of_an_HMAC()
    {
        var key = Convert.FromBase64String(PublicKey["whpk_".Length..]);
        var forged = From.StandardWebhooks() with { Key = key };

        forged.ReceivedWith(PublicKeySecret()).Refused(RefusalReason.SignatureInvalid);
        Secret.Read(PublicKey, [KeyForm.Utf8], out var problem).ShouldBeNull();
        problem.ShouldContain("whpk");
    }

    [Fact]
    public void Both_ways_may_be_configured_at_once() =>
        Signed(Right).ReceivedWith(From.StandardWebhooks().Read(), PublicKeySecret()).Verified().By.Keys.ShouldHaveSingleItem().Form.ShouldBe(KeyForm.Whpk);

    [Fact]
    public void The_prefix_tells_a_public_key_where_no_form_is_chosen()
    {
        SchemeNamed.Find("standard-webhooks").FormsOf($" {PublicKey}", null).ShouldBe([KeyForm.Whpk]);
        SchemeNamed.Find("standard-webhooks").FormsOf(From.ReferenceSecret, null).ShouldBe([KeyForm.Whsec]);
        SchemeNamed.Find("valara").FormsOf(PublicKey, null).ShouldBe([KeyForm.Utf8]);
        SchemeNamed.Find("standard-webhooks").FormsOf(PublicKey, KeyForm.Utf8).ShouldBe([KeyForm.Utf8]);
    }

    private static Secret[] Retired() =>
        [PublicKeySecret("whpk_11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="), PublicKeySecret("whpk_/FHNjmIYoaONpH7QAjDwWAgW7RO6MwOsXeuRFUiQgCU=")];

    private static List<string?> Details(SignedDelivery delivery, int times) =>
        [.. Enumerable.Range(0, times).Select(_ => delivery.Refused(RefusalReason.SignatureInvalid).Detail)];

    private static SignedDelivery Later(SignedDelivery delivery, int seconds) => delivery with { Now = delivery.Now.AddSeconds(seconds) };

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
