using Webhooks.Signatures.Content;
using Webhooks.Signatures.Cryptography;

namespace Webhooks.Signatures.Tests.Schemes;

/// <summary>Schemes made of settings alone.</summary>
public class ConfiguredSchemeTests
{
    private static readonly SchemeSettings Plain = new() { SignatureHeader = "X-Sig" };

    [Fact]
    public void A_header_name_is_all_it_takes()
    {
        var sent = From.Hmac(Plain, sent => [("X-Sig", From.Hex(sent.Key, "", sent.Body))]);

        sent.Event().ShouldBe(new SignedEvent(ContentId.Of(sent.Body), SignedEvent.UnknownType));
        (sent with { Now = SignedDelivery.Noon.AddYears(20) }).Verified().Skew.ShouldBeNull();
        sent.With("X-Sig", mac => mac.ToUpperInvariant()).Verified();
        sent.With("X-Sig", mac => "sha256=" + mac).Refused(RefusalReason.SignatureMalformed);
    }

    [Theory]
    [InlineData(MacEncoding.Base64)]
    [InlineData(MacEncoding.Base64Url)]
    public void The_encoding_is_the_settings_and_never_the_callers(MacEncoding encoding)
    {
        var sent = From.Hmac(Plain with { Encoding = encoding }, sent => [("X-Sig", MacText.Write(From.Mac(sent.Key, "", sent.Body), encoding))]);

        sent.Verified();
        sent.With("X-Sig", From.Hex(sent.Key, "", sent.Body)).Refused(RefusalReason.SignatureMalformed);
    }

    [Fact]
    public void What_a_body_does_not_say_is_named()
    {
        var settings = Plain with { SignedContent = "{header:X-Once}.{body}", EventId = "json:id, json:data.id", Nonce = "header:X-Once" };
        var sent = From.Hmac(settings, sent => [("X-Once", "once"), ("X-Sig", From.Hex(sent.Key, "once.", sent.Body))]);

        sent.WithBody("{}").Refused(RefusalReason.BodyIncomplete).Detail.ShouldContain("the key id or the key data.id");
        // The nonce is there whatever the body is, so the body may be no JSON, and the id alone is missing.
        sent.WithBody("no JSON").Refused(RefusalReason.BodyIncomplete).Detail.ShouldContain("the key id");
        From.Hmac(Plain with { Nonce = "json:once" }, sent => [("X-Sig", From.Hex(sent.Key, "", sent.Body))]).WithBody("{}")
            .Refused(RefusalReason.BodyIncomplete).Detail.ShouldContain("the key once");
    }

    [Fact]
    public void Headers_that_are_read_beside_the_signed_ones_are_known() =>
        SchemeNamed.Find("github").Headers.ShouldBe(["X-Hub-Signature-256", "X-GitHub-Event", "X-GitHub-Delivery"], ignoreOrder: true);

    [Fact]
    public void Base64_is_case_exact()
    {
        var sent = From.Hmac(Plain with { Encoding = MacEncoding.Base64 }, sent => [("X-Sig", From.Base64(sent.Key, "", sent.Body))]);

        sent.With("X-Sig", mac => mac.ToUpperInvariant()).Refused(RefusalReason.SignatureInvalid);
        sent.With("X-Sig", mac => mac.ToLowerInvariant()).Refused(RefusalReason.SignatureInvalid);
        sent.With("X-Sig", mac => mac.TrimEnd('=')).Refused(RefusalReason.SignatureMalformed);
    }

    [Fact]
    public void Base64_for_URLs_may_be_padded_and_has_its_own_alphabet()
    {
        var sent = From.Hmac(Plain with { Encoding = MacEncoding.Base64Url }, sent => [("X-Sig", MacText.Write(From.Mac(sent.Key, "", sent.Body), MacEncoding.Base64Url))])
            .WithBody(SignedDelivery.Noon.ToString("O"));

        sent.With("X-Sig", mac => mac + "=").Verified();
        sent.With("X-Sig", mac => "+" + mac[1..]).Refused(RefusalReason.SignatureMalformed);
    }

    [Fact]
    public void The_last_character_of_Base64_has_one_spelling()
    {
        // The last of 43 characters carries two unused bits; a decoder would take four spellings of one MAC.
        var sent = From.Hmac(Plain with { Encoding = MacEncoding.Base64 }, sent => [("X-Sig", From.Base64(sent.Key, "", sent.Body))]);
        const string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

        alphabet.Count(last => sent.With("X-Sig", mac => mac[..42] + last + "=").Verify() is Verification.Verified).ShouldBe(1);
    }

