using System.Text.Json;
using Webhooks.Counting;
using Webhooks.Events;

namespace Webhooks.Tests.Counting;

public sealed class CountsTests
{
    private static readonly Admission[] Admissions =
    [
        new Admission.Accepted("e1"), new Admission.Duplicate("e1"), new Admission.Replayed(ReplayAnswer.Reject), new Admission.Probe(), new Admission.Unavailable(),
        new Admission.Handshake(new(200, "text/plain", "", new Dictionary<string, string>())),
        new Admission.PassedOn(202, null, default),
        new Admission.Refused(new Refusal(RefusalReason.SignatureInvalid, "")), new Admission.Refused(new Refusal(RefusalReason.NoActiveSecret, "")),
        new Admission.Refused(new Refusal(RefusalReason.BodyTooLarge, "")),
    ];

    [Fact]
    public void Counts_come_back_from_their_text_as_they_went_in()
    {
        var counts = Some();

        CountsJson.Write(CountsJson.Read(CountsJson.Write(counts))).ShouldBe(CountsJson.Write(counts));
        CountsJson.Write(counts).ShouldBe("""{"v":1,"d":[1,1,1,1,1,1,1],"r":{"body_too_large":1,"signature_invalid":2},"e":[1,1],"l":{"0":1,"50":1},"s":[2,-3,-4.5,1.5]}""");
        CountsJson.Write(new Counts()).ShouldBe("""{"v":1,"d":[0,0,0,0,0],"e":[0,0]}""");
    }

    [Fact]
    public void Counts_add_up_in_any_order()
    {
        var (sum, other) = (new Counts(), Some());
        other.Add(Some());
        sum.Add(Some());
        sum.Add(other);

        (sum.Accepted, sum.Unavailable, sum.Processed, sum.DeadLettered, sum.Refused["signature_invalid"]).ShouldBe((3, 3, 6, 3, 6));
        (sum.Skew.Count, sum.Skew.Lowest, sum.Skew.Highest, sum.Skew.Sum).ShouldBe((6, -4.5, 1.5, -9.0));
        (sum.Duplicates, sum.Replayed, sum.Probes, sum.Handshakes, sum.PassedOn, sum.Postponed).ShouldBe((3, 3, 3, 3, 3, 3));
    }

    [Fact]
    public void Whatever_was_counted_counts_are_not_empty()
    {
        var (late, skewed) = (new Counts(), new Counts());
        late.Lag.Add(TimeSpan.Zero);
        skewed.Skew.Add(TimeSpan.Zero);

        new Counts().IsEmpty.ShouldBeTrue();
        Counts[] some = [.. Admissions.Select(Of), new Counts { Postponed = 1 }, new Counts { DeadLettered = 1 }, late, skewed];
        some.ShouldAllBe(counts => !counts.IsEmpty);
        some.SelectMany(one => some, Sum).ShouldAllBe(counts => !counts.IsEmpty);
        CountsJson.Write(skewed).ShouldBe("""{"v":1,"d":[0,0,0,0,0],"e":[0,0],"s":[1,0,0,0]}""");
    }

    [Theory]
    [InlineData("""{"v":2,"d":[1,1,1,1,1],"e":[1,1]}""")]
    [InlineData("null")]
    public void A_version_that_is_not_known_is_not_guessed_at(string text) => Should.Throw<FormatException>(() => CountsJson.Read(text));

    [Fact]
    public void What_a_newer_app_adds_to_this_version_harms_nothing() =>
        CountsJson.Read("""{"v":1,"d":[1,0,0,0,0,0,9],"r":{"brand_new":4},"e":[0,0],"x":[1]}""").Refused["brand_new"].ShouldBe(4);

    [Fact]
    public void Counts_of_an_app_that_knew_no_handshakes_have_none() => CountsJson.Read("""{"v":1,"d":[1,0,0,0,2],"e":[0,0]}""").ShouldSatisfyAllConditions(
        counts => counts.Handshakes.ShouldBe(0), counts => counts.Unavailable.ShouldBe(2));

    [Fact]
    public void A_text_that_is_no_counts_is_an_error() => Should.Throw<JsonException>(() => CountsJson.Read("<html>"));

    private static Counts Some()
    {
        var counts = new Counts { Postponed = 1, DeadLettered = 1 };
        foreach (var admission in Admissions)
        {
            counts.Add(admission);
        }

        counts.Lag.Add(TimeSpan.Zero);
        counts.Lag.Add(TimeSpan.FromSeconds(1));
        counts.Skew.Add(TimeSpan.FromSeconds(1.5));
        counts.Skew.Add(TimeSpan.FromSeconds(-4.5));
        return counts;
    }

    private static Counts Sum(Counts one, Counts other)
    {
        var sum = new Counts();
        sum.Add(one);
        sum.Add(other);
        return sum;
    }

    private static Counts Of(Admission admission)
    {
        var counts = new Counts();
        counts.Add(admission);
        return counts;
    }
}
