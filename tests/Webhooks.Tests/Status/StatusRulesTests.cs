using Webhooks.Status;

namespace Webhooks.Tests.Status;

public sealed class StatusRulesTests
{
    private static readonly DateTimeOffset Then = SignedDelivery.Noon;

    [Fact]
    public void A_later_state_wins_whatever_its_rank() =>
        After(Change("ready", seconds: 1, rank: 9), Change("failed", seconds: 2, rank: 0)).Latest.State.ShouldBe("failed");

    [Fact]
    public void Of_one_moment_the_higher_rank_wins()
    {
        After(Change("b", rank: 1), Change("a", rank: 2)).Latest.State.ShouldBe("a");
        After(Change("a", rank: 2), Change("b", rank: 1)).Latest.State.ShouldBe("a");
    }

    // Two versions of the app may run side by side while one is deployed: which state wins is written down, not left to either.
    [Fact]
    public void Of_one_moment_and_rank_the_state_wins_whose_name_comes_last()
    {
        After(Change("a"), Change("b")).Latest.State.ShouldBe("b");
        After(Change("b"), Change("a")).Latest.State.ShouldBe("b");
    }

    [Fact]
    public void The_same_state_of_the_same_moment_counts_once_more()
    {
        var row = After(Change("failing"), Change("failing"));

        (row.Count, row.LastEventId, row.LastChanged).ShouldBe((2, "evt_1", Then));
    }

    [Fact]
    public void A_count_is_of_one_state_and_starts_again_with_the_next()
    {
        var row = After(Change("failing"), Change("failing", seconds: 1), Change("well", seconds: 2));

        (row.Count, row.FirstSeen, row.LastChanged).ShouldBe((1, Then, Then.AddSeconds(2)));
    }

    [Fact]
    public void A_counted_event_counts_in_whatever_order_it_arrives()
    {
        var row = After(Change("failing", seconds: 3), Change("failing", seconds: 1), Change("failing", seconds: 2));

        (row.Count, row.Since, row.Latest.At).ShouldBe((3, Then.AddSeconds(1), Then.AddSeconds(3)));
    }

    [Fact]
    public void An_older_event_of_another_state_changes_nothing() =>
        After(Change("well", seconds: 2), Change("failing", seconds: 1)).LastEventId.ShouldBe("evt_0");

    [Fact]
    public void A_senders_own_count_is_believed_the_newest_one()
    {
        var (newer, older) = (Change("failing", seconds: 2) with { StatedCount = 40 }, Change("failing", seconds: 1) with { StatedCount = 7 });

        After(Change("failing"), newer, older).Count.ShouldBe(40);
        After(older, newer).Count.ShouldBe(40);
        After(newer, Change("failing", seconds: 3)).Count.ShouldBe(41);
    }

    [Fact]
    public void The_time_since_when_starts_again_with_another_state() =>
        After(Change("failing"), Change("well", seconds: 1), Change("failing", seconds: 5)).Since.ShouldBe(Then.AddSeconds(5));

    private static StatusChange Change(string state, int seconds = 0, int rank = 0) =>
        new("endpoint", "e1", state, Then.AddSeconds(seconds), $"is {state}") { Rank = rank, Counts = true };

    // Each second one event.
    private static StatusRow After(params StatusChange[] changes)
    {
        StatusRow? row = null;
        foreach (var (number, change) in changes.Index())
        {
            row = StatusRules.Apply(row, "lab", change, $"evt_{number}", Then.AddSeconds(number)) ?? row;
        }

        return row!;
    }
}
