namespace Webhooks.Signatures.Tests.Schemes;

public class StandardWebhooksSchemeTests
{
    private static readonly string Wrong = "v1," + Convert.ToBase64String(new byte[32]);

    [Fact]
    public void Says_id_type_and_times()
    {
        var verified = From.StandardWebhooks().SentBefore(TimeSpan.FromSeconds(2)).Verified();

        verified.Event.ShouldBe(new SignedEvent("msg_2KWPBgLlAfxdpx2AI54pPJ85f4W", "user.created") { OccurredAt = SignedDelivery.Noon.AddSeconds(-59.5) });
        verified.Skew.ShouldBe(TimeSpan.FromSeconds(2));
    }

    [Theory]
    [InlineData("webhook-id", RefusalReason.SignedHeaderMissing)]
    [InlineData("webhook-timestamp", RefusalReason.SignedHeaderMissing)]
    [InlineData("webhook-signature", RefusalReason.SignatureMissing)]
    public void Each_of_the_three_headers_must_be_there_and_not_empty(string header, RefusalReason reason)
    {
        From.StandardWebhooks().Without(header).Refused(reason).Detail.ShouldContain(header);
        From.StandardWebhooks().With(header, "").Refused(reason).Detail.ShouldContain(header);
    }

    [Fact]
    public void A_right_signature_anywhere_in_the_list_is_found_past_wrong_and_malformed_ones()
    {
        var right = From.StandardWebhooks().Header("webhook-signature");

        Listed($"{Wrong} v2,{right[3..]} {right} {Wrong}").Verified();
        Listed($"{right} nonsense").Verified();
        Listed($"nonsense {right}").Verified();
        Listed($", v1 v1, ,v1 v1,,, v1,*** v1a,short {right}").Verified();
        Listed($"  {right}  ").Verified();
    }

    [Theory]
    [InlineData("v2,{0}")]
    [InlineData("V1,{0}")]
    [InlineData("v1a,{0}")]
    [InlineData("v1={0}")]
    [InlineData("{0}")]
    [InlineData("v1,")]
    [InlineData("v1,hnO3f9T8")]
    [InlineData("v1,{0}=")]
    public void A_right_MAC_in_the_wrong_wrapping_is_malformed(string entry)
    {
        var mac = From.StandardWebhooks().Header("webhook-signature")[3..];

        Listed(entry.Replace("{0}", mac, StringComparison.Ordinal)).Refused(RefusalReason.SignatureMalformed);
    }

    [Fact]
    public void A_list_of_wrong_signatures_only_is_wrong() => Listed($"{Wrong} {Wrong}").Refused(RefusalReason.SignatureInvalid);

    [Fact]
    public void A_list_longer_than_any_rotation_is_not_worked_through() =>
        Listed(string.Join(' ', Enumerable.Repeat(Wrong, 1000)) + " " + From.StandardWebhooks().Header("webhook-signature")).Refused(RefusalReason.SignatureInvalid);

    [Fact]
    public void Sixty_four_entries_are_worked_through_and_empty_ones_are_none()
    {
        var right = From.StandardWebhooks().Header("webhook-signature");
        var wrong = Enumerable.Repeat(Wrong, 63).ToArray();

        Listed($"{string.Join(' ', wrong)} {right}").Verified();
        Listed($"{string.Join(' ', wrong)} {Wrong} {right}").Refused(RefusalReason.SignatureInvalid);
        Listed($"{new string(' ', 30)}{string.Join("  ", wrong)} {right}").Verified();
    }

    [Fact]
    public void A_delivery_under_the_other_name_is_judged_by_it_even_when_it_is_not_whole() =>
        From.StandardWebhooks("svix").Without("svix-id").Refused(RefusalReason.SignedHeaderMissing).Detail.ShouldContain("svix-id");

    [Fact]
    public void Secrets_count_with_and_without_their_prefix() =>
        (From.StandardWebhooks() with { Secret = From.ReferenceSecret["whsec_".Length..] }).Verified();

    [Theory]
    [InlineData(-300)]
    [InlineData(-299)]
    [InlineData(0)]
    [InlineData(299)]
    [InlineData(300)]
    public void Up_to_three_hundred_seconds_either_way_are_inside(int seconds) =>
        From.StandardWebhooks().SentAfter(TimeSpan.FromSeconds(seconds)).Verified().Skew.ShouldBe(TimeSpan.FromSeconds(-seconds));

    [Fact]
    public void Three_hundred_and_one_are_outside_and_the_direction_is_told()
    {
        From.StandardWebhooks().SentBefore(TimeSpan.FromSeconds(301)).Refused(RefusalReason.TooOld).Code.ShouldBe("too_old");
        From.StandardWebhooks().SentAfter(TimeSpan.FromSeconds(301)).Refused(RefusalReason.FromTheFuture).Code.ShouldBe("from_the_future");
    }

