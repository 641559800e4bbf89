using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Webhooks.Notifying;
using Webhooks.Notifying.Channels;

namespace Functions.Tests.Notifying;

/// <summary>One failure is one thread, whatever happens meanwhile.</summary>
public sealed class SlackBotTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>, IAsyncLifetime
{
    private SlackWorkspace slack = null!;

    public async Task InitializeAsync() => slack = await SlackWorkspace.StartAsync();

    public async Task DisposeAsync() => await slack.DisposeAsync();

    [AzuriteFact]
    public async Task A_digest_and_a_recovery_answer_in_the_thread_and_the_first_message_shows_the_state()
    {
        await using var app = await StartAsync();
        await FailAsync(app, "evt_1");
        await FailAsync(app, "evt_2");
        await app.PassAsync(TimeSpan.FromMinutes(11));

        var (first, digest) = (slack.Posts[0], slack.Posts[1]);
        slack.Posts.Count.ShouldBe(2);
        (first.Thread, first.IsChanged).ShouldBe((null, true));
        (digest.Thread, digest.IsBroadcast).ShouldBe((first.Ts, false));
        first.Headline.ShouldBe("Error: Media delivery failed");
        first.Text.ShouldContain("*Count*\\n2");

        app.Clock.Advance(TimeSpan.FromMinutes(61));
        await RecoverAsync(app);

        (slack.Posts[2].Thread, slack.Posts[2].IsBroadcast).ShouldBe((first.Ts, false));
        slack.Posts[0].Headline.ShouldBe("Recovered after 1 h 12 min: Media delivery failed");
        slack.Posts[0].Text.ShouldNotContain("Free some space");
        slack.Calls.ShouldBe(["chat.postMessage", "chat.update", "chat.postMessage", "chat.update", "chat.postMessage"]);

        await FailAsync(app, "evt_3");

        slack.Posts.Count.ShouldBe(4);
        slack.Posts[3].Thread.ShouldBeNull("what recovered and fails again is another incident");
        slack.Posts[0].Headline.ShouldStartWith("Recovered");
    }

    [AzuriteFact]
    public async Task A_thread_survives_a_restart()
    {
        var account = azurite.NewAccount();
        await using (var before = await StartAsync(account))
        {
            await FailAsync(before, "evt_1");
        }

        await using var after = await StartAsync(account, new ManualClock(SignedDelivery.Noon.AddHours(5)));
        await RecoverAsync(after);

        slack.Posts.Select(post => post.Thread).ShouldBe([null, slack.Posts[0].Ts]);
        slack.Posts[0].Headline.ShouldStartWith("Recovered");
    }

    [AzuriteFact]
    public async Task A_repeat_after_a_quiet_window_an_escalation_and_the_recovery_of_something_critical_are_seen_by_the_whole_channel()
    {
        await using var app = await StartAsync();
        await FailAsync(app, "evt_1");
        await app.PassAsync(TimeSpan.FromMinutes(11));
        await FailAsync(app, "evt_2");
        await NotifyAsync(app, NotifyingApp.Failed() with { Severity = Severity.Critical }, "evt_3");
        await RecoverAsync(app);

        slack.Posts.Select(post => (post.Thread, post.IsBroadcast)).ShouldBe([(null, false), (slack.Posts[0].Ts, true), (slack.Posts[0].Ts, true), (slack.Posts[0].Ts, true)]);
        slack.Posts[2].Headline.ShouldBe("Critical: Media delivery failed");
    }

    [AzuriteFact]
    public async Task What_fails_for_more_than_a_day_comes_up_in_the_channel_again_and_the_old_message_says_so()
    {
        await using var app = await StartAsync();
        await FailAsync(app, "evt_1");
        await app.PassAsync(TimeSpan.FromHours(25));
        await FailAsync(app, "evt_2");
        await RecoverAsync(app);

        slack.Posts.Select(post => post.Thread).ShouldBe([null, null, slack.Posts[1].Ts]);
        slack.Posts[0].Text.ShouldContain("see the newer message");
        slack.Posts[1].Headline.ShouldStartWith("Recovered");
    }

