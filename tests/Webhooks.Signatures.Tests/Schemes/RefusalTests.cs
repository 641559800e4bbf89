using Webhooks.Signatures.Deliveries;

namespace Webhooks.Signatures.Tests.Schemes;

public class RefusalTests
{
    [Fact]
    public void Every_reason_has_a_code_in_snake_case_of_its_own_but_for_the_secret_that_is_missing()
    {
        var codes = Enum.GetValues<RefusalReason>().ToDictionary(reason => reason, reason => new Refusal(reason, "").Code);

        codes.Values.ShouldAllBe(code => code.All(c => char.IsAsciiLetterLower(c) || c == '_'));
        codes[RefusalReason.NoActiveSecret].ShouldBe(codes[RefusalReason.SignatureInvalid]);
        codes.Values.Distinct().Count().ShouldBe(codes.Count - 1);
    }

    // Senders' operators and scripts read them: a code that changes its name breaks somebody.
    [Theory]
    [InlineData(RefusalReason.UnknownSource, "unknown_source")]
    [InlineData(RefusalReason.BodyTooLarge, "body_too_large")]
    [InlineData(RefusalReason.BodyUnreadable, "body_unreadable")]
    [InlineData(RefusalReason.BodyTooSlow, "body_too_slow")]
    [InlineData(RefusalReason.HeaderRepeated, "header_repeated")]
    [InlineData(RefusalReason.SignatureMissing, "signature_missing")]
    [InlineData(RefusalReason.SignatureMalformed, "signature_malformed")]
    [InlineData(RefusalReason.SignatureInvalid, "signature_invalid")]
    [InlineData(RefusalReason.SignedHeaderMissing, "signed_header_missing")]
    [InlineData(RefusalReason.TimestampMalformed, "timestamp_malformed")]
    [InlineData(RefusalReason.TooOld, "too_old")]
    [InlineData(RefusalReason.FromTheFuture, "from_the_future")]
    [InlineData(RefusalReason.HeaderMismatch, "header_mismatch")]
    [InlineData(RefusalReason.BodyMalformed, "body_malformed")]
    [InlineData(RefusalReason.BodyIncomplete, "body_incomplete")]
    public void Codes_stay_what_they_are(RefusalReason reason, string code) => new Refusal(reason, "").Code.ShouldBe(code);

    [Fact]
    public void A_refusal_names_what_to_look_at()
    {
        From.Valara().WithAlso("X-Webhook-Timestamp", "1").Refused(RefusalReason.HeaderRepeated).Detail.ShouldContain("X-Webhook-Timestamp came more than once");
        From.Valara().With("X-Webhook-Signature", "sha256=0").Refused(RefusalReason.SignatureMalformed).Detail.ShouldContain("X-Webhook-Signature");
        From.Valara().With("X-Webhook-Timestamp", "noon").Refused(RefusalReason.TimestampMalformed).Detail.ShouldContain("X-Webhook-Timestamp");
        From.Valara().With("X-Webhook-Signature", "sha256=" + new string('0', 64)).Refused(RefusalReason.SignatureInvalid).Detail.ShouldContain("hook check");
    }

    [Fact]
    public void A_header_that_came_twice_keeps_both_values_and_a_copy_of_the_headers_does_so_too()
    {
        var headers = new DeliveryHeaders();
        headers.Add("A", "1");
        headers.Add("a", "2");
        headers.Add("B", "3");

        var copy = headers.With("B", "4");

        copy.Differ("A").ShouldBeTrue();
        copy.FindList("A").ShouldBe("1, 2");
        copy.Find("B").ShouldBe("4");
        copy.With("A", null).Differ("A").ShouldBeFalse();
        headers.Differ("B").ShouldBeFalse();
        headers.Find("B").ShouldBe("3");
    }

    [Fact]
    public void Headers_are_found_in_any_case_and_repetitions_are_seen()
    {
        var headers = new DeliveryHeaders();
        headers.Add("X-Id", "");
        headers.Find("x-id").ShouldBeNull();
        headers.FindList("x-id").ShouldBeNull();

        headers.Add("x-ID", "a");
        headers.Find("X-Id").ShouldBe("a");
        headers.Differ("X-Id").ShouldBeFalse();
        headers.Find("none").ShouldBeNull();
        headers.FindList("none").ShouldBeNull();
        headers.Differ("none").ShouldBeFalse();
        headers.Single().Value.ShouldBe(["", "a"]);
    }
}
