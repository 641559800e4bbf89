using System.Net;
using System.Reflection;
using System.Text.Json;
using Azure.Storage.Queues;
using Webhooks.Storage;

namespace Functions.Tests.Monitoring;

public sealed class HealthTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    [AzuriteFact]
    public async Task An_app_with_all_it_needs_is_alive_and_ready()
    {
        await using var app = await StartAsync(azurite.NewAccount());

        (await app.Http.GetAsync("health")).StatusCode.ShouldBe(HttpStatusCode.OK);
        var (status, problems) = await AskAsync(app);

        status.ShouldBe(HttpStatusCode.OK);
        problems.ShouldBe(new Dictionary<string, string?> { ["storage"] = null, ["queues"] = null, ["clock"] = null, ["backlog"] = null, ["handlers"] = null });
    }

    [AzuriteFact]
    public async Task Without_storage_the_app_is_alive_and_not_ready_and_names_no_account()
    {
        var account = azurite.NewAccount();
        await using var storage = await FaultyStorage.BeforeAsync(account);
        await using var app = await StartAsync(storage.ConnectionString);

        storage.Do(_ => Fault.LoseRequest);
        (await app.Http.GetAsync("health")).StatusCode.ShouldBe(HttpStatusCode.OK);
        var (status, problems) = await AskAsync(app);

        status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        problems.Values.ShouldAllBe(problem => problem!.Contains("storage could not be asked (no connection)", StringComparison.Ordinal));
        problems.Values.ShouldAllBe(problem => !problem!.Contains("127.0.0.1", StringComparison.Ordinal));
    }

    [AzuriteTheory]
    [InlineData(HttpStatusCode.Forbidden, "403")]
    [InlineData(HttpStatusCode.Unauthorized, "401")]
    [InlineData(HttpStatusCode.ServiceUnavailable, "503")]
    public async Task What_storage_answers_is_told_apart_from_no_connection(HttpStatusCode answered, string told)
    {
        await using var storage = await FaultyStorage.BeforeAsync(azurite.NewAccount());
        await using var app = await StartAsync(storage.ConnectionString);

        storage.Do(_ => Fault.Answer(answered));
        var (_, problems) = await AskAsync(app);

        problems.Values.ShouldAllBe(problem => problem!.StartsWith("storage could not be asked", StringComparison.Ordinal) && problem.Contains($"answered {told}", StringComparison.Ordinal));
    }

    [AzuriteFact]
    public async Task A_queue_that_somebody_deleted_is_named()
    {
        var account = azurite.NewAccount();
        await using var app = await StartAsync(account);

        await new QueueClient(account, StorageNames.NotificationQueue).DeleteIfExistsAsync();
        var (status, problems) = await AskAsync(app);

        status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        problems["queues"].ShouldBe($"missing queues: {StorageNames.NotificationQueue}");
        problems["storage"].ShouldBeNull();
    }

    [AzuriteFact]
    public async Task A_table_that_somebody_deleted_is_named()
    {
        await using var app = await StartAsync(azurite.NewAccount());

        await app.StatusTable.DeleteAsync();
        var (status, problems) = await AskAsync(app);

        status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        problems["storage"].ShouldBe($"missing tables: {StorageNames.StatusTable}");
        problems["backlog"].ShouldBeNull();
    }

    [AzuriteFact]
    public async Task An_event_that_nobody_processes_makes_the_app_unready_until_it_is_processed()
    {
        var now = new ManualClock(TimeProvider.System.GetUtcNow());
        await using var app = await ReceiverApp.StartAsync(
            azurite.NewAccount(), new() { ["Health__MaxBacklogAge"] = "00:02:00" }, clock: now);
        (await app.PostAsync(From.FastPix())).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await AskAsync(app)).Status.ShouldBe(HttpStatusCode.OK);

        now.Advance(TimeSpan.FromMinutes(3));
        var (status, problems) = await AskAsync(app);

        status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        problems["backlog"]!.ShouldContain("the oldest event was due 180 s ago");

        await app.ProcessAsync();
        now.Advance(TimeSpan.FromSeconds(5));
        (await AskAsync(app)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [AzuriteFact]
    public async Task Of_the_events_of_several_sources_the_oldest_is_reported()
    {
        var now = new ManualClock(TimeProvider.System.GetUtcNow());
        await using var app = await ReceiverApp.StartAsync(
            azurite.NewAccount(), new() { ["Health__MaxBacklogAge"] = "00:02:00" }, clock: now);
        foreach (var delivery in new[] { From.FastPix(), From.Envless() })
        {
            (await app.PostAsync(delivery with { SentAt = now.GetUtcNow() })).StatusCode.ShouldBe(HttpStatusCode.Accepted);
            now.Advance(TimeSpan.FromMinutes(3));
        }

        (await AskAsync(app)).Problems["backlog"]!.ShouldContain("the oldest event was due 360 s ago");
    }

    [AzuriteFact]
    public async Task Asking_often_does_not_ask_storage_often()
    {
        await using var storage = await FaultyStorage.BeforeAsync(azurite.NewAccount());
        await using var app = await StartAsync(storage.ConnectionString);

        await AskAsync(app);
        storage.Do(_ => Fault.None);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => AskAsync(app)));

        storage.Seen.ShouldBe(0);
    }

    [Fact]
    public void Every_name_of_storage_is_looked_for()
    {
        var names = typeof(StorageNames).GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!);

        StorageNames.Tables.Concat(StorageNames.Queues).Append(StorageNames.BodyContainer).ShouldBe(names, ignoreOrder: true);
    }

    private static Task<ReceiverApp> StartAsync(string account) => ReceiverApp.StartAsync(account, clock: new ManualClock(TimeProvider.System.GetUtcNow()));

    private static async Task<(HttpStatusCode Status, Dictionary<string, string?> Problems)> AskAsync(ReceiverApp app)
    {
        using var answer = await app.Http.GetAsync("health/ready");
        using var report = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        report.RootElement.GetProperty("status").GetString().ShouldBe(answer.IsSuccessStatusCode ? "ready" : "not ready");
        return (answer.StatusCode, report.RootElement.GetProperty("checks").EnumerateArray().ToDictionary(check => check.GetProperty("name").GetString()!, check => check.GetProperty("problem").GetString()));
    }
}
