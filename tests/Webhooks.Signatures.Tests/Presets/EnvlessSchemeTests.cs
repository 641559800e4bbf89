using System.Text;

namespace Webhooks.Signatures.Tests.Presets;

public class EnvlessSchemeTests
{
    private const string Standard = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";

    [Fact]
    public void Says_id_type_time_and_delivery() =>
        From.Envless().Event().ShouldBe(new SignedEvent("019e7d98-6b82-7305-ac80-478fa6557995", "workspace.created")
        {
            OccurredAt = SignedDelivery.Noon.AddSeconds(-39.877),
            DeliveryId = "0192a1b2-c3d4-7000-8000-0000000000d1",
        });

    [Fact]
    public void The_key_is_the_whole_secret_and_the_form_of_the_specification_is_taken_as_well()
    {
        var sent = From.Envless() with { Secret = Standard };

        (sent with { Key = Encoding.UTF8.GetBytes(Standard) }).Verified();
        (sent with { Key = Convert.FromBase64String(Standard["whsec_".Length..]) }).Verified();
        (sent with { Key = Encoding.UTF8.GetBytes(Standard["whsec_".Length..]) }).Refused(RefusalReason.SignatureInvalid);
    }

    [Theory]
    [InlineData("whsec_abc123", "abc123==")]
    [InlineData("whsec_AAAAAAAAAA==", "AAAAAAAAAA==")]
    public void A_further_key_that_is_weak_is_not_tried(string secret, string weak)
    {
        var sent = From.Envless() with { Secret = secret };

        sent.Read().Keys.ShouldHaveSingleItem().Form.ShouldBe(KeyForm.Utf8);
        (sent with { Key = Convert.FromBase64String(weak) }).Refused(RefusalReason.SignatureInvalid);
    }

    [Fact]
    public void The_event_header_must_equal_the_type_in_the_body()
    {
        From.Envless().With("Envless-Event", "workspace.deleted").Refused(RefusalReason.HeaderMismatch).Detail.ShouldBe("The header Envless-Event differs from the signed type.");
        From.Envless().Without("Envless-Event").Verified();
    }

    [Fact]
    public void The_signed_id_must_equal_the_id_in_the_body() =>
        From.Envless().WithBody(body => body["id"] = "019e7d98-0000-7305-ac80-478fa6557995").Refused(RefusalReason.HeaderMismatch).Detail.ShouldBe("The header webhook-id differs from the signed id.");

    [Fact]
    public void Every_field_of_the_envelope_may_be_absent()
    {
        var signed = From.Envless().Without("Envless-Event").Without("Envless-Delivery").WithBody("""{"data":{}}""").Event();

        signed.ShouldBe(new SignedEvent(From.Envless().Id, SignedEvent.UnknownType));
    }

    [Fact]
    public void The_unsigned_event_header_does_not_make_a_type() =>
        From.Envless().WithoutKey("type").Event().EventType.ShouldBe(SignedEvent.UnknownType);

    [Fact]
    public void A_retry_is_signed_again_and_keeps_its_id() =>
        From.Envless().SentAfter(TimeSpan.FromSeconds(30)).Event().EventId.ShouldBe(From.Envless().Event().EventId);

    [Fact]
    public void The_window_is_five_minutes_both_ways()
    {
        From.Envless().SentBefore(TimeSpan.FromSeconds(301)).Refused(RefusalReason.TooOld);
        From.Envless().SentAfter(TimeSpan.FromSeconds(301)).Refused(RefusalReason.FromTheFuture);
    }

    [Fact]
    public void Another_endpoints_secret_does_not_serve() =>
        From.Envless().ReceivedWith((From.Envless() with { Secret = Standard }).Read()).Refused(RefusalReason.SignatureInvalid);
}
