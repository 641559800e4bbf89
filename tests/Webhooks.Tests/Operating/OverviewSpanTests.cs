using Webhooks.Operating;

namespace Webhooks.Tests.Operating;

public sealed class OverviewSpanTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 13, 47, 30, TimeSpan.FromHours(1));

    [Theory]
    [InlineData("hour", 60, "2026-11-21 11:48:00Z", "2026-11-21 11:48:00Z")]
    [InlineData("day", 24, "2026-11-20 13:00:00Z", "2026-11-21 11:00:00Z")]
    [InlineData("week", 28, "2026-11-14 18:00:00Z", "2026-11-21 11:00:00Z")]
    public void A_span_ends_with_the_step_that_is_running(string name, int steps, string since, string minutesSince)
    {
        var span = OverviewSpan.All.Single(span => span.Name == name);

        span.Steps.ShouldBe(steps);
        $"{span.Since(Now):u}".ShouldBe(since);
        $"{span.MinutesSince(Now):u}".ShouldBe(minutesSince);
        span.PointOf(span.Since(Now), Now).ShouldBe(0);
        span.PointOf(span.Since(Now) + span.Step - TimeSpan.FromTicks(1), Now).ShouldBe(0);
        span.PointOf(span.Since(Now) + span.Step, Now).ShouldBe(1);
        span.PointOf(Now, Now).ShouldBe(steps - 1);
        span.PointOf(Now.AddDays(1), Now).ShouldBe(steps - 1);
    }
}
