using Webhooks.Notifying;

namespace Webhooks.Tests.Notifying;

public sealed class BudgetTests
{
    [Fact]
    public void What_exceeds_the_hourly_budget_is_sent_in_one_message_when_the_hour_is_over()
    {
        var channel = new InMemoryChannel(budget: 3);
        for (var rule = 1; rule <= 10; rule++)
        {
            channel.Fail("job 1", rule: $"rule-{rule:D2}");
            channel.Fail("job 1", rule: $"rule-{rule:D2}");
        }

        channel.Messages.Count.ShouldBe(3);
        channel.Messages.Last().Note.ShouldNotBeNull().ShouldContain("3 messages per hour is used up");
        channel.Pass(TimeSpan.FromMinutes(59));
        channel.Messages.Count.ShouldBe(3);
        channel.Pass(TimeSpan.FromMinutes(2));

        var held = channel.Messages.Last();
        channel.Messages.Count.ShouldBe(4);
        (held.Kind, held.Count).ShouldBe((MessageKind.OverBudget, 17));
        held.Title.ShouldBe("17 notifications were not sent individually");
        held.Examples.ShouldContain("2 × valara rule-10");
        held.Examples.ShouldContain("1 × valara rule-01");
        channel.Notified.ShouldBe(20);
    }

    [Fact]
    public void A_new_hour_keeps_room_for_what_the_last_one_held()
    {
        var channel = new InMemoryChannel(budget: 1);
        channel.Fail("job 1", rule: "one");
        channel.Fail("job 1", rule: "two");
        channel.Pass(TimeSpan.FromMinutes(30));
        channel.Fail("job 1", rule: "three");
        channel.Pass(TimeSpan.FromMinutes(31));

        channel.Messages.Select(message => message.Kind).ShouldBe([MessageKind.Immediate, MessageKind.OverBudget]);
        channel.Notified.ShouldBe(3);
    }

    [Fact]
    public void Kinds_beyond_twenty_are_counted_together()
    {
        var channel = new InMemoryChannel(budget: 1);
        for (var rule = 0; rule < 100; rule++)
        {
            channel.Fail("job 1", rule: $"rule-{rule}");
        }

        channel.Pass(TimeSpan.FromHours(1));

        var held = channel.Messages.Last();
        held.Count.ShouldBe(99);
        held.Examples.Count.ShouldBe(21);
        held.Examples[0].ShouldBe("79 × others");
    }
}