    [Theory]
    [InlineData(" {0}")]
    [InlineData("{0} ")]
    [InlineData("+{0}")]
    [InlineData("-{0}")]
    [InlineData("{0}.5")]
    [InlineData("{0}e0")]
    [InlineData("0x6B01A5C0")]
    [InlineData("hello")]
    [InlineData("1,795,262,400")]
    [InlineData("١٧٩٥٢٦٢٤٠٠")]
    [InlineData("2026-11-21T12:00:00Z")]
    [InlineData("1795262400000000")]
    [InlineData("999999999999999")]
    [InlineData("99999999999999999999999999")]
    public void A_time_that_is_not_plain_digits_is_malformed_however_well_it_is_signed(string text) =>
        (From.StandardWebhooks() with { Unix = text.Replace("{0}", From.StandardWebhooks().Unix, StringComparison.Ordinal) })
            .Refused(RefusalReason.TimestampMalformed);

    [Fact]
    public void Leading_zeros_are_signed_as_they_stand() =>
        (From.StandardWebhooks() with { Unix = "00" + From.StandardWebhooks().Unix }).Verified();

    [Fact]
    public void The_headers_may_bear_Svixs_names()
    {
        From.StandardWebhooks("svix").Event().EventId.ShouldBe("msg_2KWPBgLlAfxdpx2AI54pPJ85f4W");
        From.StandardWebhooks("Webhook").Verified();
    }

    [Theory]
    [InlineData("id")]
    [InlineData("timestamp")]
    [InlineData("signature")]
    public void Names_of_the_two_triples_do_not_mix(string part) =>
        From.StandardWebhooks().Without($"webhook-{part}").With($"svix-{part}", From.StandardWebhooks().Header($"webhook-{part}")).Verify().ShouldBeRefused();

    [Fact]
    public void A_broken_triple_does_not_stand_in_the_way_of_a_whole_one() =>
        From.StandardWebhooks("svix").With("webhook-signature", Wrong).With("webhook-id", "msg_other").Event().EventId.ShouldBe(From.StandardWebhooks().Id);

    [Fact]
    public void Of_two_whole_triples_a_right_one_is_judged()
    {
        var both = From.StandardWebhooks()
            .With("svix-id", "msg_other")
            .With("svix-timestamp", From.StandardWebhooks().Unix)
            .With("svix-signature", Wrong);

        both.Event().EventId.ShouldBe("msg_2KWPBgLlAfxdpx2AI54pPJ85f4W");
        both.With("webhook-signature", Wrong).With("svix-id", both.Id).With("svix-signature", both.Header("webhook-signature")).Verified();
        both.With("webhook-signature", Wrong).Refused(RefusalReason.SignatureInvalid);
    }

    [Theory]
    [InlineData("")]
    [InlineData("plain text")]
    [InlineData("[1,2]")]
    [InlineData("{\"type\":7")]
    [InlineData("{\"type\":{}}")]
    [InlineData("{\"type\":\"a\",\"type\":\"b\"}")]
    public void Any_body_is_an_event_and_of_unknown_type_if_it_names_none(string body) =>
        From.StandardWebhooks().WithBody(body).Event().EventType.ShouldBe(SignedEvent.UnknownType);

    [Fact]
    public void Bytes_that_are_no_text_are_signed_as_bytes() => From.StandardWebhooks().WithBody([0xFF, 0x00, 0xFE, 0x80]).Verified();

    [Fact]
    public void An_id_of_1024_characters_is_kept_and_a_longer_one_refused()
    {
        (From.StandardWebhooks() with { Id = new string('i', 1024) }).Event().EventId.Length.ShouldBe(1024);
        (From.StandardWebhooks() with { Id = new string('i', 1025) }).Refused(RefusalReason.BodyMalformed).Detail.ShouldContain("webhook-id");
    }

    [Fact]
    public void An_id_outside_ASCII_is_signed_as_UTF8() => (From.StandardWebhooks() with { Id = "nachricht-äöü-💌" }).Verified();

    // Full stops divide the signed text. With one in the id, "msg.1795262400" + "." + time + "." + body and "msg" + ".1795262400." +
    // time + "." + body are the same bytes: one capture would serve as two events, and an old one as a fresh one.
    [Fact]
    public void An_id_with_a_full_stop_is_refused_since_the_signed_text_could_be_cut_elsewhere()
    {
        var captured = From.StandardWebhooks().WithBody($"{From.StandardWebhooks().Unix}.readings");
        captured.Verified();

        var recut = (captured with { Id = $"{captured.Id}.{captured.Unix}" })
            .WithBody("readings")
            .With("webhook-signature", captured.Header("webhook-signature"));
        recut.Refused(RefusalReason.SignatureMalformed).Detail.ShouldContain("webhook-id");
        (From.StandardWebhooks() with { Id = "msg.1" }).Refused(RefusalReason.SignatureMalformed);
    }

    private static SignedDelivery Listed(string signatures) => From.StandardWebhooks().With("webhook-signature", signatures);
}
