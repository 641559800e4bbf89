using Webhooks.Notifying;

namespace Webhooks.Tests.Notifying;

public sealed class SeverityTests
{
    [Fact]
    public void Every_critical_failure_is_sent_immediately_whatever_the_window_and_the_budget_say()
    {
        var channel = new InMemoryChannel(budget: 1);
        for (var number = 0; number < 12; number++)
        {
            channel.Fail("endpoint 1", severity: Severity.Warning);
            channel.Fail($"endpoint {number % 6}", severity: Severity.Critical);
        }

        var critical = channel.Messages.Where(message => message.Severity == Severity.Critical).ToList();
        critical.Count.ShouldBe(12);
        critical.ShouldAllBe(message => message.Kind == MessageKind.Immediate && message.Title == "Media delivery failed");
        channel.Pass(TimeSpan.FromHours(3));
        channel.Notified.ShouldBe(24);
    }

    [Fact]
    public void A_more_severe_failure_of_the_same_subject_is_sent_immediately_once_and_says_what_was_counted_before()
    {
        var channel = new InMemoryChannel();
        channel.Fail("endpoint 1", severity: Severity.Warning);
        channel.Fail("endpoint 1", severity: Severity.Warning);
        channel.Fail("endpoint 1", severity: Severity.Error);
        channel.Fail("endpoint 1", severity: Severity.Warning);
        channel.Fail("endpoint 1", severity: Severity.Error);

        channel.Messages.Select(message => (message.Kind, message.Severity, message.Count)).ShouldBe(
            [(MessageKind.Immediate, Severity.Warning, 1), (MessageKind.Immediate, Severity.Error, 2)]);
        channel.Messages[1].Note.ShouldNotBeNull().ShouldContain("1 less severe event");
        channel.Pass(TimeSpan.FromHours(1));
        (channel.Messages.Last().Kind, channel.Messages.Last().Severity, channel.Notified).ShouldBe((MessageKind.Digest, Severity.Error, 5));
    }

    [Fact]
    public void A_more_severe_failure_of_another_subject_is_not_folded_into_the_rule()
    {
        var channel = new InMemoryChannel();
        for (var number = 1; number <= 6; number++)
        {
            channel.Fail($"camera {number}", severity: Severity.Warning);
        }

        channel.Fail("camera 7", severity: Severity.Error);
        channel.Fail("camera 8", severity: Severity.Warning);

        channel.Messages.Select(message => message.Severity).ShouldBe([Severity.Warning, Severity.Warning, Severity.Warning, Severity.Error]);
        channel.Pass(TimeSpan.FromHours(1));
        (channel.Messages.Last().Severity, channel.Notified).ShouldBe((Severity.Warning, 8));
    }

    [Fact]
    public void An_hour_spent_on_warnings_holds_back_no_first_error()
    {
        var channel = new InMemoryChannel(budget: 3);
        for (var rule = 1; rule <= 5; rule++)
        {
            channel.Fail("job 1", rule: $"rule-{rule}", severity: Severity.Warning);
        }

        channel.Fail("job 1", rule: "worse", severity: Severity.Error);
        channel.Fail("job 1", rule: "as bad", severity: Severity.Error);

        channel.Messages.Select(message => message.Severity).ShouldBe([Severity.Warning, Severity.Warning, Severity.Warning, Severity.Error]);
        channel.Pass(TimeSpan.FromHours(1));
        channel.Notified.ShouldBe(7);
    }
}