    [Fact]
    public void A_time_in_milliseconds_or_RFC_3339_is_held_against_the_window()
    {
        var settings = Plain with { SignedContent = "{timestamp}.{body}", TimestampHeader = "X-Time" };
        SignedDelivery Sent(TimeFormat format, Func<SignedDelivery, string> time) => From.Hmac(
            settings with { TimestampFormat = format }, sent => [("X-Time", time(sent)), ("X-Sig", From.Hex(sent.Key, time(sent) + ".", sent.Body))]);

        foreach (var sent in new[] { Sent(TimeFormat.UnixMilliseconds, sent => sent.Unix + "000"), Sent(TimeFormat.Iso8601, sent => sent.Iso), Sent(TimeFormat.Unix, sent => sent.Unix) })
        {
            sent.SentBefore(TimeSpan.FromSeconds(300)).Verified().Event.OccurredAt.ShouldBe(SignedDelivery.Noon.AddSeconds(-300));
            sent.SentBefore(TimeSpan.FromSeconds(301)).Refused(RefusalReason.TooOld);
            sent.SentAfter(TimeSpan.FromSeconds(301)).Refused(RefusalReason.FromTheFuture);
            sent.Without("X-Time").Refused(RefusalReason.SignedHeaderMissing);
            sent.With("X-Time", "now").Refused(RefusalReason.TimestampMalformed);
        }
    }

    [Fact]
    public void A_signed_header_may_be_the_id_and_the_nonce()
    {
        var sent = From.Hmac(
            Plain with { SignedContent = "{header:X-Id}:{header:X-Nonce}:{body}", EventId = "header:x-id", Nonce = "header:X-Nonce", EventType = "json:type", DeliveryId = "header:X-Attempt" },
            sent => [("X-Id", sent.Id), ("X-Nonce", "n-1"), ("X-Attempt", "3"), ("X-Sig", From.Hex(sent.Key, $"{sent.Id}:n-1:", sent.Body))]);

        sent.Event().ShouldBe(new SignedEvent("dlv-71", "thing.made") { Nonce = "n-1", DeliveryId = "3" });
        sent.With("X-Id", "dlv-72").Refused(RefusalReason.SignatureInvalid);
        sent.With("X-Nonce", "n-2").Refused(RefusalReason.SignatureInvalid);
        sent.With("X-Attempt", "4").Event().DeliveryId.ShouldBe("4");
    }

    [Theory]
    [InlineData("json:id", "{}", RefusalReason.BodyIncomplete)]
    [InlineData("json:id", """{"id":""}""", RefusalReason.BodyIncomplete)]
    [InlineData("json:id", "text", RefusalReason.BodyMalformed)]
    [InlineData("json:id", """{"id":"a","id":"b"}""", RefusalReason.BodyMalformed)]
    public void An_id_that_must_be_in_the_body_is_demanded(string eventId, string body, RefusalReason reason) =>
        Sent(Plain with { EventId = eventId }).WithBody(body).Refused(reason);

    [Fact]
    public void Of_several_places_the_first_that_has_an_id_counts()
    {
        var sent = Sent(Plain with { EventId = "json:event.id, json:id, sha256" });

        sent.WithBody("""{"event":{"id":"a"},"id":"b"}""").Event().EventId.ShouldBe("a");
        sent.WithBody("""{"event":{"id":""},"id":"b"}""").Event().EventId.ShouldBe("b");
        sent.WithBody("form=data").Event().EventId.ShouldStartWith("sha256:");
    }

    [Fact]
    public void A_nonce_that_is_set_is_demanded()
    {
        var sent = Sent(Plain with { Nonce = "json:nonce" });

        sent.WithBody("""{"nonce":"n"}""").Event().Nonce.ShouldBe("n");
        sent.WithBody("""{"id":"a"}""").Refused(RefusalReason.BodyIncomplete).Detail.ShouldContain("nonce");
        sent.WithBody("text").Refused(RefusalReason.BodyIncomplete).Detail.ShouldContain("nonce");
    }

    [Fact]
    public void A_keyed_header_names_its_time_once()
    {
        var sent = From.Hmac(
            Plain with { Layout = SignatureLayout.Keyed, Prefix = "h", TimestampKey = "ts", SignedContent = "{timestamp}:{body}" },
            sent => [("X-Sig", $"ts={sent.Unix}, h={From.Hex(sent.Key, sent.Unix + ":", sent.Body)}")]);

        sent.Verified();
        sent.With("X-Sig", header => header + ",h=" + new string('0', 64)).Verified();
        sent.With("X-Sig", header => "x,=,h=,h=zz," + header).Verified();
        sent.With("X-Sig", header => header + ",ts=1").Refused(RefusalReason.HeaderRepeated);
        sent.With("X-Sig", header => header[header.IndexOf('h', StringComparison.Ordinal)..]).Refused(RefusalReason.TimestampMalformed);
        sent.With("X-Sig", $"ts={sent.Unix}").Refused(RefusalReason.SignatureMalformed);
    }

    private static SignedDelivery Sent(SchemeSettings settings) => From.Hmac(settings, sent => [("X-Sig", From.Hex(sent.Key, "", sent.Body))]);
}
