using System.Net;
using Webhooks.Events;

namespace Functions.Tests.Processing;

public sealed class FailureTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    private static readonly TimeSpan[] DefaultBackoff =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10),
        TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(6),
    ];

    [AzuriteFact]
    public async Task Eight_failing_attempts_by_the_backoff_schedule_make_a_dead_letter()
    {
        var handler = ScriptedHandler.Failing("the cloud is full");
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), handler: handler);
        var message = await app.AcceptAsync();

        foreach (var wait in DefaultBackoff)
        {
            var before = app.Clock.GetUtcNow();
            await app.ProcessAsync(message);

            var row = (await app.RowsAsync("valara", "e|")).Single();
            row.GetString("Status").ShouldBe("Pending");
            (row.GetDateTimeOffset("NextAttemptAt")!.Value - before).ShouldBeInRange(wait, wait * 1.2);
            (await app.RowsAsync("valara", "p|")).Count.ShouldBe(1);

            // Not yet due, by more than the second that a timer may ring early.
            app.Clock.Advance(wait * 0.7);
            await app.ProcessAsync(message);
            app.Clock.Advance(wait * 0.6);
        }

        handler.Calls.Count.ShouldBe(7);
        await app.ProcessAsync(message);

        handler.Calls.Count.ShouldBe(8);
        var dead = (await app.RowsAsync("valara", "e|")).Single();
        (dead.GetString("Status"), dead.GetInt32("Attempts")).ShouldBe(("DeadLettered", 8));
        dead.GetString("LastError").ShouldContain("the cloud is full");
        (await app.KindsAsync("valara")).ShouldBe("d e n t");
        (await app.RowsAsync("valara", "d|")).Single().GetString("EventId").ShouldBe(From.Valara().Id);
    }

    [AzuriteFact]
    public async Task An_event_whose_source_left_the_settings_is_not_processed_but_waits_for_its_return()
    {
        var account = azurite.NewAccount();
        var clock = new ManualClock(SignedDelivery.Noon);
        string message;
        await using (var before = await ReceiverApp.StartAsync(account, clock: clock))
        {
            message = await before.AcceptAsync();
        }

        var gone = new Dictionary<string, string?> { ["Sources__valara__Scheme"] = null, ["Sources__valara__Secrets__0__Value"] = null };
        await using (var without = await ReceiverApp.StartAsync(account, gone, clock: clock))
        {
            await without.ProcessAsync(message);
            var row = (await without.RowsAsync("valara", "e|")).Single();
            row.GetString("Status").ShouldBe("Pending");
            row.GetString("LastError").ShouldContain("not in the settings of this app");
        }

        clock.Advance(TimeSpan.FromMinutes(1));
        await using var back = await ReceiverApp.StartAsync(account, clock: clock);
        await back.ProcessAsync(message);

        (await back.RowsAsync("valara", "e|")).Single().GetString("Status").ShouldBe("Processed");
    }

    [AzuriteFact]
    public async Task A_failed_attempt_sends_its_own_next_message()
    {
        var handler = ScriptedHandler.Failing();
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), new() { ["Processing__Backoff__0"] = "00:00:01" }, handler);
        await app.AcceptAsync();
        await app.ProcessAsync(Envelope.For(new EventKey("valara", null, From.Valara().Id), null).Write());

        app.Clock.Advance(TimeSpan.FromSeconds(2));
        await Eventually.Async(async () => await app.ProcessAsync() == 1);

        handler.Calls.Count.ShouldBe(2);
    }

    [AzuriteFact]
    public async Task A_permanent_failure_is_a_dead_letter_at_once()
    {
        var handler = new ScriptedHandler((_, _) => throw new PermanentFailureException("this listing does not exist"));
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), handler: handler);

        await app.ProcessAsync(await app.AcceptAsync());

        var row = (await app.RowsAsync("valara", "e|")).Single();
        (row.GetString("Status"), row.GetInt32("Attempts")).ShouldBe(("DeadLettered", 1));
    }

    [AzuriteFact]
    public async Task A_handler_that_hangs_is_a_failed_attempt()
    {
        var handler = new ScriptedHandler((_, _) => Task.Delay(Timeout.Infinite, CancellationToken.None));
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), new() { ["Processing__Lease"] = "00:00:10" }, handler);

        await app.ProcessAsync(await app.AcceptAsync());

        (await app.RowsAsync("valara", "e|")).Single().GetString("LastError").ShouldContain("took longer");
    }

    [AzuriteFact]
    public async Task A_fresh_delivery_of_a_dead_letter_redrives_it()
    {
        var broken = true;
        var handler = new ScriptedHandler((_, _) => broken ? throw new PermanentFailureException("no disk") : Task.CompletedTask);
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), handler: handler);
        await app.ProcessAsync(await app.AcceptAsync());
        broken = false;
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        var fresh = (From.Valara() with { SentAt = app.Clock.GetUtcNow() }).About(From.Valara().Id, "a fresh nonce");

        using var again = await app.PostAsync(fresh);
        using var replay = await app.PostAsync(fresh);
        await app.ProcessAsync();

        again.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await again.Content.ReadAsStringAsync()).ShouldContain("redriven");
        replay.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var row = (await app.RowsAsync("valara", "e|")).Single();
        (row.GetString("Status"), row.GetInt32("Attempts")).ShouldBe(("Processed", 1));
        row.GetString("History").ShouldContain("no disk");
        row.GetString("History").ShouldContain("redriven");
        (await app.RowsAsync("valara", "d|")).ShouldBeEmpty();
        (await app.RowsAsync("valara", "p|")).ShouldBeEmpty();
        (await app.RowsAsync("valara", "t|")).Count.ShouldBe(1);

        // The nonce of the redrive has a time of its own; the first goes with the event.
        (await app.KindsAsync("valara")).ShouldBe("e n n t x");
        app.Clock.Advance(TimeSpan.FromMinutes(12));
        await app.SweepAsync();
        (await app.RowsAsync("valara", "n|")).ShouldHaveSingleItem().RowKey.ShouldNotContain("fresh");
        app.Clock.Advance(TimeSpan.FromDays(31));
        await app.SweepAsync();
        (await app.KindsAsync("valara")).ShouldBe("");
    }
}
