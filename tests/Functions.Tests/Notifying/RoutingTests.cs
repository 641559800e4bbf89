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
    private const string MachineClockRule = "receiver.machine-clock";

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
        ["receiver.secret-broken"] = async app =>
        {
            await app.App.PostAsync(From.Valara());
            app.Clock.Advance(TimeSpan.FromMinutes(1));
            foreach (var _ in Enumerable.Range(0, 3))
            {
                await app.App.PostAsync(From.Valara() with { Key = [1, 2, 3, 4, 5, 6, 7, 8], SentAt = app.Clock.GetUtcNow() });
            }

            await app.App.Services.GetRequiredService<SecretUses>().FlushAsync(CancellationToken.None);
            await app.App.Services.GetRequiredService<RefusedSignatures>().FlushAsync(CancellationToken.None);
            app.Clock.Advance(TimeSpan.FromMinutes(1));
            await app.App.SweepAsync();
        },
        // Its machine's clock is wrong from the start.
        [MachineClockRule] = _ => Task.CompletedTask,
        ["receiver.storage-lost"] = async app =>
        {
            await app.App.Table.DeleteAsync();
            await Eventually.Async(async () =>
            {
                using var answer = await app.App.PostAsync(From.Valara());
                return answer.IsSuccessStatusCode;
            });
        },
    };

    public static TheoryData<string> Rules => [.. Causes.Keys];

    [Fact]
    public void Every_rule_of_the_receiver_is_tried() => Causes.Keys.ShouldBe(ReceiverRules.All.Select(rule => rule.Name), ignoreOrder: true);

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
        settings["Sources__valara__Secrets__0__NotAfter"] = rule == "receiver.secret-ending" ? "2026-11-25T00:00:00Z" : null;
        await using var app = await StartAsync(settings, rule);

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

    private async Task<NotifyingApp> StartAsync(Dictionary<string, string?> settings, string? rule = null) => new(await ReceiverApp.StartAsync(
        azurite.NewAccount(), settings, new ScriptedHandler((_, _) => throw new PermanentFailureException("no such customer")),
        machine: rule == MachineClockRule ? new MachineClock(TimeSpan.FromMinutes(10)) : null));

    private static IReadOnlyList<string> Texts(ChannelEndpoint slack) =>
        [.. slack.Received.Select(received => string.Join('\n', SlackTests.Blocks(received).SelectMany(SlackTests.Texts)))];
}
