using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Webhooks.Notifying;
using Webhooks.Status;

namespace Functions.Tests.Notifying;

public sealed class ApartTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    [AzuriteFact]
    public async Task A_channel_that_hangs_holds_up_no_other()
    {
        await using var slow = await ChannelEndpoint.StartAsync();
        await using var well = await ChannelEndpoint.StartAsync();
        slow.Answer = context => Task.Delay(TimeSpan.FromSeconds(60), context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        await using var app = await NotifyingApp.StartAsync(azurite, new(NotifyingApp.Slack(slow, "slow").Concat(NotifyingApp.Slack(well, "well"))), listen: true);

        await app.NotifyAsync(NotifyingApp.Failed());
        await app.NotifyAsync(NotifyingApp.Failed("delivery-job deliver_2"), "evt_2");

        await Eventually.Async(() => Task.FromResult(well.Received.Count == 2 && !slow.Received.IsEmpty));
        (await app.RowsAsync("~notify|well", "m|")).ShouldBeEmpty();
    }

    [AzuriteFact]
    public async Task A_mail_and_a_chat_tell_the_same_through_the_running_app()
    {
        await using var slack = await ChannelEndpoint.StartAsync();
        using var mail = await MailServer.StartAsync(MailSecurity.None);
        var settings = NotifyingApp.Slack(slack);
        settings["Notifications__Channels__mail__Type"] = "email";
        settings["Notifications__Channels__mail__Host"] = "localhost";
        settings["Notifications__Channels__mail__Port"] = $"{mail.Port}";
        settings["Notifications__Channels__mail__Tls"] = "none";
        settings["Notifications__Channels__mail__From"] = "webhooks@example.com";
        settings["Notifications__Channels__mail__To__0"] = "on-call@example.com";
        await using var app = await NotifyingApp.StartAsync(azurite, settings, listen: true);

        await app.NotifyAsync(NotifyingApp.Failed());

        await Eventually.Async(() => Task.FromResult(slack.Received.Count == 1 && mail.Received.Count == 1));
        mail.Received.Single().Field("Subject").ShouldBe("[Development] Error: Media delivery failed");
        mail.Received.Single().Part("text/plain").ShouldContain("What to do: Free some space");
    }

    [AzuriteFact]
    public async Task No_log_holds_the_address_of_a_channel_or_a_password()
    {
        using var log = new FakeLoggerProvider();
        await using var slack = await ChannelEndpoint.StartAsync();
        slack.AnswerWith(404);
        var settings = NotifyingApp.Slack(slack);
        settings["Notifications__Channels__mail__Type"] = "email";
        settings["Notifications__Channels__mail__Host"] = "localhost";
        settings["Notifications__Channels__mail__Port"] = "1";
        settings["Notifications__Channels__mail__User"] = "webhooks";
        settings["Notifications__Channels__mail__Password"] = "secret-password";
        settings["Notifications__Channels__mail__From"] = "webhooks@example.com";
        settings["Notifications__Channels__mail__To__0"] = "on-call@example.com";
        await using var app = await NotifyingApp.StartAsync(azurite, settings, overrides: services =>
            services.AddSingleton<ILoggerProvider>(log).Configure<LoggerFilterOptions>(options => options.MinLevel = LogLevel.Trace));

        await app.NotifyAsync(NotifyingApp.Failed());
        await app.DrainAsync();

        var lines = log.Collector.GetSnapshot().Select(line => (line.Level, Text: line.Message + line.Exception)).ToArray();
        lines.ShouldContain(line => line.Level == LogLevel.Error && line.Text.Contains("dead letter"));
        lines.ShouldContain(line => line.Level == LogLevel.Warning && line.Text.Contains("Channel mail: attempt 1 of 8"));
        lines.ShouldAllBe(line => !line.Text.Contains("secret-path") && !line.Text.Contains("secret-password"));
    }

    [AzuriteFact]
    public async Task An_outdated_notification_is_not_sent()
    {
        var board = new OneThing();
        await using var slack = await ChannelEndpoint.StartAsync();
        await using var app = await NotifyingApp.StartAsync(azurite, NotifyingApp.Slack(slack), overrides: services => services.Replace(ServiceDescriptor.Singleton<IStatusBoard>(board)));
        var notice = NotifyingApp.Failed() with { StatusKind = "delivery-job", StatusId = "deliver_1" };
        board.Latest = new StatusChange("delivery-job", "deliver_1", "completed", app.Clock.GetUtcNow().AddSeconds(30), "done");

        await app.NotifyAsync(notice);
        await app.DrainAsync();
        slack.Received.ShouldBeEmpty();

        board.Latest = board.Latest with { State = "failed", IsUnhealthy = true };
        await app.NotifyAsync(notice, "evt_2");
        await app.DrainAsync();
        slack.Received.Count.ShouldBe(1);
    }

    private sealed class OneThing : IStatusBoard
    {
        public StatusChange Latest { get; set; } = null!;

        public Task<StatusRow?> FindAsync(string source, string kind, string id, CancellationToken cancellationToken) => Task.FromResult<StatusRow?>(new()
        {
            Source = source,
            Latest = Latest,
            FirstSeen = Latest.At,
            LastChanged = Latest.At,
            LastReported = Latest.At,
            LastEventId = "evt",
            Count = 1,
            Since = Latest.At,
        });

        public Task<StatusOutcome> ApplyAsync(string source, StatusChange change, string eventId, DateTimeOffset now, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<bool> RemoveAsync(StatusRow row, CancellationToken cancellationToken) => throw new NotSupportedException();

        public IAsyncEnumerable<StatusRow> ListAsync(string? source, bool onlyUnhealthy, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
