using Microsoft.Extensions.Logging;
using Webhooks.Notifying;

namespace Webhooks.Tests.Notifying;

public sealed class NotifierTests
{
    private static readonly Notice Failed = new("valara.delivery-failed", "job 1", Severity.Warning, "Media delivery failed", "The cloud is full.", "Free some space.");

    [Fact]
    public async Task Each_channel_gets_a_copy_of_its_own_under_one_id()
    {
        var queue = await NotifyAsync(Failed, Options(Channel("chat"), Channel("mail")));

        queue.Sent.Select(sent => sent.Channel).ShouldBe(["chat", "mail"]);
        queue.Sent.Select(sent => sent.Id).Distinct().ShouldHaveSingleItem();
        (await NotifyAsync(Failed, Options(Channel("chat")))).Sent.Single().Id.ShouldBe(queue.Sent[0].Id);
        (await NotifyAsync(Failed with { Subject = "job 2" }, Options(Channel("chat")))).Sent.Single().Id.ShouldNotBe(queue.Sent[0].Id);
        (await NotifyAsync(Failed with { Recovered = true }, Options(Channel("chat")))).Sent.Single().Id.ShouldNotBe(queue.Sent[0].Id);
    }

    [Fact]
    public async Task A_channel_hears_of_its_sources_and_of_what_is_bad_enough()
    {
        var options = Options(
            Channel("all"),
            Channel("other-source") with { Sources = ["novavms"] },
            Channel("this-source") with { Sources = ["novavms", "valara"] },
            Channel("errors") with { MinSeverity = Severity.Error });

        (await NotifyAsync(Failed, options)).Sent.Select(sent => sent.Channel).ShouldBe(["all", "this-source"]);
        (await NotifyAsync(Failed with { Severity = Severity.Critical }, options)).Sent.Select(sent => sent.Channel).ShouldBe(["all", "this-source", "errors"]);

        // Whether the failure was told there, flood control knows.
        (await NotifyAsync(Failed with { Severity = Severity.Info, Recovered = true }, options)).Sent.Select(sent => sent.Channel).ShouldBe(["all", "this-source", "errors"]);
    }

    [Fact]
    public async Task A_channel_of_an_owner_gets_what_concerns_the_owner_and_nothing_else()
    {
        var options = Options(Channel("all"), Channel("by-id") with { Owners = ["ep_1"] }, Channel("by-name") with { Owners = ["other", "Customer Receiver"] }, Channel("another") with { Owners = ["ep_2"] });
        var owned = Failed with { Owners = ["ep_1", "customer receiver", "workspace"] };

        (await NotifyAsync(owned, options)).Sent.Select(sent => sent.Channel).ShouldBe(["all", "by-id", "by-name"]);
        (await NotifyAsync(Failed, options)).Sent.Select(sent => sent.Channel).ShouldBe(["all"]);
        (await NotifyAsync(owned with { Severity = Severity.Critical, Owners = [] }, options)).Sent.Select(sent => sent.Channel).ShouldBe(["all"]);
    }

    [Fact]
    public async Task A_channel_that_names_rules_gets_these_and_nothing_else()
    {
        var options = Options(Channel("all"), Channel("these") with { Rules = ["valara_delivery_failed"] }, Channel("others") with { Rules = ["valara_delivery_partial"] });

        (await NotifyAsync(Failed, options)).Sent.Select(sent => sent.Channel).ShouldBe(["all", "these"]);
    }

    [Fact]
    public async Task Rules_can_be_switched_off_levelled_and_routed_for_all_sources_or_for_one()
    {
        (await NotifyAsync(Failed, With(new RuleOptions { Enabled = false }, null))).Sent.ShouldBeEmpty();
        (await NotifyAsync(Failed, With(new RuleOptions { Enabled = false }, new RuleOptions { Enabled = true }))).Sent.Count.ShouldBe(2);
        (await NotifyAsync(Failed, With(new RuleOptions { Severity = Severity.Info }, new RuleOptions { Severity = Severity.Critical }))).Sent[0].Notice.Severity.ShouldBe(Severity.Critical);
        (await NotifyAsync(Failed, With(null, new RuleOptions { Channels = ["mail"] }))).Sent.Single().Channel.ShouldBe("mail");
        (await NotifyAsync(Failed, With(new RuleOptions { Channels = ["chat"] }, new RuleOptions { Channels = ["mail"] }))).Sent.Single().Channel.ShouldBe("mail");
    }

    [Theory]
    [InlineData(Severity.Warning, 0)]
    [InlineData(Severity.Error, 1)]
    [InlineData(Severity.Critical, 1)]
    public async Task An_error_that_no_channel_accepts_is_logged(Severity severity, int lines)
    {
        var queue = await NotifyAsync(Failed with { Severity = severity }, Options(Channel("customer") with { Owners = ["ep_1"] }));

        queue.Sent.ShouldBeEmpty();
        queue.Logged.Count.ShouldBe(lines);
        queue.Logged.ShouldAllBe(line => line.Text.Contains("Media delivery failed. The cloud is full. (No channel accepts it;"));
    }

