using Webhooks.Operating;

namespace Webhooks.Tests.Operating;

public sealed class LogFilterTests
{
    private static readonly DateTimeOffset Noon = SignedDelivery.Noon;
    private static readonly LogLine Line = new("lab", "evt_ABC", "Processed", "job.done", Noon, null, 1, null, 10);

    [Fact]
    public void Whoever_asks_for_nothing_gets_everything()
    {
        new LogFilter().Matches(Line, null).ShouldBeTrue();
        new LogFilter().IsNarrow.ShouldBeFalse();
        new LogFilter { Source = "lab", Since = Noon, Before = Noon, After = "x" }.IsNarrow.ShouldBeFalse();
    }

    [Theory]
    [InlineData("Processed", true)]
    [InlineData("Pending", false)]
    [InlineData("processed", false)]
    public void A_status_is_exact(string status, bool fits) => Check(new() { Status = status }, fits);

    [Theory]
    [InlineData("job.done", true)]
    [InlineData("job", false)]
    public void An_event_type_is_exact(string type, bool fits) => Check(new() { EventType = type }, fits);

    [Theory]
    [InlineData("evt_abc", true)]
    [InlineData("T_A", true)]
    [InlineData("DLV", true)]
    [InlineData("xyz", false)]
    public void A_text_stands_in_the_id_or_in_the_delivery_s(string text, bool fits) => Check(new() { Text = text }, fits);

    [Fact]
    public void A_delivery_without_an_id_of_its_own_is_found_by_the_event_s()
    {
        new LogFilter { Text = "abc" }.Matches(Line, null).ShouldBeTrue();
        new LogFilter { Text = "dlv" }.Matches(Line, null).ShouldBeFalse();
    }

    [Fact]
    public void A_span_has_its_first_moment_and_not_its_last()
    {
        new LogFilter { Since = Noon }.Matches(Line, null).ShouldBeTrue();
        new LogFilter { Since = Noon.AddTicks(1) }.Matches(Line, null).ShouldBeFalse();
        new LogFilter { Before = Noon }.Matches(Line, null).ShouldBeFalse();
        new LogFilter { Before = Noon.AddTicks(1) }.Matches(Line, null).ShouldBeTrue();
    }

    private static void Check(LogFilter filter, bool fits)
    {
        filter.Matches(Line, "dlv_1").ShouldBe(fits);
        filter.IsNarrow.ShouldBeTrue();
    }
}
