using Azure.Data.Tables;
using Azure.Storage.Queues;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Webhooks.Storage;

namespace Functions.Tests.Storage;

// Somebody deletes tables or queues, or puts an empty account in their place, while the app runs.
public sealed class StorageLossTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    public static TheoryData<string> Names => [.. StorageNames.Tables, .. StorageNames.Queues];

    [AzuriteTheory]
    [MemberData(nameof(Names))]
    public async Task A_table_or_queue_that_somebody_deleted_is_there_again_without_a_restart(string name)
    {
        var account = azurite.NewAccount();
        using var log = new FakeLoggerProvider();
        await using var app = await StartAsync(account, log);

        await DeleteAsync(account, name);

        await Eventually.Async(async () =>
        {
            app.Clock.Advance(TimeSpan.FromMinutes(1));
            var delivery = (From.Envless() with { SentAt = app.Clock.GetUtcNow() }).About($"evt_{Guid.NewGuid():N}");
            using var answer = await app.PostAsync(delivery);
            // What uptime monitors and the host's timers do, in any app.
            (await app.Http.GetAsync("health/ready")).Dispose();
            await Record.ExceptionAsync(app.SweepAsync);
            await Record.ExceptionAsync(app.FlushNotificationsAsync);
            return answer.IsSuccessStatusCode && await ExistsAsync(account, name);
        });

        var lines = log.Collector.GetSnapshot();
        lines.Count(line => line.Level == LogLevel.Error && line.Message.Contains(name, StringComparison.Ordinal)).ShouldBe(1);
        await Eventually.Async(async () => (await new QueueClient(account, StorageNames.NotificationQueue).PeekMessagesAsync(32)).Value.Any(message => message.MessageText.Contains("receiver.storage-lost", StringComparison.Ordinal)));
    }

    [AzuriteFact]
    public async Task An_event_accepted_after_the_loss_of_all_is_processed()
    {
        var account = azurite.NewAccount();
        using var log = new FakeLoggerProvider();
        await using var app = await StartAsync(account, log);
        await Task.WhenAll(StorageNames.Tables.Concat(StorageNames.Queues).Select(name => DeleteAsync(account, name)));

        await Eventually.Async(async () => (await app.PostAsync(From.Envless())).IsSuccessStatusCode);
        app.Clock.Advance(TimeSpan.FromMinutes(3));
        await app.SweepAsync();

        await Eventually.Async(async () =>
        {
            await app.ProcessAsync();
            return (await app.RowsAsync("envless", "e|")).Single().GetString("Status") == "Processed";
        });
        (await app.RowsAsync("~partitions")).Count.ShouldBe(5);
    }

    [AzuriteFact]
    public async Task Partitions_that_are_no_longer_registered_are_registered_again()
    {
        var account = azurite.NewAccount();
        using var log = new FakeLoggerProvider();
        await using var app = await StartAsync(account, log);
        foreach (var row in await app.RowsAsync("~partitions"))
        {
            await app.Table.DeleteEntityAsync(row);
        }

        await app.SweepAsync();

        await Eventually.Async(async () => (await app.RowsAsync("~partitions")).Count == 5);
    }

    [AzuriteFact]
    public async Task Storage_that_stays_lost_is_reported_once()
    {
        var account = azurite.NewAccount();
        using var log = new FakeLoggerProvider();
        await using var app = await StartAsync(account, log);
        await DeleteAsync(account, StorageNames.LedgerTable);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(number => app.PostAsync(From.Envless().About($"evt_{number}"))));

        log.Collector.GetSnapshot().Count(line => line.Level == LogLevel.Error && line.Message.Contains("is missing", StringComparison.Ordinal)).ShouldBe(1);
    }

    private static Task<ReceiverApp> StartAsync(string account, FakeLoggerProvider log) => ReceiverApp.StartAsync(
        account,
        new() { ["Notifications__Channels__chat__Type"] = "slack", ["Notifications__Channels__chat__Url"] = "https://127.0.0.1:1/hook", ["Notifications__Channels__chat__Sources__0"] = "valara" },
        overrides: services => services.AddSingleton<ILoggerProvider>(log));

    private static Task DeleteAsync(string account, string name) =>
        StorageNames.Tables.Contains(name) ? new TableClient(account, name).DeleteAsync() : new QueueClient(account, name).DeleteIfExistsAsync();

    private static async Task<bool> ExistsAsync(string account, string name)
    {
        if (!StorageNames.Tables.Contains(name))
        {
            return await new QueueClient(account, name).ExistsAsync();
        }

        return await new TableServiceClient(account).QueryAsync().AnyAsync(table => table.Name == name);
    }
}
