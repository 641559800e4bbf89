using System.Net;
using Azure.Data.Tables;
using Functions.Tests.Operating;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Webhooks.Events;
using Webhooks.Processing;
using Webhooks.Storage;

namespace Functions.Tests.Processing;

public sealed class RetentionTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    [AzuriteFact]
    public async Task A_sweep_that_read_the_dead_letter_before_it_was_redriven_leaves_the_event_alone()
    {
        await using var storage = await FaultyStorage.BeforeAsync(azurite.NewAccount());
        await using var app = await ReceiverApp.StartAsync(storage.ConnectionString, handler: ScriptedHandler.Failing(), settings: new() { ["Processing__MaxAttempts"] = "1" });
        await app.ProcessAsync(await app.AcceptAsync());
        app.Clock.Advance(TimeSpan.FromDays(31));
        var read = new TaskCompletionSource();
        storage.Do(request =>
        {
            var timeline = request.QueryString.Value!.Contains("valara", StringComparison.Ordinal) && request.QueryString.Value.Contains("t%7C", StringComparison.OrdinalIgnoreCase);
            return timeline && read.TrySetResult() ? Fault.SlowAnswer(TimeSpan.FromSeconds(2)) : Fault.None;
        });

        var sweep = app.SweepAsync();
        await read.Task.WaitAsync(TimeSpan.FromSeconds(10));
        await Task.Delay(TimeSpan.FromSeconds(0.5));
        using var redriven = await app.PostAsync((From.Valara() with { SentAt = app.Clock.GetUtcNow() }).About(From.Valara().Id, "a fresh nonce"));
        await sweep;

        redriven.StatusCode.ShouldBe(System.Net.HttpStatusCode.Accepted);
        (await app.RowsAsync("valara", "e|")).Single().GetString("Status").ShouldBe("Pending");
        (await app.RowsAsync("valara", "t|")).Count.ShouldBe(1);
    }

    [AzuriteFact]
    public async Task A_message_that_was_no_envelope_goes_after_thirty_days()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());
        await app.RecordPoisonAsync("no envelope");
        app.Clock.Advance(TimeSpan.FromDays(29));
        await app.SweepAsync();
        (await app.RowsAsync("~unreadable")).Count.ShouldBe(1);

        app.Clock.Advance(TimeSpan.FromDays(1.1));
        await app.SweepAsync();

        (await app.RowsAsync("~unreadable")).ShouldBeEmpty();
    }

    [AzuriteFact]
    public async Task An_ended_event_goes_after_its_retention_and_not_before()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());
        await app.PostAsync(From.Envless());
        await app.ProcessAsync();

        app.Clock.Advance(TimeSpan.FromDays(29.9));
        await app.SweepAsync();
        (await app.KindsAsync("envless")).ShouldBe("e t");
        app.Clock.Advance(TimeSpan.FromDays(0.2));
        await app.SweepAsync();

        (await app.KindsAsync("envless")).ShouldBe("");
    }

    [AzuriteFact]
    public async Task A_dead_letter_goes_after_its_retention_with_all_its_rows()
    {
        var handler = new ScriptedHandler((_, _) => throw new PermanentFailureException("no"));
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), handler: handler);
        await app.PostAsync(From.Valara());
        await app.ProcessAsync();

        app.Clock.Advance(TimeSpan.FromDays(31));
        await app.SweepAsync();

        (await app.KindsAsync("valara")).ShouldBe("");
    }

    [AzuriteFact]
    public async Task An_event_with_work_to_do_stays_however_old_it_is()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), handler: ScriptedHandler.Failing());
        await app.PostAsync(From.Envless());
        await app.ProcessAsync();

        app.Clock.Advance(TimeSpan.FromDays(365));
        await app.SweepAsync();

        (await app.KindsAsync("envless")).ShouldBe("e p");
    }

    [AzuriteFact]
    public async Task A_sweep_says_what_it_did_and_is_silent_when_it_did_nothing()
    {
        using var log = new FakeLoggerProvider();
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), overrides: services => services.AddSingleton<ILoggerProvider>(log));
        await app.PostAsync(From.Valara().With("X-Webhook-Signature", "sha256=" + new string('0', 64)));
        await app.RefusedAsync("valara", 1);
        await app.PostAsync(From.Valara());
        await app.PostAsync(From.Envless());
        await app.SweepAsync();
        Said().ShouldBeEmpty();

        await app.Queue.ClearMessagesAsync();
        app.Clock.Advance(TimeSpan.FromMinutes(2));
        await app.SweepAsync();
        Said().ShouldBe([
            "envless: swept; stranded events queued: 1; removed nonces: 0, events: 0, refused deliveries: 0, large bodies: 0.",
            "valara: swept; stranded events queued: 1; removed nonces: 0, events: 0, refused deliveries: 0, large bodies: 0.",
        ], ignoreOrder: true);

        await app.ProcessAsync();
        app.Clock.Advance(TimeSpan.FromDays(4));
        await app.SweepAsync();
        Said().ShouldBe(["valara: swept; stranded events queued: 0; removed nonces: 0, events: 0, refused deliveries: 1, large bodies: 0."]);

        app.Clock.Advance(TimeSpan.FromDays(27));
        await app.SweepAsync();
        Said().Count.ShouldBe(2);

        IReadOnlyList<string> Said() =>
            [.. log.Collector.GetSnapshot(clear: true).Select(line => line.Message + line.Exception).Where(text => text.Contains("swept", StringComparison.Ordinal))];
    }

    [AzuriteFact]
    public async Task A_source_is_as_late_as_the_latest_of_its_shards()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), new() { ["Sources__valara__Shards"] = "8" });
        foreach (var number in Enumerable.Range(0, 6))
        {
            await app.PostAsync((From.Valara() with { SentAt = app.Clock.GetUtcNow() }).About($"evt_{number}"));
            app.Clock.Advance(TimeSpan.FromSeconds(10));
        }

        var ages = await app.Services.GetRequiredService<Sweeper>().SweepAsync(CancellationToken.None);

        ages["valara"].ShouldBe(TimeSpan.FromSeconds(60));
    }

    [AzuriteFact]
    public async Task Many_expired_rows_go_in_one_sweep()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());
        foreach (var number in Enumerable.Range(0, 120))
        {
            await app.PostAsync(From.Valara().About($"evt_{number}"));
        }

        await app.ProcessAsync();

        app.Clock.Advance(TimeSpan.FromDays(31));
        await app.SweepAsync();

        (await app.KindsAsync("valara")).ShouldBe("");
    }

    [AzuriteFact]
    public async Task Events_of_a_source_whose_shards_were_changed_are_still_found()
    {
        var account = azurite.NewAccount();
        await using (var before = await ReceiverApp.StartAsync(account, new() { ["Sources__valara__Shards"] = "8" }))
        {
            await before.PostAsync(From.Valara());
            await before.Queue.ClearMessagesAsync();
        }

        await using var after = await ReceiverApp.StartAsync(account);
        after.Clock.Advance(TimeSpan.FromMinutes(2));
        await after.SweepAsync();

        (await after.ProcessAsync()).ShouldBe(1);
    }
}
