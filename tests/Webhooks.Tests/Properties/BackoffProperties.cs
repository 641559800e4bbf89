using FsCheck;
using FsCheck.Fluent;
using Webhooks.Processing;

namespace Webhooks.Tests.Properties;

public class BackoffProperties
{
    private static readonly Arbitrary<(TimeSpan[] Waits, int Seed)> Settings = (
        from waits in Gen.Choose(1, 3_600_000).NonEmptyListOf()
        from seed in Gen.Choose(0, int.MaxValue)
        select (waits.Select(ms => TimeSpan.FromMilliseconds(ms)).ToArray(), seed)).ToArbitrary();

    [Fact]
    public void No_wait_is_shorter_than_its_setting_or_a_fifth_longer() =>
        Prop.ForAll(Settings, given =>
        {
            var backoff = new Backoff(new ProcessingOptions { Backoff = given.Waits }, new Random(given.Seed));

            foreach (var attempt in Enumerable.Range(1, given.Waits.Length + 3))
            {
                var setting = given.Waits[Math.Min(attempt, given.Waits.Length) - 1];
                backoff.After(attempt).ShouldBeInRange(setting, setting * 1.2);
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void No_wait_shrinks_from_one_attempt_to_the_next_where_the_settings_grow_by_a_fifth() =>
        Prop.ForAll(Settings, given =>
        {
            var growing = given.Waits.Aggregate(new List<TimeSpan>(), (waits, more) => [.. waits, waits.Count == 0 ? more : (waits[^1] * 1.2) + more]);
            var backoff = new Backoff(new ProcessingOptions { Backoff = growing }, new Random(given.Seed));
            var taken = Enumerable.Range(1, growing.Count).Select(backoff.After).ToList();

            taken.ShouldBe(taken.Order());
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_waits_it_comes_with_never_shrink() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var options = new ProcessingOptions();
            var backoff = new Backoff(options, new Random(seed));
            var taken = Enumerable.Range(1, options.Backoff.Count).Select(backoff.After).ToList();

            taken.ShouldBe(taken.Order());
        }).QuickCheckThrowOnFailure();
}
