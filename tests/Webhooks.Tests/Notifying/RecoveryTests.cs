using Webhooks.Notifying;

namespace Webhooks.Tests.Notifying;

public sealed class RecoveryTests
{
    [Fact]
    public void A_recovery_is_sent_when_the_failure_was()
    {
        var channel = new InMemoryChannel();
        channel.Fail("camera 1");
        channel.Pass(TimeSpan.FromHours(3));
        channel.Recover("camera 1");
        channel.Recover("camera 1");
        channel.Pass(TimeSpan.FromHours(3));

        channel.Messages.Select(message => message.Kind).ShouldBe([MessageKind.Immediate, MessageKind.Recovered]);
    }

    [Fact]
    public void A_recovery_without_a_sent_failure_is_not_sent()
    {
        var channel = new InMemoryChannel();

        channel.Recover("camera 1");
        channel.Pass(TimeSpan.FromHours(3));

        channel.Messages.ShouldBeEmpty();
    }

    [Fact]
    public void A_recovery_says_what_the_window_had_counted_and_ends_it()
    {
        var channel = new InMemoryChannel();
        channel.Fail("camera 1");
        channel.Fail("camera 1");
        channel.Fail("camera 1");
        channel.Recover("camera 1");
        channel.Pass(TimeSpan.FromHours(3));

        channel.Messages.Count.ShouldBe(2);
        (channel.Messages[1].Kind, channel.Notified).ShouldBe((MessageKind.Recovered, 3));
        channel.Messages[1].What.ShouldEndWith("It lasted 0 s, since 2026-11-21 12:00:00 UTC; 3 events were affected, 2 of them without a message of their own.");

        channel.Fail("camera 1");
        channel.Messages.Last().Kind.ShouldBe(MessageKind.Immediate);
    }

    [Fact]
    public void A_thousand_recoveries_are_no_flood_either()
    {
        var channel = new InMemoryChannel();
        for (var number = 1; number <= 1_000; number++)
        {
            channel.Fail($"camera {number}");
        }

        for (var number = 1; number <= 1_000; number++)
        {
            channel.Recover($"camera {number}");
        }

        channel.Pass(TimeSpan.FromHours(2));

        channel.Messages.Select(message => (message.Kind, message.Count)).ShouldBe(
        [
            (MessageKind.Immediate, 1), (MessageKind.Immediate, 1), (MessageKind.Immediate, 1),
            (MessageKind.Recovered, 0), (MessageKind.Recovered, 0), (MessageKind.Recovered, 0),
            (MessageKind.Digest, 997),
        ]);
        channel.Messages.Last().What.ShouldContain("997 of these subjects have recovered");
    }

    [Fact]
    public void Those_that_recover_after_their_digest_are_sent_in_one_message()
    {
        var channel = new InMemoryChannel();
        for (var number = 1; number <= 100; number++)
        {
            channel.Fail($"camera {number}");
        }

        channel.Pass(TimeSpan.FromHours(1));
        for (var number = 4; number <= 100; number++)
        {
            channel.Recover($"camera {number}");
        }

        channel.Pass(TimeSpan.FromHours(1));

        var last = channel.Messages.Last();
        (last.Kind, last.Count).ShouldBe((MessageKind.Recovered, 0));
        last.Title.ShouldStartWith("97 more");
    }

    [Fact]
    public void A_failure_that_comes_after_its_own_end_counts_and_is_not_sent()
    {
        var channel = new InMemoryChannel();
        var earlier = channel.Now.AddSeconds(-5);

        channel.Recover("camera 1");
        channel.Fail("camera 1", at: earlier);

        channel.Messages.ShouldBeEmpty();
        channel.Pass(TimeSpan.FromHours(1));
        (channel.Messages.ShouldHaveSingleItem().Count, channel.Notified).ShouldBe((1, 1));
        channel.Messages[0].What.ShouldContain("1 of these subjects has recovered");
    }

    [Fact]
    public void A_recovery_older_than_the_latest_failure_ends_nothing()
    {
        var channel = new InMemoryChannel();
        channel.Fail("camera 1");
        channel.Recover("camera 1", channel.Now.AddMinutes(-1));

        channel.Messages.ShouldHaveSingleItem();
        channel.Recover("camera 1");
        channel.Messages.Last().Kind.ShouldBe(MessageKind.Recovered);
    }
}
