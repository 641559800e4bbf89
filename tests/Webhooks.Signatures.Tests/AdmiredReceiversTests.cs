using System.Globalization;

namespace Webhooks.Signatures.Tests;

/// <summary>Mistakes found in receivers that people admire and copy, each kept out by a test. Those of queue and ledger are tested there.</summary>
public class AdmiredReceiversTests
{
    // A sample whose route looks things up, stores and answers, and never calls its own verify().
    [Fact]
    public void Nothing_is_taken_unsigned()
    {
        foreach (var sent in Everyone())
        {
            sent.Scheme.Definitions.Aggregate(sent, (unsigned, definition) => unsigned.Without(definition.SignatureHeader)).Refused(RefusalReason.SignatureMissing);
        }
    }

    // Incomplete options that mean "valid".
    [Fact]
    public void Without_a_secret_nothing_verifies()
    {
        foreach (var sent in Everyone())
        {
            sent.ReceivedWith().Refused(RefusalReason.NoActiveSecret);
            sent.ReceivedWith(sent.Read(notAfter: SignedDelivery.Noon)).Refused(RefusalReason.NoActiveSecret);
            sent.ReceivedWith(sent.Read(notBefore: SignedDelivery.Noon.AddTicks(1))).Refused(RefusalReason.NoActiveSecret);
        }
    }

    [Fact]
    public void A_caller_cannot_tell_a_missing_secret_from_a_wrong_one()
    {
        foreach (var sent in Everyone())
        {
            var (none, wrong) = (sent.ReceivedWith().Refused(RefusalReason.NoActiveSecret), (sent with { Key = new byte[32] }).Refused(RefusalReason.SignatureInvalid));

            none.Code.ShouldBe(wrong.Code);
            none.Detail.ShouldBe(wrong.Detail);
        }
    }

    // Deduplication by a header that no signature covers: one capture, sent again under new ids, is a new event each time.
    [Fact]
    public void The_event_id_is_made_of_what_is_signed()
    {
        foreach (var sent in Everyone())
        {
            foreach (var header in sent.Scheme.Headers.Concat(["X-Request-Id", "X-Idempotency-Key", "X-Webhook-Id"]))
            {
                if (sent.With(header, "another").Verify() is Verification.Verified verified)
                {
                    verified.Event.EventId.ShouldBe(sent.Event().EventId, $"{sent.Scheme.Name}: {header}");
                }
            }
        }
    }

    // No look at the time at all, or in one direction only.
    [Fact]
    public void A_signed_time_is_held_against_the_window_in_both_directions()
    {
        foreach (var sent in Everyone().Where(sent => sent.Verified().Skew is not null))
        {
            var past = sent.Scheme.DefaultWindow + TimeSpan.FromSeconds(1);

            sent.SentBefore(past).Refused(RefusalReason.TooOld);
            sent.SentAfter(past).Refused(RefusalReason.FromTheFuture);
        }
    }

    // The algorithm's name taken from the request.
    [Theory]
    [InlineData("sha1=")]
    [InlineData("none=")]
    [InlineData("md5=")]
    [InlineData("sha512=")]
    public void The_caller_does_not_choose_the_algorithm(string prefix) =>
        From.Valara().With("X-Webhook-Signature", mac => prefix + mac["sha256=".Length..]).Refused(RefusalReason.SignatureMalformed);

    // Base64 compared without regard to case.
    [Fact]
    public void Base64_is_compared_case_exactly()
    {
        From.FastPix().With("FastPix-Signature", Swapped).Refused(RefusalReason.SignatureInvalid);
        From.StandardWebhooks().With("webhook-signature", mac => "v1," + Swapped(mac[3..])).Refused(RefusalReason.SignatureInvalid);
    }

    // The time read into 32 bits.
    [Theory]
    [InlineData(2038, 1, 19)]
    [InlineData(2040, 2, 29)]
    [InlineData(2107, 1, 1)]
    [InlineData(9999, 12, 31)]
    public void Time_goes_on_after_2038(int year, int month, int day)
    {
        var then = new DateTimeOffset(year, month, day, 3, 14, 8, TimeSpan.Zero);
        foreach (var sent in Everyone())
        {
            (sent with { Now = then, SentAt = then }).Verified();
        }
    }

    [Theory]
    [InlineData("99999999999")]
    [InlineData("9223372036854775807")]
    [InlineData("9223372036854775808")]
    [InlineData("NaN")]
    public void Junk_for_a_time_is_refused_and_throws_nothing(string time)
    {
        From.Valara().With("X-Webhook-Timestamp", time).Verify().ShouldBeRefused();
        From.StandardWebhooks().With("webhook-timestamp", time).Verify().ShouldBeRefused();
        From.NovaVms().WithBody(body => body["timestamp"] = time).Verified();
    }

    // One element without a comma makes the whole list throw.
    [Fact]
    public void A_malformed_entry_hides_no_right_one() =>
        From.StandardWebhooks().With("webhook-signature", mac => $"broken , v1 ,, {mac}").Verified();

    // One secret only: a rotation loses deliveries, or opens the door.
    [Fact]
    public void During_a_rotation_either_secret_is_taken_and_the_one_that_matched_is_told()
    {
        var (old, next) = (From.Valara(), From.Valara() with { Secret = "wh_next_6b1f0d", Key = "wh_next_6b1f0d"u8.ToArray() });
        Secret[] both = [old.Read(notAfter: SignedDelivery.Noon.AddDays(1)), next.Read()];

        old.ReceivedWith(both).Verified().By.Fingerprint.ShouldBe(both[0].Fingerprint);
        next.ReceivedWith(both).Verified().By.Fingerprint.ShouldBe(both[1].Fingerprint);
        (old with { Now = SignedDelivery.Noon.AddDays(1), SentAt = SignedDelivery.Noon.AddDays(1) }).ReceivedWith(both).Refused(RefusalReason.SignatureInvalid);
    }

    // A parser run over what anyone may send.
    [Fact]
    public void What_the_body_says_is_not_asked_before_its_signature_holds()
    {
        foreach (var sent in Everyone())
        {
            (sent.WithBody("[[[ no JSON") with { Key = new byte[32] }).Refused(RefusalReason.SignatureInvalid);
            (sent.SentBefore(TimeSpan.FromDays(3)) with { Key = new byte[32] }).Refused(RefusalReason.SignatureInvalid);
        }
    }

    // The body handled as text, and so decoded and encoded again.
    [Fact]
    public void The_body_is_bytes()
    {
        byte[] marked = [0xEF, 0xBB, 0xBF, .. From.FastPix().Body];

        From.FastPix().WithBody(marked).Verified();
        From.StandardWebhooks().WithBody([0xC3, 0x28, 0x0D, 0x0A]).Verified();
        From.FastPix().WithBody(From.FastPix().Json + "\r\n").Verified();
    }

    private static IEnumerable<SignedDelivery> Everyone() =>
        [From.Valara(), From.NovaVms(), From.FastPix(), From.Envless(), From.StandardWebhooks(), From.StandardWebhooks("svix")];

    private static string Swapped(string mac)
    {
        var at = mac.IndexOf(mac.First(char.IsAsciiLetter), StringComparison.Ordinal);
        return string.Create(CultureInfo.InvariantCulture, $"{mac[..at]}{(char)(mac[at] ^ 0x20)}{mac[(at + 1)..]}");
    }
}