    [AzuriteTheory]
    [InlineData("message_not_found")]
    [InlineData("cant_update_message")]
    [InlineData("edit_window_closed")]
    [InlineData("channel_not_found")]
    public async Task When_the_first_message_is_gone_the_next_is_posted_anew(string error)
    {
        await using var app = await StartAsync();
        await FailAsync(app, "evt_1");
        slack.Fail = (method, _) => method == "chat.update" ? error : null;
        await RecoverAsync(app);

        slack.Posts.Select(post => post.Thread).ShouldBe([null, null]);
        slack.Posts[1].Headline.ShouldStartWith("Recovered");
        (await app.RowsAsync("~notify|team", "m|")).ShouldBeEmpty();
        (await app.RowsAsync("~notify-dead")).ShouldBeEmpty();
    }

    [AzuriteFact]
    public async Task An_answer_that_fails_for_now_is_posted_once()
    {
        await using var app = await StartAsync();
        await FailAsync(app, "evt_1");
        slack.Fail = (method, arguments) => method == "chat.postMessage" ? "internal_error" : null;
        await RecoverAsync(app);
        slack.Posts.Count.ShouldBe(1);

        slack.Fail = (_, _) => null;
        await app.PassAsync(TimeSpan.FromMinutes(10));

        slack.Posts.Select(post => post.Thread).ShouldBe([null, slack.Posts[0].Ts]);
        (await app.RowsAsync("~notify|team", "m|")).ShouldBeEmpty();
    }

    [AzuriteFact]
    public async Task A_message_that_Slack_has_is_not_posted_again()
    {
        await using var app = await StartAsync();
        await FailAsync(app, "evt_1");
        var threads = app.App.Services.GetRequiredService<IThreadLedger>();
        var thread = (await threads.FindAsync("team", "valara|valara.delivery-failed|delivery-job deliver_1", CancellationToken.None)).ShouldNotBeNull();

        (await app.App.Services.GetRequiredService<ChannelCatalog>().Find("team")!.Value.Channel.SendAsync(thread.First, CancellationToken.None)).ShouldBeOfType<ChannelOutcome.Sent>();

        slack.Posts.ShouldHaveSingleItem();
    }

    [AzuriteFact]
    public async Task The_tool_tests_a_bot_and_says_what_to_do()
    {
        await using var app = await StartAsync();
        var hook = new HookShell(app.App);

        (await hook.RunAsync("notify", "test", "team")).ShouldBe(0, hook.Error);
        hook.Output.ShouldBe("team (slack): sent." + Environment.NewLine);
        app.Clock.Advance(TimeSpan.FromSeconds(10));
        slack.Fail = (_, _) => "not_in_channel";
        (await hook.RunAsync("notify", "test", "team")).ShouldBe(1);

        hook.Output.ShouldContain("Slack answered not_in_channel: run /invite @<app> in the channel");
        (hook.Output + hook.Error).ShouldNotContain(SlackWorkspace.Token);
    }

    private Task<NotifyingApp> StartAsync(string? account = null, ManualClock? clock = null) => NotifyingApp.StartAsync(
        azurite,
        new() { ["Notifications__Channels__team__Type"] = "slack", ["Notifications__Channels__team__BotToken"] = SlackWorkspace.Token, ["Notifications__Channels__team__Channel"] = SlackWorkspace.Channel },
        account,
        overrides: services => services.RemoveAll<INotificationChannel>().AddSingleton(provider => ChannelFactory.Create(
            new() { Name = "team", Target = slack.Target() }, provider.GetRequiredService<ChannelHttp>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<IThreadLedger>())),
        clock: clock);

    private static Task FailAsync(NotifyingApp app, string eventId) => NotifyAsync(app, NotifyingApp.Failed(), eventId);

    private static Task RecoverAsync(NotifyingApp app) => NotifyAsync(app, NotifyingApp.Well(), "evt_recovered");

    private static async Task NotifyAsync(NotifyingApp app, Notice notice, string eventId)
    {
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        await app.NotifyAsync(notice, eventId);
        await app.DrainAsync();
    }
}
