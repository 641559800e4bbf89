using Functions.Tests.Senders;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace Functions.Tests.Operating;

public sealed class StatusRemovalTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    private const string Endpoint = "01985c1e-77aa-7b00-9c00-0000000000d0";

    [AzuriteTheory]
    [InlineData($"endpoint/{Endpoint}")]
    [InlineData("endpoint", Endpoint)]
    public async Task A_removed_resource_is_gone_its_failure_is_over_and_who_removed_it_is_kept(params string[] thing)
    {
        using var log = new FakeLoggerProvider();
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), NotifiedQueue.Channel, overrides: services => services.AddSingleton<ILoggerProvider>(log));
        await StatusTests.FailAsync(app, "evt_1");
        (await app.NotifiedAsync()).Count.ShouldBe(1);
        var hook = new HookShell(app);

        var code = await hook.RunAsync(["status", "remove", "Envless", .. thing, "--who", "ann", "--why", "endpoint was deleted"]);

        code.ShouldBe(0, hook.Error);
        hook.Output.ShouldContain($"endpoint {Endpoint}: removed. It was failing since 2026-11-21 12:00:00Z.");
        (await app.AskAsync("status"))["things"]!.AsArray().ShouldBeEmpty();
        log.Collector.GetSnapshot().ShouldContain(line => line.Message == $"envless: endpoint {Endpoint} (failing) removed from the status board by ann: endpoint was deleted");
        await hook.RunAsync("show", "evt_1", "--source", "envless");
        hook.Output.ShouldContain($"note  by ann: removed endpoint {Endpoint} from the status board: endpoint was deleted");

        await StatusTests.FailAsync(app, "evt_2");
        ((int)(await app.AskAsync("status"))["things"]!.AsArray().ShouldHaveSingleItem()!["count"]!).ShouldBe(1);
    }

    [AzuriteFact]
    public async Task Who_was_notified_of_the_failure_of_a_removed_resource_is_notified_of_its_end()
    {
        await using var slack = await ChannelEndpoint.StartAsync();
        await using var app = await NotifyingApp.StartAsync(azurite, NotifyingApp.Slack(slack));
        await StatusTests.FailAsync(app.App, "evt_1");
        await app.DrainAsync();

        (await app.App.OrderAsync("status/envless/remove", $$"""{"kind":"endpoint","id":"{{Endpoint}}","who":"ann","why":"gone"}""")).EnsureSuccessStatusCode();
        await Eventually.Async(async () => await app.DrainAsync() > 0);

        slack.Received.Count.ShouldBe(2);
    }

    [AzuriteTheory]
    [InlineData(1, "no endpoint 'none'", "envless", "endpoint/none", "--why", "x")]
    [InlineData(1, "There is no source 'nobody'", "nobody", "endpoint/none", "--why", "x")]
    [InlineData(2, "KIND/ID", "envless", "none", "--why", "x")]
    public async Task What_cannot_be_removed_is_said(int code, string problem, params string[] args)
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());
        var hook = new HookShell(app);

        (await hook.RunAsync(["status", "remove", .. args])).ShouldBe(code);

        hook.Error.ShouldContain(problem);
    }
}
