using Azure.Storage.Queues;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace Functions.Tests.LocalHost;

public sealed class StorageLossTests
{
    [AzuriteFact]
    public async Task Storage_may_go_away_and_come_back_with_one_line_each_way()
    {
        using var data = new Folder();
        using var azurite = Azurite.WithData(data.Path);
        await azurite.StartAsync();
        var messages = new Messages();
        using var log = new FakeLoggerProvider();
        var options = (SampleHost.With(typeof(Worker)) with { Listen = true, Logging = logging => logging.AddProvider(log) })
            .Knowing(messages).Setting(("AzureWebJobsStorage", azurite.ConnectionString));
        await using var host = await options.StartAsync();
        var queue = new QueueClient(azurite.ConnectionString, "work");
        await queue.CreateIfNotExistsAsync();

        azurite.Stop();
        await Patience.UntilAsync(() => log.Collector.Count > 0);
        await Task.Delay(3000);
        await azurite.StartAsync();
        await queue.SendMessageAsync("hi");
        await Patience.UntilAsync(() => messages.Seen.Contains("hi"));

        log.Collector.GetSnapshot().Select(line => line.Message.Split(['.', ';'])[0]).ShouldBe(["Storage does not answer", "Storage is back"]);
    }
}
