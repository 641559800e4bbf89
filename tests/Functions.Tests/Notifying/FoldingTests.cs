using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Webhooks.Events;
using Webhooks.Notifying;
using Webhooks.Signatures.Deliveries;

namespace Functions.Tests.Notifying;

public sealed class FoldingTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    [AzuriteFact]
    public async Task Hundreds_of_failures_side_by_side_are_four_messages_whose_counts_add_up()
    {
        const int Jobs = 300;
        await using var slack = await ChannelEndpoint.StartAsync();
        await using var app = await NotifyingApp.StartAsync(azurite, NotifyingApp.Slack(slack));
        for (var number = 1; number <= Jobs; number++)
        {
            // Each comes twice, as queues may have it.
            await app.NotifyAsync(NotifyingApp.Failed($"delivery-job {number}"), $"evt_{number}");
            await app.NotifyAsync(NotifyingApp.Failed($"delivery-job {number}"), $"evt_{number}");
        }

        (await app.DrainAsync()).ShouldBe(2 * Jobs);
        slack.Received.Count.ShouldBe(3);
        await app.PassAsync(TimeSpan.FromMinutes(11));

        slack.Received.Count.ShouldBe(4);
        var digest = Text(slack.Received.Last());
        digest.ShouldContain("297 more events like");
        digest.ShouldContain("297 more events about 297 different subjects, 300 events since");
        digest.ShouldContain("297 new, 300 in total");
        await app.PassAsync(TimeSpan.FromMinutes(11));
        await app.PassAsync(TimeSpan.FromMinutes(11));
        slack.Received.Count.ShouldBe(4);
    }

    [AzuriteFact]
    public async Task A_failure_and_its_end_are_two_messages()
    {
        await using var slack = await ChannelEndpoint.StartAsync();
        await using var app = await NotifyingApp.StartAsync(azurite, NotifyingApp.Slack(slack));
        await app.NotifyAsync(NotifyingApp.Failed());
        await app.DrainAsync();
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await app.NotifyAsync(NotifyingApp.Well(), "evt_2");
        await app.NotifyAsync(NotifyingApp.Well("delivery-job that never failed"), "evt_3");
        await app.DrainAsync();
        await app.PassAsync(TimeSpan.FromHours(1));

        slack.Received.Count.ShouldBe(2);
        Text(slack.Received.Last()).ShouldContain("Recovered after 1 min: Media delivery recovered");
    }

    [AzuriteFact]
    public async Task What_exceeds_the_budget_is_sent_when_the_hour_is_over()
    {
        await using var slack = await ChannelEndpoint.StartAsync();
        var settings = NotifyingApp.Slack(slack);
        settings["Notifications__Channels__team__BudgetPerHour"] = "2";
        await using var app = await NotifyingApp.StartAsync(azurite, settings);
        for (var rule = 1; rule <= 9; rule++)
        {
            await app.NotifyAsync(NotifyingApp.Failed() with { Rule = $"rule-{rule}" });
        }

        await app.DrainAsync();
        slack.Received.Count.ShouldBe(2);
        await app.PassAsync(TimeSpan.FromMinutes(59));
        slack.Received.Count.ShouldBe(2);
        await app.PassAsync(TimeSpan.FromMinutes(2));

        slack.Received.Count.ShouldBe(3);
        Text(slack.Received.Last()).ShouldContain("7 notifications were not sent individually");
    }

    [AzuriteFact]
    public async Task Refusals_of_all_sources_are_one_message_and_a_digest_and_cost_a_real_failure_nothing()
    {
        await using var slack = await ChannelEndpoint.StartAsync();
        var settings = NotifyingApp.Slack(slack);
        settings["Notifications__Channels__team__BudgetPerHour"] = "3";
        await using var app = await NotifyingApp.StartAsync(azurite, settings);
        var notifier = app.App.Services.GetRequiredService<Notifier>();
        for (var hour = 0; hour < 4; hour++)
        {
            foreach (var source in Enumerable.Range(1, 32).Select(number => $"source-{number}"))
            {
                await notifier.NotifyAsync(source, null, app.Clock.GetUtcNow(), ReceiverRules.Refusals.Notice("deliveries", $"Many deliveries of {source} are refused", "", ""), default);
            }

            await app.DrainAsync();
            await app.PassAsync(TimeSpan.FromMinutes(11));
        }

        slack.Received.Count.ShouldBe(3);
        var digest = Text(slack.Received.ElementAt(1));
        digest.ShouldContain("31 more reports like “Many deliveries of source-32 are refused”");
        digest.ShouldContain("source-2");
        foreach (var rule in Enumerable.Range(1, 3))
        {
            await app.NotifyAsync(NotifyingApp.Failed() with { Rule = $"rule-{rule}" });
        }

        await app.DrainAsync();
        slack.Received.Count.ShouldBe(6);
        await app.PassAsync(TimeSpan.FromHours(1));
        slack.Received.Select(Text).ShouldContain(text => text.Contains("notifications were not sent individually", StringComparison.Ordinal) && text.Contains("which anyone can cause", StringComparison.Ordinal));
        await app.PassAsync(TimeSpan.FromDays(40));
        await app.PassAsync(TimeSpan.FromDays(1));
        (await app.RowsAsync("~notify|team")).ShouldBeEmpty();
    }

    [AzuriteFact]
    public async Task Two_copies_of_the_app_decide_as_one()
    {
        await using var slack = await ChannelEndpoint.StartAsync();
        var account = azurite.NewAccount();
        await using var one = await NotifyingApp.StartAsync(azurite, NotifyingApp.Slack(slack), account);
        await using var other = await NotifyingApp.StartAsync(azurite, NotifyingApp.Slack(slack), account);
        await NotifyAsync(one, 1, 60);

        (await Task.WhenAll(one.DrainAsync(), other.DrainAsync())).Sum().ShouldBe(60);
        other.Clock.Advance(TimeSpan.FromMinutes(11));
        await Task.WhenAll(one.PassAsync(TimeSpan.FromMinutes(11)), other.App.FlushNotificationsAsync());

        slack.Received.Count.ShouldBe(4);
        Text(slack.Received.Last()).ShouldContain("57 new, 60 in total");
    }

    [AzuriteFact]
    public async Task A_window_is_sent_in_the_middle_of_its_flood()
    {
        await using var slack = await ChannelEndpoint.StartAsync();
        await using var app = await NotifyingApp.StartAsync(azurite, NotifyingApp.Slack(slack));
        await NotifyAsync(app, 1, 50);
        await app.DrainAsync();
        app.Clock.Advance(TimeSpan.FromMinutes(11));
        await NotifyAsync(app, 51, 150);

        await Task.WhenAll(app.DrainAsync(), app.App.FlushNotificationsAsync());
        slack.Received.Count.ShouldBe(4);
        await app.PassAsync(TimeSpan.FromMinutes(11));

        slack.Received.Count.ShouldBeInRange(4, 5);
        Text(slack.Received.Last()).ShouldContain("150 in total");
    }

    [AzuriteFact]
    public async Task A_repeat_is_forgotten_when_it_can_come_no_more()
    {
        await using var slack = await ChannelEndpoint.StartAsync();
        await using var app = await NotifyingApp.StartAsync(azurite, NotifyingApp.Slack(slack));
        await app.NotifyAsync(NotifyingApp.Failed());
        await app.DrainAsync();
        await app.PassAsync(TimeSpan.FromDays(7));
        (await app.RowsAsync("~notify|team", "s|")).Count.ShouldBe(1);

        await app.PassAsync(TimeSpan.FromDays(2));
        (await app.RowsAsync("~notify|team", "s|")).ShouldBeEmpty();
        await app.PassAsync(TimeSpan.FromDays(30));
        (await app.RowsAsync("~notify|team")).ShouldBeEmpty();
    }

    [AzuriteFact]
    public async Task What_the_host_gave_up_is_kept_and_what_nobody_can_read_is_left_to_the_host()
    {
        await using var slack = await ChannelEndpoint.StartAsync();
        await using var app = await NotifyingApp.StartAsync(azurite, NotifyingApp.Slack(slack));

        await Should.ThrowAsync<FormatException>(() => app.App.NotifyAsync("no notification"));
        await app.App.RecordUnsentAsync("no notification");
        await app.App.RecordUnsentAsync(MessageCall.For("team", "ntf_1").Write());

        (await app.RowsAsync("~notify-dead")).ShouldHaveSingleItem().GetString("Message").ShouldBe("no notification");
    }

    [AzuriteFact]
    public async Task What_the_host_gave_up_is_tried_some_more_and_is_a_dead_letter_until_it_is_sent()
    {
        await using var slack = await ChannelEndpoint.StartAsync();
        await using var storage = await FaultyStorage.BeforeAsync(azurite.NewAccount());
        await using var app = await NotifyingApp.StartAsync(azurite, NotifyingApp.Slack(slack), storage.ConnectionString);
        await app.NotifyAsync(NotifyingApp.Failed());
        var message = (await app.App.NotificationQueue.ReceiveMessagesAsync(1)).Value.Single().Body.ToString();

        storage.Do(request => request.Path.Value!.EndsWith("$batch", StringComparison.Ordinal) ? Fault.Answer(HttpStatusCode.ServiceUnavailable) : Fault.None);
        await Should.ThrowAsync<LedgerUnavailableException>(() => app.App.RecordUnsentAsync(message));
        await Should.ThrowAsync<LedgerUnavailableException>(() => app.App.RecordUnsentAsync(message));
        storage.Do(_ => Fault.None);
        slack.Received.ShouldBeEmpty();
        (await app.RowsAsync("~notify-dead")).ShouldHaveSingleItem().GetString("Message").ShouldBe(message);

        await app.App.RecordUnsentAsync(message);
        await app.App.RecordUnsentAsync(message);

        slack.Received.Count.ShouldBe(1);
        (await app.RowsAsync("~notify-dead")).ShouldBeEmpty();
    }

    private static async Task NotifyAsync(NotifyingApp app, int first, int last)
    {
        for (var number = first; number <= last; number++)
        {
            await app.NotifyAsync(NotifyingApp.Failed($"delivery-job {number}"), $"evt_{number}");
        }
    }

    private static string Text(Delivery received) => string.Join('\n', SlackTests.Blocks(received).SelectMany(block => SlackTests.Texts(block)));
}
