using System.Text.Json;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using Webhooks.Events;
using Webhooks.Processing;
using Webhooks.Storage.Events;

namespace Functions.Tests.Processing;

/// <summary>Each handler of an event has its own attempts, backoff and end: one's failure or slowness changes nothing for another.</summary>
public sealed class HandlersApartTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    private static ScriptedHandler Fine(string name) => new((_, _) => Task.CompletedTask, name);

    private static ScriptedHandler Hopeless(string name) => new((_, _) => throw new PermanentFailureException("this listing does not exist"), name);

    [AzuriteTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task One_that_keeps_failing_costs_the_others_nothing_wherever_it_is_registered(bool first)
    {
        var (failing, fine, other) = (ScriptedHandler.Failing(name: "failing"), Fine("fine"), Fine("other"));
        await using var app = await StartAsync(first ? [failing, fine, other] : [fine, other, failing]);
        var message = await app.AcceptAsync();

        await ExhaustAsync(app, message);

        (failing.Calls.Count, fine.Calls.Count, other.Calls.Count).ShouldBe((8, 1, 1));
        failing.Calls.Select(call => call.Attempts).ShouldBe(Enumerable.Range(1, 8));
        var dead = (await app.RowsAsync("valara", "e|")).Single();
        dead.GetString("Status").ShouldBe("DeadLettered");
        dead.GetString("LastError").ShouldContain("failing: InvalidOperationException");
        dead.GetString("LastError").ShouldContain("fine");
        (await app.RowsAsync("valara", "d|")).ShouldHaveSingleItem();
    }

    [AzuriteFact]
    public async Task One_that_fails_permanently_keeps_no_other_from_its_attempts()
    {
        var (hopeless, failing, fine) = (Hopeless("hopeless"), ScriptedHandler.Failing(name: "failing"), Fine("fine"));
        await using var app = await StartAsync([hopeless, failing, fine]);
        var message = await app.AcceptAsync();

        await app.ProcessAsync(message);
        (await app.RowsAsync("valara", "e|")).Single().GetString("Status").ShouldBe("Pending");
        await ExhaustAsync(app, message);

        (hopeless.Calls.Count, failing.Calls.Count, fine.Calls.Count).ShouldBe((1, 8, 1));
        var error = (await app.RowsAsync("valara", "e|")).Single().GetString("LastError");
        error.ShouldContain("hopeless: PermanentFailureException");
        error.ShouldContain("failing: InvalidOperationException");
    }

    [AzuriteFact]
    public async Task One_that_is_slow_delays_neither_the_end_nor_the_next_attempt_of_another()
    {
        var release = new TaskCompletionSource();
        var slow = new ScriptedHandler((_, _) => release.Task, "slow");
        var flaky = new ScriptedHandler((claimed, _) => claimed.Attempts == 1 ? throw new InvalidOperationException("once") : Task.CompletedTask, "flaky");
        await using var app = await StartAsync([slow, flaky], new() { ["Processing__Backoff__0"] = "00:00:01" });
        var message = await app.AcceptAsync();

        var run = app.ProcessAsync(message);
        await Eventually.Async(() => Task.FromResult(flaky.Calls.Count == 2));
        await Eventually.Async(async () => (await StateAsync(app, "flaky")).TryGetProperty("status", out var status) && status.GetString() == "Done");
        run.IsCompleted.ShouldBeFalse();

        release.SetResult();
        await run;
        (slow.Calls.Count, flaky.Calls.Count).ShouldBe((1, 2));
        (await app.RowsAsync("valara", "e|")).Single().GetString("Status").ShouldBe("Processed");
    }

    [AzuriteFact]
    public async Task Handlers_run_side_by_side_and_off_the_thread_that_calls_them()
    {
        using var both = new Barrier(2);
        var meeting = (LedgerEvent _, CancellationToken cancellationToken) => both.SignalAndWait(TimeSpan.FromSeconds(20), cancellationToken) ? Task.CompletedTask : throw new InvalidOperationException("alone");
        await using var app = await StartAsync([new ScriptedHandler(meeting, "one"), new ScriptedHandler(meeting, "two")]);

        await app.ProcessAsync(await app.AcceptAsync());

        (await app.RowsAsync("valara", "e|")).Single().GetString("Status").ShouldBe("Processed");
    }

    [AzuriteFact]
    public async Task A_redrive_runs_only_what_failed()
    {
        var broken = true;
        var (fine, flaky) = (Fine("fine"), new ScriptedHandler((_, _) => broken ? throw new PermanentFailureException("no disk") : Task.CompletedTask, "flaky"));
        await using var app = await StartAsync([fine, flaky]);
        await app.ProcessAsync(await app.AcceptAsync());
        broken = false;

        await app.Services.GetRequiredService<Webhooks.Redriving.Redriver>().RunAsync("valara", [From.Valara().Id], new("anna", "disk replaced"), default);
        await app.ProcessAsync();

        (fine.Calls.Count, flaky.Calls.Count).ShouldBe((1, 2));
        (await app.RowsAsync("valara", "e|")).Single().GetString("Status").ShouldBe("Processed");
    }

    [AzuriteFact]
    public async Task One_that_ignores_its_token_is_not_started_again_while_its_run_lives()
    {
        var stuck = new ScriptedHandler((_, _) => Task.Delay(Timeout.Infinite, CancellationToken.None), "stuck");
        await using var app = await StartAsync([stuck], new() { ["Processing__Lease"] = "00:00:10" });
        var message = await app.AcceptAsync();

        foreach (var _ in Enumerable.Range(0, 4))
        {
            await app.ProcessAsync(message);
            app.Clock.Advance(TimeSpan.FromHours(8));
        }

        stuck.Calls.Count.ShouldBe(1);
        (await app.RowsAsync("valara", "e|")).Single().GetString("LastError").ShouldContain("still runs");
    }

    [AzuriteFact]
    public async Task One_that_ignores_its_token_is_started_by_no_other_instance_while_its_run_lives()
    {
        var (account, now, live) = (azurite.NewAccount(), new ManualClock(SignedDelivery.Noon), new TaskCompletionSource());
        var (stuck, other) = (new ScriptedHandler((_, _) => live.Task, "stuck"), ScriptedHandler.Failing(name: "other"));
        var again = new ScriptedHandler((_, _) => Task.CompletedTask, "stuck");
        await using var first = await StartAsync([stuck, other], new() { ["Processing__Lease"] = "00:00:10" }, account, now);
        await using var second = await StartAsync([again, other], new() { ["Processing__Lease"] = "00:00:10" }, account, now);
        var message = await first.AcceptAsync();
        await first.ProcessAsync(message);

        foreach (var _ in Enumerable.Range(0, 4))
        {
            now.Advance(TimeSpan.FromSeconds(15));
            await second.ProcessAsync(message);
            await Eventually.Async(async () => NextOf(await first.RowsAsync("valara", "e|")) > now.GetUtcNow().AddSeconds(15));
        }

        again.Calls.ShouldBeEmpty();
        other.Calls.Count.ShouldBeGreaterThan(1);

        live.SetResult();
        now.Advance(TimeSpan.FromSeconds(21));
        await second.ProcessAsync(message);
        again.Calls.Count.ShouldBe(1);

        static DateTimeOffset? NextOf(IEnumerable<TableEntity> rows) =>
            HandlerStates.Read(rows.Single().GetString("Handlers"))!.Single(state => state.Name == "stuck").NextAttemptAt;
    }

    [AzuriteFact]
    public async Task A_run_ends_well_although_the_answer_to_a_save_in_its_middle_was_lost()
    {
        await using var storage = await FaultyStorage.BeforeAsync(azurite.NewAccount());
        var (slow, lost) = (new TaskCompletionSource(), 0);
        await using var app = await StartAsync([Fine("fast"), new ScriptedHandler((_, _) => slow.Task, "slow")], account: storage.ConnectionString);
        var message = await app.AcceptAsync();
        storage.Do(request => request.Path.Value!.EndsWith("$batch", StringComparison.Ordinal) && IsSave() ? Fault.LoseAnswer : Fault.None);

        var running = app.ProcessAsync(message);
        // The SDK tries three times more, while the save has landed.
        await Eventually.Async(() => Task.FromResult(lost >= 5));
        await Task.Delay(TimeSpan.FromSeconds(1));
        slow.SetResult();
        await running;

        (await app.RowsAsync("valara", "e|")).Single().GetString("Status").ShouldBe("Processed");

        // The first transaction is the claim.
        bool IsSave() => Interlocked.Increment(ref lost) is > 1 and <= 5;
    }

    [AzuriteFact]
    public async Task A_message_that_comes_too_early_is_sent_again()
    {
        await using var app = await StartAsync([ScriptedHandler.Failing()], new() { ["Processing__Backoff__0"] = "00:00:30" });
        var message = await app.AcceptAsync();
        await app.ProcessAsync(message);
        await app.Queue.ClearMessagesAsync();

        await app.ProcessAsync(message);

        (await app.Queue.GetPropertiesAsync()).Value.ApproximateMessagesCount.ShouldBe(1);
    }

    [AzuriteFact]
    public async Task An_event_that_an_earlier_version_had_postponed_goes_on_with_the_attempts_and_the_wait_it_has_left()
    {
        var failing = ScriptedHandler.Failing();
        await using var app = await StartAsync([failing]);
        var message = await app.AcceptAsync();
        var row = (await app.RowsAsync("valara", "e|")).Single();
        await app.Table.UpdateEntityAsync(
            new TableEntity(row.PartitionKey, row.RowKey) { ["Attempts"] = 7, ["NextAttemptAt"] = app.Clock.GetUtcNow().AddHours(1) }, row.ETag, TableUpdateMode.Merge);

        await app.ProcessAsync(message);
        failing.Calls.ShouldBeEmpty();
        app.Clock.Advance(TimeSpan.FromHours(1));
        await app.ProcessAsync(message);

        failing.Calls.ShouldHaveSingleItem().Attempts.ShouldBe(8);
        (await app.RowsAsync("valara", "e|")).Single().GetString("Status").ShouldBe("DeadLettered");
    }

    [AzuriteTheory]
    [InlineData("")]
    [InlineData("Forward_CRM")]
    [InlineData("built-in")]
    public async Task A_name_that_is_malformed_or_taken_stops_the_start(string name)
    {
        var failure = await Should.ThrowAsync<ArgumentException>(() => StartAsync([Fine(name)]));

        failure.Message.ShouldContain("name");
    }

    private Task<ReceiverApp> StartAsync(IReadOnlyList<IEventHandler> handlers, Dictionary<string, string?>? settings = null, string? account = null, ManualClock? clock = null) =>
        ReceiverApp.StartAsync(account ?? azurite.NewAccount(), settings, clock: clock, overrides: services =>
        {
            foreach (var handler in handlers)
            {
                services.AddSingleton(handler);
            }
        });

    private static async Task ExhaustAsync(ReceiverApp app, string message)
    {
        for (var i = 0; i < 10; i++)
        {
            await app.ProcessAsync(message);
            app.Clock.Advance(TimeSpan.FromHours(8));
        }
    }

    private static async Task<JsonElement> StateAsync(ReceiverApp app, string name)
    {
        var text = (await app.RowsAsync("valara", "e|")).Single().GetString("Handlers");
        return JsonDocument.Parse(text).RootElement.EnumerateArray().Single(state => state.GetProperty("name").GetString() == name);
    }
}
