using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Webhooks.Storage;

namespace Functions.Tests.Storage;

// The first deliveries after a start wait for what they need, and for nothing else.
public sealed class PreparingTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    private static readonly Dictionary<string, string?> Impatient = new() { ["Sources__envless__Deadline"] = "00:00:02" };

    [AzuriteFact]
    public async Task A_delivery_waits_for_its_table_and_queue_alone()
    {
        await using var storage = await FaultyStorage.BeforeAsync(await PreparedAccountAsync());
        using var log = new FakeLoggerProvider();
        storage.Do(request => IsOfTheRest(request) ? Fault.Answer(HttpStatusCode.ServiceUnavailable) : Fault.None);
        await using var app = await StartAsync(storage, log);

        await Eventually.Async(async () => (await app.PostAsync(From.Envless())).IsSuccessStatusCode);

        Lines(log, "Storage is ready:").ShouldBe(0);
        await Eventually.Async(() => Task.FromResult(Lines(log, "Storage is not complete") == 1));
        storage.Do(_ => Fault.None);
        await Eventually.Async(() => Task.FromResult(Lines(log, "Storage is ready:") == 1));
        Lines(log, "Storage is not ready").ShouldBe(0);
    }

    [AzuriteFact]
    public async Task What_deliveries_do_not_need_is_looked_at_when_somebody_asks_for_it()
    {
        await using var storage = await FaultyStorage.BeforeAsync(await PreparedAccountAsync());
        var looked = 0;
        storage.Do(request =>
        {
            looked += IsOfTables(request) ? 1 : 0;
            return Fault.None;
        });
        await using var app = await ReceiverApp.StartAsync(
            storage.ConnectionString, waitUntilReady: false, overrides: services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(new StoppedTimers())));

        using var answer = await app.PostAsync(From.Envless());

        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        looked.ShouldBe(0);
        await app.Services.GetRequiredService<PreparedStorage>().Ready.WaitAsync(TimeSpan.FromSeconds(30));
        looked.ShouldBe(StorageNames.Tables.Count - 1);
    }

    [AzuriteFact]
    public async Task Nothing_is_admitted_before_its_partition_is_written_down()
    {
        await using var storage = await FaultyStorage.BeforeAsync(await PreparedAccountAsync());
        using var log = new FakeLoggerProvider();
        storage.Do(request => BodyOf(request).Contains("~partitions", StringComparison.Ordinal) ? Fault.Answer(HttpStatusCode.ServiceUnavailable) : Fault.None);
        await using var app = await StartAsync(storage, log);

        using var early = await app.PostAsync(From.Envless());

        early.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await app.RowsAsync("envless")).ShouldBeEmpty();
        storage.Do(_ => Fault.None);
        await Eventually.Async(async () => (await app.PostAsync(From.Envless())).IsSuccessStatusCode);
    }

    [AzuriteFact]
    public async Task A_ledger_that_is_there_is_not_created()
    {
        await using var storage = await FaultyStorage.BeforeAsync(await PreparedAccountAsync());
        using var log = new FakeLoggerProvider();
        var created = new List<string>();
        storage.Do(request =>
        {
            created.AddRange(IsOfTables(request) ? [BodyOf(request)] : []);
            return Fault.None;
        });
        await using var app = await StartAsync(storage, log);

        await Eventually.Async(() => Task.FromResult(Lines(log, "Storage is ready:") == 1));

        created.Count.ShouldBe(StorageNames.Tables.Count - 1);
        created.ShouldNotContain(table => table.Contains($"\"{StorageNames.LedgerTable}\"", StringComparison.Ordinal));
    }

    [AzuriteFact]
    public async Task What_an_app_with_other_settings_strands_is_found_within_ten_minutes()
    {
        var account = azurite.NewAccount();
        await using var app = await ReceiverApp.StartAsync(account);
        await app.SweepAsync();
        await using (var other = await ReceiverApp.StartAsync(account, new() { ["Sources__envless__Shards"] = "2" }))
        {
            await other.PostAsync(From.Envless());
            await other.Queue.ClearMessagesAsync();
        }

        app.Clock.Advance(TimeSpan.FromMinutes(10));
        await app.SweepAsync();

        (await app.Queue.PeekMessagesAsync(32)).Value.Length.ShouldBe(1);
    }

    private async Task<string> PreparedAccountAsync()
    {
        var account = azurite.NewAccount();
        await using var app = await ReceiverApp.StartAsync(account);
        return account;
    }

    private static Task<ReceiverApp> StartAsync(FaultyStorage storage, FakeLoggerProvider log) => ReceiverApp.StartAsync(
        storage.ConnectionString, new(Impatient), waitUntilReady: false, overrides: services => services.AddSingleton<ILoggerProvider>(log));

    private static int Lines(FakeLoggerProvider log, string beginning) => log.Collector.GetSnapshot().Count(line => line.Message.StartsWith(beginning, StringComparison.Ordinal));

    private static bool IsOfTheRest(HttpRequest request) =>
        IsOfTables(request) || (HttpMethods.IsPut(request.Method) && !request.Path.Value!.EndsWith("/" + StorageNames.EventQueue, StringComparison.Ordinal));

    private static bool IsOfTables(HttpRequest request) => request.Path.Value!.EndsWith("/Tables", StringComparison.Ordinal);

    private static string BodyOf(HttpRequest request) => Encoding.UTF8.GetString(((MemoryStream)request.Body).ToArray());

    // Nothing happens because time goes by.
    private sealed class StoppedTimers : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => SignedDelivery.Noon;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }
}
