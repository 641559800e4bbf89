using Webhooks.Notifying;

namespace Webhooks.Tests.Notifying;

/// <summary>What flood control says and counts, message by message, word for word.</summary>
public sealed class MessageTextTests
{
    private const string Rule = "valara.delivery-partial";
    private readonly InMemoryChannel channel = new(budget: 8);
    private int number;

    [Fact]
    public void Messages_about_one_subject_are_as_approved()
    {
        Fail("job 1");
        Fail("job 1", Severity.Warning, late: TimeSpan.FromMinutes(3));
        channel.Pass(TimeSpan.FromMinutes(2));
        Fail("job 1", Severity.Critical);
        channel.Pass(TimeSpan.FromMinutes(2));
        Fail("job 1", Severity.Info);
        channel.Pass(TimeSpan.FromMinutes(7));

        // The window is over and the timer is late.
        Fail("job 1");
        channel.PassUnseen(TimeSpan.FromMinutes(9));
        Fail("job 1");
        Recover("job 1");
        Fail("job 1", late: TimeSpan.FromHours(1));
        Recover("job 1", late: TimeSpan.FromHours(2));
        channel.Pass(TimeSpan.FromMinutes(10));
        Fail("job 1");
        channel.PassUnseen(TimeSpan.FromMinutes(10));
        Fail("job 1");
        Recover("job 1");
        channel.Pass(TimeSpan.FromHours(1));

        Text().ShouldMatchApproved(approved => approved.SubFolder("Approved").NoDiff());
    }

    [Fact]
    public void Messages_about_many_subjects_are_as_approved()
    {
        foreach (var job in Enumerable.Range(1, 9))
        {
            Fail($"job {job}", job == 5 ? Severity.Critical : Severity.Warning, late: TimeSpan.FromSeconds(job * (job % 2)));
            Fail($"job {job}");
        }

        foreach (var job in Enumerable.Range(1, 8))
        {
            Recover($"job {job}", late: TimeSpan.FromSeconds(-job));
            Recover($"job {job}", late: TimeSpan.FromSeconds(-job));
        }

        channel.Pass(TimeSpan.FromMinutes(10));
        Recover("job 9");
        Recover("job 10");
        Fail("job 10", late: TimeSpan.FromMinutes(1));
        channel.PassUnseen(TimeSpan.FromMinutes(10));
        Fail("job 11");
        channel.Pass(TimeSpan.FromMinutes(10));
        foreach (var job in Enumerable.Range(12, 5))
        {
            Fail($"job {job}");
        }

        channel.Pass(TimeSpan.FromHours(1));
        foreach (var job in Enumerable.Range(12, 5))
        {
            Recover($"job {job}");
        }

        channel.Pass(TimeSpan.FromHours(1));

        Text().ShouldMatchApproved(approved => approved.SubFolder("Approved").NoDiff());
    }

    [Fact]
    public void Messages_over_budget_are_as_approved()
    {
        foreach (var job in Enumerable.Range(1, 12))
        {
            Fail($"job {job}", rule: $"rule {job % 7}", severity: job == 10 ? Severity.Critical : Severity.Warning, late: TimeSpan.FromSeconds(job % 5));
            channel.Pass(TimeSpan.FromSeconds(1));
        }

        channel.Pass(TimeSpan.FromMinutes(20));
        Recover("job 1", rule: "rule 1");
        Recover("job 2", rule: "rule 2");
        Fail("job 13", rule: "rule 13", late: TimeSpan.FromHours(1));
        channel.PassUnseen(TimeSpan.FromHours(1));
        Fail("job 14", rule: "rule 14");
        channel.Pass(TimeSpan.FromHours(1));
        foreach (var job in Enumerable.Range(15, 8))
        {
            Fail($"job {job}", rule: $"rule {job}");
        }

        Recover("job 15", rule: "rule 15");
        channel.Pass(TimeSpan.FromHours(2));

        Text().ShouldMatchApproved(approved => approved.SubFolder("Approved").NoDiff());
    }

    private void Fail(string subject, Severity severity = Severity.Error, TimeSpan late = default, string rule = Rule) =>
        channel.Fail(subject, $"failed {++number}", rule, channel.Now - late, severity);

    private void Recover(string subject, TimeSpan late = default, string rule = Rule) =>
        channel.Recover(subject, channel.Now - late, rule, $"recovered {++number}");

    private string Text() => string.Join("\n\n", channel.Messages.Select(message =>
        $"{message.At:HH:mm:ss} {message.Kind}, {message.Severity}, {message.Id}: {message.Title}\n{message.What}\n{message.Next}\n"
        + $"{message.Source} | {message.Rule} | {message.Subject} | {message.EventId}\n{message.Count} of {message.Total}, {message.First:HH:mm:ss} to {message.Last:HH:mm:ss}: {string.Join(", ", message.Examples)}\n"
        + $"note: {message.Note}"));
}
