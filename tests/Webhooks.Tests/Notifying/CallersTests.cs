using Webhooks.Notifying;

namespace Webhooks.Tests.Notifying;

// What anyone can cause without a signature must not use up what a real failure needs.
public sealed class CallersTests
{
    [Fact]
    public void A_burst_on_each_of_many_sources_is_one_message_and_a_digest_that_names_them()
    {
        var channel = new InMemoryChannel();
        Refuse(channel, sources: 32);

        channel.Messages.Count.ShouldBe(1);
        channel.Pass(TimeSpan.FromMinutes(10));

        var digest = channel.Messages.Last();
        (channel.Messages.Count, digest.Count, digest.Source).ShouldBe((2, 31, null));
        digest.Examples.ShouldBe(["source-1", "source-2", "source-3", "source-4", "source-5"]);
    }

    [Fact]
    public void However_long_it_goes_on_a_real_failure_finds_the_whole_budget()
    {
        var channel = new InMemoryChannel(budget: 6);
        for (var minute = 0; minute < 55; minute++)
        {
            Refuse(channel, sources: 32);
            channel.Pass(TimeSpan.FromMinutes(1));
        }

        channel.Messages.Count.ShouldBeLessThanOrEqualTo(6);
        var before = channel.Messages.Count;
        for (var rule = 1; rule <= 5; rule++)
        {
            channel.Fail("job 1", rule: $"rule-{rule}", severity: Severity.Warning);
        }

        channel.Messages.Count.ShouldBe(before + 5);
        channel.Pass(TimeSpan.FromHours(2));
        channel.Notified.ShouldBe((55 * 32) + 5);
    }

    [Fact]
    public void A_setting_that_makes_it_critical_does_not_free_it_of_its_budget()
    {
        var channel = new InMemoryChannel();
        Refuse(channel, sources: 32, Severity.Critical);
        channel.Messages.Count.ShouldBe(1);
    }

    private static void Refuse(InMemoryChannel channel, int sources, Severity? severity = null)
    {
        for (var source = 0; source < sources; source++)
        {
            var notice = ReceiverRules.Refusals.Notice("deliveries", "Many deliveries are refused", "", "");
            channel.Receive(new(Notification.CurrentVersion, $"{Guid.NewGuid()}", $"source-{source}", null, channel.Now, notice with { Severity = severity ?? notice.Severity }));
        }
    }
}
