using Functions.Tests.Processing;
using Functions.Tests.Senders;
using Webhooks.Events;

namespace Functions.Tests.Notifying;

/// <summary>"The receiver's own notices use the same rules of severity and routing."</summary>
public sealed class RoutingTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    private static readonly Dictionary<string, Func<NotifyingApp, Task>> Causes = new()
    {
        ["receiver.dead-letter"] = async app =>
        {
            await app.App.PostAsync(From.Valara());
            await app.App.ProcessAsync();
        },
        ["receiver.backlog"] = async app =>
        {
            await app.App.PostAsync(From.Valara());
            app.Clock.Advance(TimeSpan.FromMinutes(16));
            await app.App.SweepAsync();
        },
        ["receiver.refusals"] = async app =>
        {
            foreach (var _ in Enumerable.Range(0, 20))
            {
                await app.App.PostAsync(From.Valara().Without("X-Webhook-Signature"));
            }
        },
        ["receiver.clock-skew"] = app => app.App.PostAsync(From.Valara().SentBefore(TimeSpan.FromMinutes(4))),
        ["receiver.secret-ending"] = app => app.App.SweepAsync(),
        ["receiver.handler-paused"] = async app =>
        {
            await app.App.PauseAsync("scripted");
            await app.App.SweepAsync();
        },
    };

    public static TheoryData<string> Rules => [.. Causes.Keys];

    [AzuriteTheory]
    [MemberData(nameof(Rules))]
    public async Task The_receivers_own_notices_have_the_severity_and_go_to_the_channels_that_their_rule_says(string rule)
    {
        await using var slack = await ChannelEndpoint.StartAsync();
        await using var team = await ChannelEndpoint.StartAsync();
        var settings = NotifyingApp.Slack(slack, "on-call").Concat(NotifyingApp.Slack(team)).ToDictionary();
        settings["Notifications__Channels__on-call__MinSeverity"] = "Critical";
        settings[$"Notifications__Rules__{rule}__Severity"] = "Critical";
        settings[$"Notifications__Rules__{rule}__Channels__0"] = "on-call";
        settings["Sources__valara__Secrets__0__NotAfter"] = "2026-11-25T00:00:00Z";
        await using var app = await StartAsync(settings);

        await Causes[rule](app);
        await Eventually.Async(async () =>
        {
            await app.DrainAsync();
            return Texts(slack).Any(text => text.Contains(rule, StringComparison.Ordinal));
        });

        Texts(slack).ShouldAllBe(text => text.Contains("Critical: ", StringComparison.Ordinal));
        Texts(team).ShouldAllBe(text => !text.Contains(rule, StringComparison.Ordinal));
    }

    [AzuriteTheory]
    [MemberData(nameof(Rules))]
    public async Task The_receivers_own_notices_go_to_no_channel_of_somebody_else(string rule)
    {
        await using var slack = await ChannelEndpoint.StartAsync();
        await using var team = await ChannelEndpoint.StartAsync();
        var settings = NotifyingApp.Slack(slack, "customer").Concat(NotifyingApp.Slack(team)).ToDictionary();
        settings["Notifications__Channels__customer__Owners__0"] = EnvlessFailures.Endpoint;
        settings["Sources__valara__Secrets__0__NotAfter"] = "2026-11-25T00:00:00Z";
        await using var app = await StartAsync(settings);

        await Causes[rule](app);
        await Eventually.Async(async () =>
        {
            await app.DrainAsync();
            return Texts(team).Any(text => text.Contains(rule, StringComparison.Ordinal));
        });

        slack.Received.ShouldBeEmpty();
    }

    [AzuriteFact]
    public async Task A_dead_letter_goes_to_the_owner_of_its_event()
    {
        await using var slack = await ChannelEndpoint.StartAsync();
        await using var another = await ChannelEndpoint.StartAsync();
        var settings = NotifyingApp.Slack(slack, "customer").Concat(NotifyingApp.Slack(another, "another")).ToDictionary();
        settings["Notifications__Channels__customer__Owners__0"] = EnvlessFailures.Workspace;
        settings["Notifications__Channels__customer__Rules__0"] = "receiver.dead-letter";
        settings["Notifications__Channels__another__Owners__0"] = "another workspace";
        await using var app = await StartAsync(settings);

        await app.FailAsync("evt_1");
        await app.App.PostAsync(From.Valara());
        await app.App.ProcessAsync();
        await app.DrainAsync();

        Texts(slack).ShouldHaveSingleItem().ShouldContain("Dead letter: webhook.delivery_failed of envless");
        another.Received.ShouldBeEmpty();
    }

    private async Task<NotifyingApp> StartAsync(Dictionary<string, string?> settings) => new(await ReceiverApp.StartAsync(
        azurite.NewAccount(), settings, new ScriptedHandler((_, _) => throw new PermanentFailureException("no such customer"))));

    private static IReadOnlyList<string> Texts(ChannelEndpoint slack) =>
        [.. slack.Received.Select(received => string.Join('\n', SlackTests.Blocks(received).SelectMany(SlackTests.Texts)))];
}
