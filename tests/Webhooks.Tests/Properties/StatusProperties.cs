using FsCheck;
using FsCheck.Fluent;
using Webhooks.Status;

namespace Webhooks.Tests.Properties;

public class StatusProperties
{
    private static readonly Gen<StatusChange> Changes =
        from state in Gen.Elements("created", "preparing", "ready", "failed")
        from second in Gen.Choose(0, 4)
        from rank in Gen.Choose(0, 2)
        select new StatusChange("media", "m1", state, SignedDelivery.Noon.AddSeconds(second), $"is {state}") { Rank = rank, IsUnhealthy = state == "failed" };

    private static readonly Arbitrary<(StatusChange[] Sent, StatusChange[] Arrived)> Orders = (
        from sent in Changes.NonEmptyListOf()
        from arrived in Gen.Shuffle(sent.ToArray())
        select (sent.ToArray(), arrived.ToArray())).ToArbitrary();

    [Fact]
    public void In_whichever_order_events_arrive_the_board_says_the_same_in_the_end() =>
        Prop.ForAll(Orders, order =>
        {
            var (one, other) = (After(order.Sent), After(order.Arrived));

            (other.State, other.At, other.Rank, other.IsUnhealthy).ShouldBe((one.State, one.At, one.Rank, one.IsUnhealthy));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Fact]
    public void Nothing_newer_is_ever_overwritten() =>
        Prop.ForAll(Orders, order => After(order.Arrived).At.ShouldBe(order.Sent.Max(change => change.At))).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Fact]
    public void Events_that_arrive_again_change_nothing_of_it() =>
        Prop.ForAll(Orders, order =>
        {
            var (once, twice) = (After(order.Sent), After([.. order.Sent, .. order.Arrived]));

            (twice.State, twice.At, twice.Rank).ShouldBe((once.State, once.At, once.Rank));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    private static StatusChange After(IEnumerable<StatusChange> changes)
    {
        StatusRow? row = null;
        var number = 0;
        foreach (var change in changes)
        {
            row = StatusRules.Apply(row, "lab", change, $"evt_{number++}", SignedDelivery.Noon) ?? row;
        }

        return row!.Latest;
    }
}
