using System.Text;

namespace Webhooks.Signatures.Tests.Presets;

public class FastPixSchemeTests
{
    [Fact]
    public void Says_id_type_and_a_time_in_nanoseconds() =>
        From.FastPix().Event().ShouldBe(new SignedEvent("4d22d706-ea36-496b-ab8a-023a59f0ac3f", "video.media.created")
        {
            OccurredAt = SignedDelivery.Noon.AddSeconds(-2).AddTicks(9462404),
        });

    [Fact]
    public void No_time_is_signed_so_no_window_applies()
    {
        var verified = (From.FastPix() with { Now = SignedDelivery.Noon.AddDays(20) }).Verified();

        verified.Skew.ShouldBeNull();
        verified.Event.Nonce.ShouldBeNull();
    }

    [Fact]
    public void The_key_is_the_decoded_secret_and_never_its_text()
    {
        From.FastPix().Key.ShouldBe(Convert.FromBase64String(From.FastPix().Secret));
        (From.FastPix() with { Key = Encoding.UTF8.GetBytes(From.FastPix().Secret) }).Refused(RefusalReason.SignatureInvalid);
    }

    [Fact]
    public void A_secret_read_as_text_by_choice_takes_signatures_keyed_with_its_text()
    {
        var text = From.FastPix() with { Key = Encoding.UTF8.GetBytes(From.FastPix().Secret) };

        text.ReceivedWith(Secret.Read(text.Secret, [KeyForm.Utf8], out _)!).Verified();
    }

    [Fact]
    public void A_signature_in_hexadecimal_is_malformed() =>
        From.FastPix().With("FastPix-Signature", From.Hex(From.FastPix().Key, "", From.FastPix().Body)).Refused(RefusalReason.SignatureMalformed);

    [Fact]
    public void A_signature_is_forty_three_characters_of_Base64_and_its_padding()
    {
        From.FastPix().With("FastPix-Signature", new string('A', 44)).Refused(RefusalReason.SignatureMalformed);
        From.FastPix().With("FastPix-Signature", new string('A', 42) + "==").Refused(RefusalReason.SignatureMalformed);
        From.FastPix().With("FastPix-Signature", new string('A', 43)).Refused(RefusalReason.SignatureMalformed);
        From.FastPix().With("FastPix-Signature", new string('A', 43) + "=").Refused(RefusalReason.SignatureInvalid);
    }

    [Fact]
    public void White_space_around_the_signature_is_dropped() => From.FastPix().With("FastPix-Signature", mac => $" {mac}\t").Verified();

    [Fact]
    public void Live_events_have_their_id_under_another_name() =>
        From.FastPix().WithoutKey("id").WithBody(body => body["webhookId"] = "9d1f").Event().EventId.ShouldBe("9d1f");

    [Fact]
    public void Of_both_names_the_current_one_is_the_id() =>
        From.FastPix().WithBody(body => body["webhookId"] = "9d1f").Event().EventId.ShouldBe("4d22d706-ea36-496b-ab8a-023a59f0ac3f");

    [Fact]
    public void The_id_of_the_object_is_not_the_id_of_the_event() =>
        From.FastPix().Event().EventId.ShouldNotBe("bb2f5c26-afe4-4ff1-b6d2-906b761adb15");

    [Fact]
    public void A_retry_carries_its_attempts_and_keeps_its_id() =>
        From.FastPix().WithBody(body => body["attempts"] = new System.Text.Json.Nodes.JsonArray("once")).Event().EventId
            .ShouldBe(From.FastPix().Event().EventId);

    [Fact]
    public void Without_any_id_the_body_is_its_own_id()
    {
        var sent = From.FastPix().WithoutKey("id");

        sent.Event().EventId.ShouldBe("sha256:" + Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(sent.Body)));
    }

    [Fact]
    public void An_older_spelling_of_the_time_is_read_and_an_unreadable_time_is_none()
    {
        From.FastPix().WithoutKey("createdAt").WithBody(body => body["created_at"] = "2026-11-21T11:00:00Z").Event().OccurredAt.ShouldBe(SignedDelivery.Noon.AddHours(-1));
        From.FastPix().WithBody(body => body["createdAt"] = "soon").Event().OccurredAt.ShouldBeNull();
    }

    [Fact]
    public void Without_a_type_it_is_an_event_of_unknown_type() =>
        From.FastPix().WithoutKey("type").Event().EventType.ShouldBe(SignedEvent.UnknownType);

    [Theory]
    [InlineData("")]
    [InlineData(" \r\n")]
    [InlineData("{}")]
    [InlineData(" {\n} ")]
    [InlineData("""{"ping":true}""")]
    [InlineData("""{"data":{"id":"1","type":"x"}}""")]
    public void A_probe_is_answered_before_there_is_a_secret_and_after(string body)
    {
        var probe = From.FastPix().WithBody(body).Without("FastPix-Signature");

        probe.ReceivedWith().Verify().ShouldBeOfType<Verification.Probe>();
        probe.Verify().ShouldBeOfType<Verification.Probe>();
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{"ping":true}""")]
    public void A_probe_may_be_signed_before_we_know_the_secret(string body) =>
        From.FastPix().WithBody(body).ReceivedWith().Verify().ShouldBeOfType<Verification.Probe>();

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    public void An_empty_body_is_a_probe_with_a_right_signature_too(string body) =>
        From.FastPix().WithBody(body).Verify().ShouldBeOfType<Verification.Probe>();

    [Theory]
    [InlineData("""{"id":"1"}""")]
    [InlineData("""{"type":"video.media.ready"}""")]
    [InlineData("""{"webhookId":"1"}""")]
    [InlineData("""{"\u0069d":"1"}""")]
    [InlineData("""{"id":{}}""")]
    [InlineData("""{"id":"1","id":"2"}""")]
    [InlineData("""{"id":null,"id":"2"}""")]
    [InlineData("""{"ping":true""")]
    [InlineData("""{"ping":true} {}""")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{")]
    [InlineData("}")]
    [InlineData("ping")]
    public void What_names_an_event_or_is_no_object_is_no_probe(string body)
    {
        From.FastPix().WithBody(body).Without("FastPix-Signature").Refused(RefusalReason.SignatureMissing);
        From.FastPix().WithBody(body).ReceivedWith().Refused(RefusalReason.NoActiveSecret);
    }

    [Fact]
    public void A_large_object_is_no_probe()
    {
        string Padded(int length) => $$"""{"ping":"{{new string('x', length - 11)}}"}""";

        From.FastPix().WithBody(Padded(1024)).Without("FastPix-Signature").Verify().ShouldBeOfType<Verification.Probe>();
        From.FastPix().WithBody(Padded(1025)).Without("FastPix-Signature").Refused(RefusalReason.SignatureMissing);
    }

    [Fact]
    public void Without_a_secret_nothing_but_a_probe_gets_through() =>
        From.FastPix().ReceivedWith().Refused(RefusalReason.NoActiveSecret);

    [Fact]
    public void Of_the_senders_only_this_one_may_start_without_a_secret() =>
        new[] { "valara", "novavms", "fastpix", "envless", "standard-webhooks", "github", "stripe", "shopify", "slack", "svix" }
            .Where(name => SchemeNamed.Find(name).AnswersBeforeSecret).ShouldBe(["fastpix"]);
}
