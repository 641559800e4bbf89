using System.Text.Json.Nodes;

namespace Webhooks.Signatures.Tests.Presets;

public class NovaVmsSchemeTests
{
    private const string Alert = "b1c9d3e5-4a6f-4812-a7bc-0d9e8f7a6b5c";

    [Fact]
    public void Says_type_times_and_delivery_id()
    {
        var verified = From.NovaVms().Verified();

        verified.Event.ShouldBe(new SignedEvent(Alert, "alert") { OccurredAt = SignedDelivery.Noon, DeliveryId = From.NovaVms().Id });
        verified.Skew.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void Either_signature_header_will_do()
    {
        var mac = From.NovaVms().Header("X-Webhook-Signature");

        From.NovaVms().Without("X-Webhook-Signature").With("X-NovaVMS-Signature", mac).Verified();
        From.NovaVms().With("X-NovaVMS-Signature", mac).Verified();
    }

    [Fact]
    public void Prefix_and_upper_case_are_tolerated()
    {
        From.NovaVms().With("X-Webhook-Signature", mac => "sha256=" + mac).Verified();
        From.NovaVms().With("X-Webhook-Signature", mac => mac.ToUpperInvariant()).Verified();
        From.NovaVms().With("X-Webhook-Signature", mac => "SHA256=" + mac.ToUpperInvariant()).Verified();
    }

    [Theory]
    [InlineData("sha512=")]
    [InlineData("0x")]
    [InlineData("sha256=sha256=")]
    public void Another_prefix_is_malformed(string prefix) =>
        From.NovaVms().With("X-Webhook-Signature", mac => prefix + mac).Refused(RefusalReason.SignatureMalformed);

    [Theory]
    [InlineData(23 * 60 + 59)]
    [InlineData(24 * 60)]
    public void A_retry_hours_later_is_fresh_by_the_time_in_the_body(int minutes) =>
        From.NovaVms().SentBefore(TimeSpan.FromMinutes(minutes)).Verified();

    [Fact]
    public void Past_a_day_it_is_stale_both_ways()
    {
        var past = TimeSpan.FromDays(1) + TimeSpan.FromSeconds(1);

        From.NovaVms().SentBefore(past).Refused(RefusalReason.TooOld);
        From.NovaVms().SentAfter(past).Refused(RefusalReason.FromTheFuture);
    }

    [Fact]
    public void A_captured_body_under_a_fresh_header_time_is_judged_by_the_body() =>
        From.NovaVms().SentBefore(TimeSpan.FromDays(2)).With("X-Webhook-Timestamp", "2026-11-21T12:00:00Z").Refused(RefusalReason.TooOld);

    [Fact]
    public void The_header_time_is_only_measured_when_the_body_has_one()
    {
        var verified = From.NovaVms().With("X-Webhook-Timestamp", "2026-11-21T11:59:30Z").SentBefore(TimeSpan.FromHours(7)).Verified();

        verified.Skew.ShouldBe(TimeSpan.FromSeconds(30));
        verified.Event.OccurredAt.ShouldBe(SignedDelivery.Noon.AddHours(-7));
    }

    [Fact]
    public void A_header_time_that_is_none_does_not_matter_beside_a_body_time() =>
        From.NovaVms().With("X-Webhook-Timestamp", "yesterday").Verified();

    [Fact]
    public void Without_a_body_time_the_header_time_decides_by_five_minutes()
    {
        var sent = From.NovaVms().WithoutKey("timestamp");

        sent.Verified();
        sent.SentBefore(TimeSpan.FromSeconds(300)).Verified();
        sent.SentBefore(TimeSpan.FromSeconds(301)).Refused(RefusalReason.TooOld).Detail.ShouldContain("300 s");
        sent.SentAfter(TimeSpan.FromSeconds(301)).Refused(RefusalReason.FromTheFuture);
    }

    [Fact]
    public void Without_any_time_it_is_incomplete()
    {
        var detail = From.NovaVms().WithoutKey("timestamp").Without("X-Webhook-Timestamp").Refused(RefusalReason.BodyIncomplete).Detail;

        detail.ShouldContain("timestamp");
        detail.ShouldContain("X-Webhook-Timestamp");
    }

    [Fact]
    public void The_header_id_must_equal_the_id_in_the_body_when_both_are_there()
    {
        From.NovaVms().With("X-Webhook-ID", "7e4c2a91-0000-4000-8000-000000000000").Refused(RefusalReason.HeaderMismatch).Detail.ShouldContain("X-Webhook-ID");
        From.NovaVms().Without("X-Webhook-ID").Event().DeliveryId.ShouldBe(From.NovaVms().Id);
        From.NovaVms().WithoutKey("webhook_id").Event().DeliveryId.ShouldBe(From.NovaVms().Id);
    }

    [Fact]
    public void One_alert_under_two_webhook_ids_is_one_event()
    {
        var again = (From.NovaVms() with { Id = "00000000-8b3f-4d6a-9c1e-2f5a8b3c4d7e" })
            .WithBody(body => body["webhook_id"] = "00000000-8b3f-4d6a-9c1e-2f5a8b3c4d7e").SentAfter(TimeSpan.FromMinutes(6));

        again.Event().EventId.ShouldBe(From.NovaVms().Event().EventId);
        again.Event().DeliveryId.ShouldNotBe(From.NovaVms().Event().DeliveryId);
    }

    [Theory]
    [InlineData("alert", """{"alert_id":"a-1","event_id":"e-1"}""", "a-1")]
    [InlineData("event", """{"event_id":"e-1","camera_id":"c-1"}""", "e-1")]
    [InlineData("camera_status", """{"camera_id":"c-1","status":"offline"}""", "c-1:offline:2026-11-21T12:00:00Z")]
    [InlineData("camera_status", """{"camera_id":"c-1","new_status":"online","status":"offline"}""", "c-1:online:2026-11-21T12:00:00Z")]
    [InlineData("gateway_status", """{"gateway_id":"g-1","status":"offline","cameras":4}""", "g-1:offline:2026-11-21T12:00:00Z")]
    [InlineData("gateway_status", """{"id":"g-1","status":"offline"}""", "g-1:offline:2026-11-21T12:00:00Z")]
    public void The_event_id_is_the_thing_that_happened(string type, string data, string id) =>
        Sent(type, data).Event().EventId.ShouldBe(id);

    [Theory]
    [InlineData("alert", "{}")]
    [InlineData("alert", """{"event_id":"e-1"}""")]
    [InlineData("event", """{"event_id":""}""")]
    [InlineData("camera_status", """{"camera_id":"c-1"}""")]
    [InlineData("gateway_status", """{"status":"offline"}""")]
    [InlineData("clip.exported", """{"alert_id":"a-1"}""")]
    public void Where_the_key_of_its_content_is_missing_the_body_itself_is_the_id(string type, string data)
    {
        var signed = Sent(type, data).Event();

        signed.EventId.ShouldStartWith("sha256:");
        signed.EventType.ShouldBe(type);
    }

    [Fact]
    public void Without_a_type_it_is_an_event_of_unknown_type() =>
        From.NovaVms().WithoutKey("event_type").Event().EventType.ShouldBe(SignedEvent.UnknownType);

    [Fact]
    public void The_key_is_the_whole_secret_and_not_what_the_prefix_seems_to_promise() =>
        (From.NovaVms() with { Key = "7c4a1d9e8b2f3a5c6d9e0f1a2b3c4d5e"u8.ToArray() }).Refused(RefusalReason.SignatureInvalid);

    private static SignedDelivery Sent(string type, string data) => From.NovaVms().WithBody(body =>
    {
        body["event_type"] = type;
        body["data"] = JsonNode.Parse(data);
    });

    [Fact]
    public void An_alert_and_an_event_that_are_counted_alike_are_two_events()
    {
        var alert = From.NovaVms().WithBody("""{"event_type":"alert","timestamp":"@iso","data":{"alert_id":7}}""");
        var recording = From.NovaVms().WithBody("""{"event_type":"event","timestamp":"@iso","data":{"event_id":7}}""");

        alert.Event().EventId.ShouldNotBe(recording.Event().EventId);
    }
}
