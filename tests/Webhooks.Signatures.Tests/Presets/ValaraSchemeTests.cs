using System.Globalization;
using System.Text.Json.Nodes;

namespace Webhooks.Signatures.Tests.Presets;

public class ValaraSchemeTests
{
    [Fact]
    public void Says_id_type_nonce_and_signed_time()
    {
        var signed = From.Valara().Event();

        signed.ShouldBe(new SignedEvent("evt_01JXYZ5T2N8Q4R6V7W9B0C1D2E", "listing.created")
        {
            Nonce = "01HXNONCE7K3M5P8R0T2V4X6Z8",
            OccurredAt = SignedDelivery.Noon,
        });
    }

    [Theory]
    [InlineData("X-Webhook-Event-Id", "evt_other")]
    [InlineData("X-Event-Id", "evt_other")]
    [InlineData("X-Webhook-Event-Type", "listing.deleted")]
    public void A_header_that_mirrors_a_signed_field_must_equal_it(string header, string value) =>
        From.Valara().With(header, value).Refused(RefusalReason.HeaderMismatch).Detail.ShouldBe($"The header {header} differs from the signed {(header.EndsWith("Id", StringComparison.Ordinal) ? "event_id" : "event_type")}.");

    [Theory]
    [InlineData("X-Webhook-Event-Id", "EVT_01JXYZ5T2N8Q4R6V7W9B0C1D2E")]
    [InlineData("X-Webhook-Event-Type", "Listing.Created")]
    public void A_mirror_in_another_case_is_another_value(string header, string value) =>
        From.Valara().With(header, value).Refused(RefusalReason.HeaderMismatch);

    [Fact]
    public void The_signed_time_header_must_equal_the_time_in_the_body() =>
        From.Valara().WithBody(body => body["timestamp"] = SignedDelivery.Noon.ToUnixTimeSeconds() - 1)
            .Refused(RefusalReason.HeaderMismatch).Detail.ShouldContain("X-Webhook-Timestamp");

    [Fact]
    public void A_time_with_a_leading_zero_is_not_the_time_in_the_body()
    {
        var sent = From.Valara().WithBody(body => body["timestamp"] = SignedDelivery.Noon.ToUnixTimeSeconds());

        (sent with { Unix = "0" + sent.Unix }).Refused(RefusalReason.HeaderMismatch);
    }

    [Theory]
    [InlineData("X-Event-Id", "evt_01JXYZ5T2N8Q4R6V7W9B0C1D2E")]
    [InlineData("X-Webhook-Event-Type", "listing.created")]
    public void The_headers_of_the_other_page_are_taken_as_well(string header, string value) => From.Valara().With(header, value).Verified();

    [Fact]
    public void The_id_comes_from_the_body_whichever_id_header_there_is()
    {
        From.Valara().Without("X-Webhook-Event-Id").With("X-Event-Id", From.Valara().Id).Event().EventId.ShouldBe(From.Valara().Id);
        From.Valara().Without("X-Webhook-Event-Id").Event().EventId.ShouldBe(From.Valara().Id);
    }

    [Theory]
    [InlineData("event_id")]
    [InlineData("event_type")]
    [InlineData("api_version")]
    [InlineData("timestamp")]
    [InlineData("nonce")]
    [InlineData("data")]
    public void A_missing_key_of_the_six_is_named(string key)
    {
        From.Valara().WithoutKey(key).Refused(RefusalReason.BodyIncomplete).Detail.ShouldContain($" {key} ");
        From.Valara().WithBody(body => body[key] = null).Refused(RefusalReason.BodyIncomplete).Detail.ShouldContain($" {key} ");
    }

    [Theory]
    [InlineData("event_id", "12")]
    [InlineData("event_id", "\"\"")]
    [InlineData("event_id", "[\"evt_1\"]")]
    [InlineData("event_type", "true")]
    [InlineData("api_version", "20260417")]
    [InlineData("timestamp", "\"1795262400\"")]
    [InlineData("nonce", "{}")]
    [InlineData("data", "[]")]
    [InlineData("data", "\"text\"")]
    public void A_key_of_another_type_is_as_good_as_missing(string key, string json) =>
        From.Valara().WithBody(body => body[key] = JsonNode.Parse(json)).Refused(RefusalReason.BodyIncomplete).Detail.ShouldContain($" {key} ");

    [Theory]
    [InlineData("is_sandbox", "true")]
    [InlineData("signature", "\"sha256=d465098201421848bbd11af4f0d13aca6b98d61b2304ccec9032a913aa281795\"")]
    [InlineData("anything", "{\"event_id\":\"evt_inner\"}")]
    public void Further_keys_change_nothing(string key, string json) =>
        From.Valara().WithBody(body => body[key] = JsonNode.Parse(json)).Event().ShouldBe(From.Valara().Event());

    [Fact]
    public void A_signature_in_the_body_does_not_stand_in_for_the_header() =>
        From.Valara().WithBody(body => body["signature"] = From.Valara().Header("X-Webhook-Signature"))
            .Without("X-Webhook-Signature").Refused(RefusalReason.SignatureMissing);

    [Fact]
    public void An_unknown_type_is_an_event_like_any_other() =>
        From.Valara().WithBody(body => body["event_type"] = "media.delivery.partial").Event().EventType.ShouldBe("media.delivery.partial");

    [Fact]
    public void The_body_is_not_re_serialised_before_it_is_verified() =>
        From.Valara().WithBody(From.Valara().Json.Replace(",", ",\n  ", StringComparison.Ordinal)).Event().ShouldBe(From.Valara().Event());

    [Theory]
    [InlineData("sha256=")]
    [InlineData("SHA256=")]
    [InlineData(" sha256=")]
    public void The_prefix_is_needed_in_either_case(string prefix)
    {
        var mac = From.Valara().Header("X-Webhook-Signature")["sha256=".Length..];

        From.Valara().With("X-Webhook-Signature", prefix + mac).Verified();
        From.Valara().With("X-Webhook-Signature", mac).Refused(RefusalReason.SignatureMalformed);
    }

    [Theory]
    [InlineData("X-Webhook-Signature", RefusalReason.SignatureMissing)]
    [InlineData("X-Webhook-Timestamp", RefusalReason.SignedHeaderMissing)]
    public void Signature_and_time_must_be_there_and_not_empty(string header, RefusalReason reason)
    {
        From.Valara().Without(header).Refused(reason).Detail.ShouldContain(header);
        From.Valara().With(header, "").Refused(reason).Detail.ShouldContain(header);
    }

    [Fact]
    public void An_unsigned_header_of_ours_may_repeat() =>
        From.Valara().WithAlso("X-Forwarded-For", "192.0.2.1").WithAlso("X-Forwarded-For", "192.0.2.2").Verified();

    [Fact]
    public void The_time_is_signed()
    {
        var later = SignedDelivery.Noon.AddMinutes(30);
        var captured = From.Valara() with { Now = later };

        captured.Refused(RefusalReason.TooOld);
        captured.With("X-Webhook-Timestamp", later.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)).Refused(RefusalReason.SignatureInvalid);
    }

    [Fact]
    public void A_body_that_is_no_object_or_doubles_a_key_is_malformed()
    {
        From.Valara().WithBody("[]").Refused(RefusalReason.BodyMalformed);
        From.Valara().WithBody("").Refused(RefusalReason.BodyMalformed);
        From.Valara().WithBody(From.Valara().Json[..^1] + ""","nonce":"another"}""").Refused(RefusalReason.BodyMalformed).Detail.ShouldContain("nonce");
    }
}