    [Theory]
    [InlineData(Severity.Info, LogLevel.Warning)]
    [InlineData(Severity.Warning, LogLevel.Warning)]
    [InlineData(Severity.Error, LogLevel.Error)]
    [InlineData(Severity.Critical, LogLevel.Error)]
    public async Task Without_a_channel_it_is_logged(Severity severity, LogLevel level)
    {
        var queue = await NotifyAsync(Failed with { Severity = severity }, new NotificationOptions());

        queue.Sent.ShouldBeEmpty();
        var (logged, text) = queue.Logged.ShouldHaveSingleItem();
        logged.ShouldBe(level);
        text.ShouldContain("valara: valara.delivery-failed: Media delivery failed. The cloud is full.");
    }

    [Theory]
    [InlineData("漢")]
    [InlineData("🙂")]
    [InlineData("\"\n")]
    public async Task What_senders_write_is_cut_to_what_a_queue_message_can_hold(string text)
    {
        var endless = "x" + string.Concat(Enumerable.Repeat(text, 100_000));

        var sent = (await NotifyAsync(new Notice("rule", endless, Severity.Error, endless, endless, endless), Options(Channel("chat")))).Sent.Single();

        sent.Write().Length.ShouldBeLessThan(40_000);
        sent.Notice.Title.Length.ShouldBeLessThan(200);
        sent.Notice.What.ShouldNotContain("\uFFFD");
    }

    [Theory]
    [InlineData(1_500, 1_500)]
    [InlineData(1_501, 1_501)]
    [InlineData(1_600, 1_501)]
    public async Task What_fits_is_not_cut(int length, int kept)
    {
        var sent = (await NotifyAsync(Failed with { What = new string('x', length), Next = new string('y', length) }, Options(Channel("chat")))).Sent.Single();

        (sent.Notice.What.Length, sent.Notice.Next.Length).ShouldBe((kept, kept));
        (sent.Notice.What.EndsWith('…'), sent.Notice.Next.EndsWith('…')).ShouldBe((length > 1_500, length > 1_500));
    }

    [Fact]
    public async Task As_bad_as_a_channel_asks_for_is_bad_enough()
    {
        (await NotifyAsync(Failed with { Severity = Severity.Error }, Options(Channel("errors") with { MinSeverity = Severity.Error }))).Sent.ShouldHaveSingleItem();
        (await NotifyAsync(Failed with { Recovered = true, Severity = Severity.Info }, With(new RuleOptions { Severity = Severity.Critical }, null))).Sent[0].Notice.Severity.ShouldBe(Severity.Info);
    }

    [Fact]
    public async Task What_has_no_event_is_the_same_notification_when_it_is_sent_again_and_another_at_another_time()
    {
        var options = Options(Channel("chat"));
        var ids = new List<string>
        {
            (await NotifyAsync(Failed, options, eventId: null)).Sent.Single().Id,
            (await NotifyAsync(Failed, options, eventId: null)).Sent.Single().Id,
            (await NotifyAsync(Failed, options, eventId: null, at: SignedDelivery.Noon.AddTicks(1))).Sent.Single().Id,
        };

        ids[1].ShouldBe(ids[0]);
        ids[2].ShouldNotBe(ids[0]);
    }

    private static ChannelOptions Channel(string name) => new() { Name = name, Target = new ChannelTarget.Slack(new Uri("https://hooks.example.com/")) };

    private static NotificationOptions Options(params ChannelOptions[] channels) => new() { Channels = channels };

    private static NotificationOptions With(RuleOptions? everywhere, RuleOptions? here) => Options(Channel("chat"), Channel("mail")) with
    {
        Rules = new Dictionary<string, RuleOptions>
        {
            [NotificationOptions.Key("valara.delivery-failed", null)] = everywhere ?? new(),
            [NotificationOptions.Key("valara.delivery-failed", "valara")] = here ?? new(),
        },
    };

    private static async Task<Queue> NotifyAsync(Notice notice, NotificationOptions options, string? eventId = "evt/1", DateTimeOffset? at = null)
    {
        var queue = new Queue();
        await new Notifier(options, queue, queue).NotifyAsync("valara", eventId, at ?? SignedDelivery.Noon, notice, CancellationToken.None);
        return queue;
    }

    private sealed class Queue : INotificationQueue, ILogger<Notifier>
    {
        public List<Notification> Sent { get; } = [];

        public List<(LogLevel Level, string Text)> Logged { get; } = [];

        public Task SendAsync(Notification notification, TimeSpan delay, CancellationToken cancellationToken)
        {
            Sent.Add(Notification.Read(notification.Write())!);
            return Task.CompletedTask;
        }

        public Task SendAsync(MessageCall call, TimeSpan delay, CancellationToken cancellationToken) => throw new NotSupportedException();

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Logged.Add((logLevel, formatter(state, exception)));
    }
}
