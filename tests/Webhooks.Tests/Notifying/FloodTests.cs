using Webhooks.Notifying;
using Webhooks.Notifying.Flooding;

namespace Webhooks.Tests.Notifying;

public sealed class FloodTests
{
    [Fact]
    public void The_first_is_sent_immediately_and_the_rest_of_its_window_in_one_digest_with_count_and_times()
    {
        var channel = new InMemoryChannel();
        channel.Fail("job 1");
        var began = channel.Now;
        for (var minute = 1; minute <= 5; minute++)
        {
            channel.Pass(TimeSpan.FromMinutes(1));
            channel.Fail("job 1");
        }

        channel.Messages.ShouldHaveSingleItem().Kind.ShouldBe(MessageKind.Immediate);
        channel.Pass(TimeSpan.FromMinutes(5));

        var digest = channel.Messages.Last();
        (digest.Kind, digest.Count, digest.Total).ShouldBe((MessageKind.Digest, 5, 6));
        (digest.First, digest.Last).ShouldBe((began.AddMinutes(1), began.AddMinutes(5)));
        digest.Subject.ShouldBe("job 1");
        channel.Messages.Count.ShouldBe(2);
    }

    [Fact]
    public void Ten_thousand_failures_of_ten_thousand_jobs_in_a_minute_are_four_messages_that_state_the_true_count()
    {
        var channel = new InMemoryChannel();

        for (var number = 1; number <= 10_000; number++)
        {
            channel.Fail($"job {number}");
        }

        channel.Pass(TimeSpan.FromHours(2));
        channel.Messages.Select(message => message.Count).ShouldBe([1, 1, 1, 9_997]);
        channel.Notified.ShouldBe(10_000);
        var digest = channel.Messages.Last();
        digest.Total.ShouldBe(10_000);
        digest.Title.ShouldBe("9,997 more events like “Media delivery failed”");
        digest.What.ShouldContain("9,997 more events about 9,997 different subjects, 10,000 events since");
        digest.Examples.Count.ShouldBe(5);
    }

    [Fact]
    public void Ten_thousand_failures_of_one_job_are_two_messages()
    {
        var channel = new InMemoryChannel();

        for (var number = 1; number <= 10_000; number++)
        {
            channel.Fail("job 1");
        }

        channel.Pass(TimeSpan.FromHours(2));
        channel.Messages.Select(message => message.Count).ShouldBe([1, 9_999]);
        channel.Messages.Last().Total.ShouldBe(10_000);
    }

    [Fact]
    public void A_flood_that_goes_on_is_sent_once_per_window_and_a_quiet_window_ends_it()
    {
        var channel = new InMemoryChannel();
        for (var minute = 0; minute < 60; minute++)
        {
            channel.Fail("job 1");
            channel.Pass(TimeSpan.FromMinutes(1));
        }

        channel.Pass(TimeSpan.FromHours(1));
        channel.Messages.Count.ShouldBeLessThanOrEqualTo(8);
        channel.Notified.ShouldBe(60);
        var before = channel.Messages.Count;

        channel.Fail("job 1");

        channel.Messages.Count.ShouldBe(before + 1);
        channel.Messages.Last().Kind.ShouldBe(MessageKind.Immediate);
    }

    [Fact]
    public void The_same_notification_counts_once_however_often_its_message_comes()
    {
        var channel = new InMemoryChannel();
        for (var repeat = 0; repeat < 5; repeat++)
        {
            channel.Fail("job 1", "evt_1");
            channel.Fail("job 1", "evt_2");
        }

        channel.Pass(TimeSpan.FromHours(1));

        channel.Notified.ShouldBe(2);
    }

    [Fact]
    public void Subjects_and_rules_do_not_hide_one_another()
    {
        var channel = new InMemoryChannel();

        channel.Fail("job 1");
        channel.Fail("job 2");
        channel.Fail("job 1", rule: "valara.delivery-partial");
        channel.Fail("job 3");

        channel.Messages.Count.ShouldBe(4);
        channel.Messages.ShouldAllBe(message => message.Kind == MessageKind.Immediate);
    }

    [Fact]
    public void A_digest_is_as_bad_as_the_worst_in_it()
    {
        var channel = new InMemoryChannel();
        channel.Fail("job 1", severity: Severity.Critical);
        channel.Fail("job 1", severity: Severity.Error);
        channel.Fail("job 1", severity: Severity.Info);

        channel.Pass(TimeSpan.FromMinutes(11));

        channel.Messages.Last().Severity.ShouldBe(Severity.Error);
    }

    [Fact]
    public void What_is_over_is_forgotten_in_the_end()
    {
        var channel = new InMemoryChannel();
        for (var number = 1; number <= 50; number++)
        {
            channel.Fail($"job {number}");
        }

        channel.Recover("job 1");
        channel.Pass(TimeSpan.FromDays(1));
        (channel.Remembered<SubjectFlood>(), channel.Remembered<RuleFlood>(), channel.Remembered<BudgetFlood>()).ShouldBe((50, 0, 0));

        channel.Pass(TimeSpan.FromDays(31));
        channel.Remembered<SubjectFlood>().ShouldBe(0);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void However_failures_recoveries_and_times_fall_nothing_is_lost_from_the_counts(int seed)
    {
        var random = new Random(seed);
        var channel = new InMemoryChannel(budget: 5);
        var said = 0;
        for (var step = 0; step < 3_000; step++)
        {
            if (random.Next(20) == 0)
            {
                channel.Pass(TimeSpan.FromMinutes(random.Next(1, 25)));
            }

            if (random.Next(10) == 0)
            {
                channel.Recover($"job {random.Next(1, 40)}");
            }

            channel.Fail($"job {random.Next(1, 40)}", rule: random.Next(2) == 0 ? "valara.delivery-failed" : $"rule-{random.Next(4)}", at: channel.Now.AddSeconds(-random.Next(600)));
            said++;
        }

        channel.Pass(TimeSpan.FromHours(6));
        channel.Notified.ShouldBe(said);
    }
}
