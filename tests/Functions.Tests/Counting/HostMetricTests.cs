using Azure.Data.Tables;
using Functions.Tests.Notifying;
using Functions.Tests.Processing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Webhooks.Storage;

namespace Functions.Tests.Counting;

[Collection(Alone.Collection)]
public sealed class HostMetricTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    private static readonly string[] Idle = ["envless", "fastpix", "novavms", "standard-webhooks"];

    [AzuriteFact]
    public async Task The_sweep_tells_the_host_what_was_merged_and_how_late_processing_is()
    {
        using var host = new FakeLoggerProvider();
        await using var app = await StartAsync(azurite.NewAccount(), host);
        (await app.PostAsync(From.Valara())).Dispose();
        (await app.PostAsync(From.Valara())).Dispose();
        (await app.PostAsync(From.Valara().Without("X-Webhook-Signature"))).Dispose();
        (await app.PostAsync(From.Valara(), "nobody")).Dispose();
        await app.ProcessAsync();
        await app.FlushAsync();
        await app.SweepAsync();
        Metrics(host).ShouldBe(["webhooks.backlog.age 0 source=valara", .. Idle.Select(source => $"webhooks.backlog.age 0 source={source}")], ignoreOrder: true);

        app.Clock.Advance(TimeSpan.FromMinutes(3));
        (await app.PostAsync((From.Valara() with { SentAt = app.Clock.GetUtcNow() }).About("evt_waiting"))).Dispose();
        app.Clock.Advance(TimeSpan.FromSeconds(30));
        await app.SweepAsync();

        Metrics(host).ShouldBe(
            [
                "webhooks.deliveries 1 admission=Accepted source=valara",
                "webhooks.deliveries 1 admission=Replayed source=valara",
                "webhooks.deliveries 1 admission=Refused reason=signature_missing source=valara",
                "webhooks.deliveries 1 admission=Refused reason=unknown_source source=~unknown",
                "webhooks.processed 1 lag=[[0.001,1]] source=valara",
                "webhooks.backlog.age 30 source=valara",
                .. Idle.Select(source => $"webhooks.backlog.age 0 source={source}"),
            ], ignoreOrder: true);
    }

    [AzuriteFact]
    public async Task Counts_that_cannot_be_merged_hold_up_neither_other_sources_nor_the_sweep()
    {
        var account = azurite.NewAccount();
        using var host = new FakeLoggerProvider();
        await using var app = await StartAsync(account, host);
        await new TableClient(account, StorageNames.RollupTable).AddEntityAsync(
            new TableEntity("valara", $"i|{app.Clock.GetUtcNow().UtcTicks:D19}|0123456789ab") { ["Counts"] = """{"v":9}""" });
        await app.AcceptAsync();
        app.DeliveryCounters().DeadLettered("novavms");
        await app.FlushAsync();

        app.Clock.Advance(TimeSpan.FromMinutes(3));
        await app.SweepAsync();

        var notified = Metrics(host);
        notified.ShouldContain("webhooks.dead_lettered 1 source=novavms");
        notified.ShouldContain("webhooks.backlog.age 180 source=valara");
        (await app.ProcessAsync()).ShouldBe(1, "the stranded event was queued");
    }

    // Percentiles of two minutes, or of two sources, cannot be made one; counts of buckets can.
    [AzuriteFact]
    public async Task Latencies_are_told_so_that_they_add_up()
    {
        using var host = new FakeLoggerProvider();
        await using var app = await StartAsync(azurite.NewAccount(), host);
        foreach (var seconds in new[] { 0.8, 60, 0.8 })
        {
            app.DeliveryCounters().Processed("valara", TimeSpan.FromSeconds(seconds));
        }

        await app.FlushAsync();
        app.Clock.Advance(TimeSpan.FromMinutes(3));
        await app.SweepAsync();

        Metrics(host).ShouldContain("webhooks.processed 3 lag=[[0.8914,2],[65.54,1]] source=valara");
    }

    [AzuriteFact]
    public async Task The_host_is_told_of_each_notification_what_became_of_it()
    {
        using var host = new FakeLoggerProvider();
        await using var channel = await ChannelEndpoint.StartAsync();
        await using var app = await NotifyingApp.StartAsync(azurite, NotifyingApp.Slack(channel), overrides: services => services.AddSingleton<ILoggerProvider>(host));
        await app.NotifyAsync(NotifyingApp.Failed());
        await app.NotifyAsync(NotifyingApp.Failed(), "evt_2");
        await app.NotifyAsync(NotifyingApp.Well("what nobody heard of"), "evt_3");
        await app.DrainAsync();
        Metrics(host).ShouldBe(["webhooks.notifications 1 channel=team outcome=sent source=valara", "webhooks.notifications 1 channel=team outcome=folded source=valara"], ignoreOrder: true);

        channel.AnswerWith(500);
        await app.PassAsync(TimeSpan.FromMinutes(11));
        Metrics(host).ShouldBe(["webhooks.notifications 1 channel=team outcome=postponed source=valara"]);

        channel.AnswerWith(404);
        await app.PassAsync(TimeSpan.FromMinutes(11));
        Metrics(host).ShouldBe(["webhooks.notifications 1 channel=team outcome=failed source=valara"]);
    }

    // What the host takes for a metric, by the event's name, since the last time this was asked, with dimensions in the order of their names.
    private static IReadOnlyList<string> Metrics(FakeLoggerProvider host)
    {
        var metrics = host.Collector.GetSnapshot(clear: true).Where(line => line.Id.Name == "MS_LogMetric").ToArray();
        metrics.ShouldAllBe(metric => metric.Message.Length == 0);
        return [.. metrics.Select(metric => $"{metric.GetStructuredStateValue("Name")} {metric.GetStructuredStateValue("Value")} {string.Join(' ', Dimensions(metric))}")];
    }

    private static IEnumerable<string> Dimensions(FakeLogRecord metric) => metric.StructuredState!
        .Where(one => one.Key is not ("Name" or "Value")).OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => $"{one.Key}={one.Value}");

    private static Task<ReceiverApp> StartAsync(string account, FakeLoggerProvider host) => ReceiverApp.StartAsync(
        account, handler: ScriptedHandler.Succeeding, overrides: services => services.AddSingleton<ILoggerProvider>(host));
}
