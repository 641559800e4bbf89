using Functions.Tests.Processing;
using Functions.Tests.Senders;
using Microsoft.Extensions.DependencyInjection;
using Webhooks.Events;
using Webhooks.Notifying;
using Webhooks.Rotating;

namespace Functions.Tests.Notifying;

/// <summary>"The receiver's own notices use the same rules of severity and routing."</summary>
public sealed class RoutingTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    public static TheoryData<string> Rules => [.. ReceiverCauses.Of.Keys];

    [Fact]
    public void Every_rule_of_the_receiver_is_tried() => ReceiverCauses.Of.Keys.ShouldBe(ReceiverRules.All.Select(rule => rule.Name), ignoreOrder: true);

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
        settings["Sources__valara__Secrets__0__NotAfter"] = rule == "receiver.secret-ending" ? "2026-11-25T00:00:00Z" : null;
        await using var app = await StartAsync(settings, rule);

        await ReceiverCauses.Of[rule](app);
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
        settings["Sources__valara__Secrets__0__NotAfter"] = rule == "receiver.secret-ending" ? "2026-11-25T00:00:00Z" : null;
        await using var app = await StartAsync(settings, rule);

        await ReceiverCauses.Of[rule](app);
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

    private async Task<NotifyingApp> StartAsync(Dictionary<string, string?> settings, string? rule = null) => new(await ReceiverApp.StartAsync(
        azurite.NewAccount(), settings, new ScriptedHandler((_, _) => throw new PermanentFailureException("no such customer")),
        machine: rule == ReceiverCauses.MachineClock ? new MachineClock(TimeSpan.FromMinutes(10)) : null));

    private static IReadOnlyList<string> Texts(ChannelEndpoint slack) =>
        [.. slack.Received.Select(received => string.Join('\n', SlackTests.Blocks(received).SelectMany(SlackTests.Texts)))];
}
