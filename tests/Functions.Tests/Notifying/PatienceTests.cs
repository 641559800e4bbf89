using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Webhooks.Notifying;

namespace Functions.Tests.Notifying;

public sealed class PatienceTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    [AzuriteFact]
    public async Task A_channel_that_fails_is_tried_with_growing_waits_and_in_the_end_is_a_dead_letter_and_no_notification()
    {
        await using var slack = await ChannelEndpoint.StartAsync();
        slack.AnswerWith(500);
        await using var app = await NotifyingApp.StartAsync(azurite, NotifyingApp.Slack(slack));
        await app.NotifyAsync(NotifyingApp.Failed());
        await app.DrainAsync();

        var waits = new List<TimeSpan>();
        for (var attempt = 2; attempt <= MessageSender.MostAttempts; attempt++)
        {
            var row = (await app.RowsAsync("~notify|team", "m|")).ShouldHaveSingleItem();
            waits.Add(row.GetDateTimeOffset("Due")!.Value - app.Clock.GetUtcNow());
            row.GetInt32("Attempts").ShouldBe(attempt - 1);
            app.Clock.Advance(waits.Last() / 2);
            await CallAsync(app, row.RowKey);
            app.Clock.Advance(waits.Last() / 2);
            await CallAsync(app, row.RowKey);
        }

        slack.Received.Count.ShouldBe(8);
        waits.ShouldBeInOrder();
        waits[0].ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(5));
        waits.Last().ShouldBeGreaterThanOrEqualTo(TimeSpan.FromHours(6));
        var dead = (await app.RowsAsync("~notify-dead")).ShouldHaveSingleItem();
        (dead.GetString("Channel"), dead.GetString("LastError"), dead.GetInt32("Attempts")).ShouldBe(("team", "Answered 500.", 8));
        dead.GetString("Message").ShouldContain("Media delivery failed");
        (await app.RowsAsync("~notify|team", "m|")).ShouldBeEmpty();
        await app.PassAsync(TimeSpan.FromHours(1));
        slack.Received.Count.ShouldBe(8);
    }

    [AzuriteFact]
    public async Task The_wait_that_a_channel_asks_for_is_kept_and_then_it_is_sent()
    {
        await using var slack = await ChannelEndpoint.StartAsync();
        slack.AnswerWith(429, "Retry-After", "300");
        await using var app = await NotifyingApp.StartAsync(azurite, NotifyingApp.Slack(slack));
        await app.NotifyAsync(NotifyingApp.Failed());
        await app.DrainAsync();
        slack.AnswerWith(200);
        var row = (await app.RowsAsync("~notify|team", "m|")).ShouldHaveSingleItem();

        app.Clock.Advance(TimeSpan.FromSeconds(290));
        await CallAsync(app, row.RowKey);
        slack.Received.Count.ShouldBe(1);
        app.Clock.Advance(TimeSpan.FromSeconds(10));
        await CallAsync(app, row.RowKey);
        await CallAsync(app, row.RowKey);

        slack.Received.Count.ShouldBe(2);
        (await app.RowsAsync("~notify|team", "m|")).ShouldBeEmpty();
    }

    [AzuriteFact]
    public async Task A_message_whose_call_was_lost_is_found_again()
    {
        await using var slack = await ChannelEndpoint.StartAsync();
        slack.AnswerWith(500);
        await using var app = await NotifyingApp.StartAsync(azurite, NotifyingApp.Slack(slack));
        await app.NotifyAsync(NotifyingApp.Failed());
        await app.DrainAsync();
        await app.App.NotificationQueue.ClearMessagesAsync();
        slack.AnswerWith(200);

        await app.PassAsync(TimeSpan.FromMinutes(3));

        slack.Received.Count.ShouldBe(2);
    }

    [AzuriteFact]
    public async Task A_channel_that_refuses_for_good_is_a_dead_letter_at_once_and_another_channel_hears_of_it_all_the_same()
    {
        await using var gone = await ChannelEndpoint.StartAsync();
        await using var well = await ChannelEndpoint.StartAsync();
        gone.AnswerWith(410);
        await using var app = await NotifyingApp.StartAsync(azurite, new(NotifyingApp.Slack(gone, "gone").Concat(NotifyingApp.Slack(well, "well"))));

        await app.NotifyAsync(NotifyingApp.Failed());
        (await app.DrainAsync()).ShouldBe(2);

        (gone.Received.Count, well.Received.Count).ShouldBe((1, 1));
        (await app.RowsAsync("~notify-dead")).ShouldHaveSingleItem().GetString("Channel").ShouldBe("gone");
    }

    [AzuriteFact]
    public async Task A_message_over_which_every_worker_ended_is_a_dead_letter_that_says_so()
    {
        await using var slack = await ChannelEndpoint.StartAsync();
        slack.AnswerWith(500);
        await using var app = await NotifyingApp.StartAsync(azurite, NotifyingApp.Slack(slack));
        await app.NotifyAsync(NotifyingApp.Failed());
        await app.DrainAsync();
        app.Clock.Advance(TimeSpan.FromHours(1));
        // As workers leave it that are killed while they send: the attempt is counted before, the error is written after.
        var row = (await app.RowsAsync("~notify|team", "m|")).ShouldHaveSingleItem();
        row["Attempts"] = MessageSender.MostAttempts;
        row.Remove("LastError");
        await app.App.StatusTable.UpdateEntityAsync(row, ETag.All, TableUpdateMode.Replace);

        await CallAsync(app, row.RowKey);

        (await app.RowsAsync("~notify-dead")).ShouldHaveSingleItem().GetString("LastError").ShouldBe("The worker stopped during every attempt; no error was recorded.");
        slack.Received.Count.ShouldBe(1);
    }

    [AzuriteFact]
    public async Task What_waits_for_a_channel_that_is_configured_no_more_is_dropped_and_the_log_says_so()
    {
        using var log = new FakeLoggerProvider();
        await using var slack = await ChannelEndpoint.StartAsync();
        var account = azurite.NewAccount();
        await using (var before = await NotifyingApp.StartAsync(azurite, NotifyingApp.Slack(slack, "old"), account))
        {
            await before.NotifyAsync(NotifyingApp.Failed());
        }

        await using var app = await NotifyingApp.StartAsync(
            azurite, NotifyingApp.Slack(slack, "new"), account, overrides: services => services.AddSingleton<ILoggerProvider>(log));
        (await app.DrainAsync()).ShouldBe(1);

        slack.Received.ShouldBeEmpty();
        log.Collector.GetSnapshot().Select(line => (line.Level, line.Message)).ShouldContain((LogLevel.Warning, "Channel old is no longer configured; a notification of valara (valara.delivery-failed) was dropped."));
    }

    private static Task CallAsync(NotifyingApp app, string row) => app.App.NotifyAsync(MessageCall.For("team", row["m|".Length..]).Write());
}
