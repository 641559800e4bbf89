using Webhooks.Counting;

namespace Webhooks.Tests.Counting;

public sealed class LagsTests
{
    [Theory]
    [InlineData(0.5)]
    [InlineData(0.95)]
    [InlineData(0.99)]
    [InlineData(1)]
    public void Percentiles_are_never_too_low_and_at_most_15_percent_too_high(double share)
    {
        var random = new Random(7);
        var lags = new Lags();
        // From a millisecond to eleven days, as many in each tenfold.
        var exact = Enumerable.Range(0, 5_000).Select(_ => 0.001 * Math.Pow(10, random.NextDouble() * 9)).Order().ToArray();
        foreach (var seconds in exact)
        {
            lags.Add(TimeSpan.FromSeconds(seconds));
        }

        var truth = TimeSpan.FromSeconds(exact[(int)Math.Ceiling(share * exact.Length) - 1]).TotalSeconds;

        lags.Count.ShouldBe(5_000);
        lags.Percentile(share).ShouldBeInRange(truth, truth * 1.15);
    }

    [Fact]
    public void Of_one_time_every_percentile_is_the_end_of_its_class()
    {
        var lags = new Lags();
        lags.Add(TimeSpan.FromMilliseconds(1));

        (lags.Percentile(0.5), lags.Percentile(0.99)).ShouldBe((0.001, 0.001));
    }

    [Fact]
    public void What_lies_beyond_the_classes_is_in_the_first_or_the_last()
    {
        var lags = new Lags();
        lags.Add(TimeSpan.FromSeconds(-3));
        lags.Add(TimeSpan.Zero);
        lags.Add(TimeSpan.FromDays(400));

        lags.NonEmpty.Select(one => one.Key).ShouldBe([0, Lags.Buckets - 1]);
        lags.Percentile(0.5).ShouldBe(0.001);
        lags.Percentile(1).ShouldBeGreaterThan(TimeSpan.FromDays(45).TotalSeconds);
        new Lags().Percentile(0.5).ShouldBe(0);
    }

    [Fact]
    public void Percentiles_of_a_sum_are_those_of_all_that_went_into_it()
    {
        var (fast, slow) = (new Lags(), new Lags());
        foreach (var _ in Enumerable.Range(0, 94))
        {
            fast.Add(TimeSpan.FromMilliseconds(1));
        }

        foreach (var _ in Enumerable.Range(0, 6))
        {
            slow.Add(TimeSpan.FromSeconds(60));
        }

        fast.Add(slow);

        fast.Count.ShouldBe(100);
        fast.Percentile(0.94).ShouldBe(0.001);
        fast.Percentile(0.95).ShouldBeInRange(60, 69);
    }
}
