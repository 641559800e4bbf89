using System.Collections.Concurrent;
using Azure.Storage.Queues;
using Microsoft.Extensions.Logging;

namespace Functions.Tests.LocalHost;

public sealed class StorageLossTests
{
    [AzuriteFact]
    public async Task Storage_may_go_away_and_come_back_with_one_line_each_way()
    {
        using var data = new Folder();
        using var azurite = Azurite.WithData(data.Path);
        await azurite.StartAsync();
        var (messages, log) = (new Messages(), new Lines());
        var options = (SampleHost.With(typeof(Worker)) with { Listen = true, Logging = logging => logging.AddProvider(log) })
            .Knowing(messages).Setting(("AzureWebJobsStorage", azurite.ConnectionString));
        await using var host = await options.StartAsync();
        var queue = new QueueClient(azurite.ConnectionString, "work");
        await queue.CreateIfNotExistsAsync();

        azurite.Stop();
        await Patience.UntilAsync(() => !log.Texts.IsEmpty);
        await Task.Delay(3000);
        await azurite.StartAsync();
        await queue.SendMessageAsync("hi");
        await Patience.UntilAsync(() => messages.Seen.Contains("hi"));

        log.Texts.Select(line => line.Split(['.', ';'])[0]).ShouldBe(["Storage does not answer", "Storage is back"]);
    }

    private sealed class Lines : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Texts { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Texts.Enqueue(formatter(state, exception));

        public void Dispose()
        {
        }
    }
}
