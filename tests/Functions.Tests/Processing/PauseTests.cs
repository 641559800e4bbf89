using Microsoft.Extensions.DependencyInjection;
using Webhooks.Events;

namespace Functions.Tests.Processing;

/// <summary>A paused handler is neither started nor charged an attempt; its events wait, and go on when it is resumed.</summary>
public sealed class PauseTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    private readonly ScriptedHandler crm = new((_, _) => Task.CompletedTask, "crm");
    private readonly ScriptedHandler erp = new((_, _) => Task.CompletedTask, "erp");

    [AzuriteFact]
    public async Task Events_wait_for_a_paused_handler_without_an_attempt_and_for_no_other()
    {
        await using var app = await PausedApp.StartAsync(azurite.NewAccount(), crm, erp);
        await app.PauseAsync("crm");

        await app.ProcessAsync(["evt_1"]);
        app.Clock.Advance(TimeSpan.FromHours(9));
        await app.SweepAsync();
        await app.ProcessAsync();

        (crm.Calls.Count, erp.Calls.Count).ShouldBe((0, 1));
        (await app.StateAsync("evt_1", "crm")).ShouldBe("Waiting 0");
        (await app.StateAsync("evt_1", "erp")).ShouldBe("Done 1");
        (await app.KindsAsync("valara")).ShouldBe("e n p");
    }

    [AzuriteFact]
    public async Task Resuming_queues_what_waits_and_the_handler_runs_once_for_each()
    {
        await using var app = await PausedApp.StartAsync(azurite.NewAccount(), crm, erp);
        await app.PauseAsync("crm");
        await app.ProcessAsync(Enumerable.Range(0, 30).Select(number => $"evt_{number}"));

        await app.ResumeAsync("crm");
        await app.ResumeAsync("crm");
        await app.ProcessUntilAsync(() => crm.Calls.Count == 30);

        (await app.Queue.GetPropertiesAsync()).Value.ApproximateMessagesCount.ShouldBe(0);
        erp.Calls.Count.ShouldBe(30);
        (await app.RowsAsync("valara", "e|")).ShouldAllBe(row => row.GetString("Status") == "Processed");
    }

    [AzuriteFact]
    public async Task Messages_of_resumed_events_become_visible_one_after_the_other()
    {
        await using var app = await PausedApp.StartAsync(azurite.NewAccount(), crm);
        await app.PauseAsync("crm");
        await app.ProcessAsync(Enumerable.Range(0, 130).Select(number => $"evt_{number}"));

        await app.ResumeAsync("crm");
        (await app.Queue.GetPropertiesAsync()).Value.ApproximateMessagesCount.ShouldBe(100);
        (await app.ProcessAsync()).ShouldBe(0);
        await app.SweepAsync();
        (await app.Queue.GetPropertiesAsync()).Value.ApproximateMessagesCount.ShouldBe(130);
    }

    [AzuriteFact]
    public async Task An_event_that_resuming_missed_is_found_by_the_sweep_within_the_hour()
    {
        await using var app = await PausedApp.StartAsync(azurite.NewAccount(), crm);
        await app.PauseAsync("crm");
        await app.ProcessAsync(["evt_1"]);
        await app.ResumeAsync("crm");
        await app.Queue.ClearMessagesAsync();

        app.Clock.Advance(TimeSpan.FromMinutes(62));
        await app.SweepAsync();
        await app.ProcessAsync();

        crm.Calls.ShouldHaveSingleItem();
    }

    [AzuriteFact]
    public async Task A_pause_keeps_the_attempts_that_were_used()
    {
        var failing = ScriptedHandler.Failing(name: "failing");
        await using var app = await PausedApp.StartAsync(azurite.NewAccount(), failing);
        await app.ProcessAsync(["evt_1"]);
        await app.PauseAsync("failing");
        app.Clock.Advance(TimeSpan.FromHours(2));
        await app.SweepAsync();
        await app.ProcessAsync();
        (await app.StateAsync("evt_1", "failing")).ShouldBe("Waiting 1");

        await app.ResumeAsync("failing");
        await app.ProcessUntilAsync(() => failing.Calls.Count == 2);

        failing.Calls.Select(call => call.Attempts).ShouldBe([1, 2]);
    }

    [AzuriteFact]
    public async Task A_handler_that_is_paused_while_it_runs_ends_its_run()
    {
        var release = new TaskCompletionSource();
        var slow = new ScriptedHandler((_, _) => release.Task, "slow");
        await using var app = await PausedApp.StartAsync(azurite.NewAccount(), slow);
        var message = await app.AcceptAsync();
        var run = app.ProcessAsync(message);
        await Eventually.Async(() => Task.FromResult(slow.Calls.Count == 1));

        await app.PauseAsync("slow");
        release.SetResult();
        await run;

        (await app.RowsAsync("valara", "e|")).Single().GetString("Status").ShouldBe("Processed");
    }

    [AzuriteFact]
    public async Task A_handler_that_is_paused_while_it_fails_is_not_tried_again()
    {
        var release = new TaskCompletionSource();
        var failing = new ScriptedHandler((_, _) => release.Task, "failing");
        await using var app = await PausedApp.StartAsync(azurite.NewAccount(), failing);
        var run = app.ProcessAsync(await app.AcceptAsync());
        await Eventually.Async(() => Task.FromResult(failing.Calls.Count == 1));

        await app.PauseAsync("failing");
        release.SetException(new InvalidOperationException("down"));
        await run;
        app.Clock.Advance(TimeSpan.FromHours(3));
        await app.SweepAsync();
        await app.ProcessAsync();

        failing.Calls.Count.ShouldBe(1);
        (await app.RowsAsync("valara", "e|")).Single().GetString("Status").ShouldBe("Pending");
    }

    [AzuriteFact]
    public async Task Of_two_paused_handlers_the_one_that_is_resumed_runs()
    {
        await using var app = await PausedApp.StartAsync(azurite.NewAccount(), crm, erp);
        await app.PauseAsync("crm");
        await app.PauseAsync("erp");
        await app.ProcessAsync(["evt_1"]);

        await app.ResumeAsync("erp");
        await app.ProcessUntilAsync(() => erp.Calls.Count == 1);
        (await app.StateAsync("evt_1", "crm")).ShouldBe("Waiting 0");
        await app.ResumeAsync("crm");
        await app.ProcessUntilAsync(() => crm.Calls.Count == 1);

        (await app.RowsAsync("valara", "e|")).Single().GetString("Status").ShouldBe("Processed");
    }

    [AzuriteFact]
    public async Task A_redriven_event_waits_for_a_paused_handler()
    {
        var broken = true;
        var flaky = new ScriptedHandler((_, _) => broken ? throw new PermanentFailureException("no disk") : Task.CompletedTask, "flaky");
        await using var app = await PausedApp.StartAsync(azurite.NewAccount(), flaky);
        await app.ProcessAsync(["evt_1"]);
        broken = false;
        await app.PauseAsync("flaky");

        using var redriven = await app.OrderAsync("redrive/valara", """{"event_ids":["evt_1"],"who":"ann","why":"new disk"}""");
        await app.ProcessAsync();
        flaky.Calls.Count.ShouldBe(1);
        await app.ResumeAsync("flaky");
        await app.ProcessUntilAsync(() => flaky.Calls.Count == 2);

        (await app.RowsAsync("valara", "e|")).Single().GetString("Status").ShouldBe("Processed");
    }

    [AzuriteFact]
    public async Task A_paused_handler_that_is_no_longer_in_the_app_holds_no_event_for_ever_and_can_be_resumed()
    {
        var account = azurite.NewAccount();
        await using (var before = await PausedApp.StartAsync(account, crm))
        {
            await before.PauseAsync("crm");
            await before.ProcessAsync(["evt_1"]);
        }

        await using var app = await PausedApp.StartAsync(account, erp);
        for (var i = 0; i < 12; i++)
        {
            app.Clock.Advance(TimeSpan.FromHours(8));
            await app.SweepAsync();
            await app.ProcessAsync();
        }

        (await app.RowsAsync("valara", "e|")).Single().GetString("LastError").ShouldContain("has no handler 'crm'");
        (await app.RowsAsync("valara", "d|")).ShouldHaveSingleItem();
        (await app.HandlerAsync("crm"))!["is_known"]!.GetValue<bool>().ShouldBeFalse();
        await app.ResumeAsync("crm");
        app.Clock.Advance(TimeSpan.FromMinutes(3));
        await app.SweepAsync();
        (await app.HandlerAsync("crm")).ShouldBeNull();
    }

    [AzuriteFact]
    public async Task While_an_event_waits_for_a_paused_handler_another_handler_keeps_its_attempts_and_backoff()
    {
        var failing = ScriptedHandler.Failing(name: "failing");
        await using var app = await PausedApp.StartAsync(azurite.NewAccount(), crm, failing);
        await app.PauseAsync("crm");
        var message = await app.AcceptAsync();
        for (var i = 0; i < 10; i++)
        {
            await app.ProcessAsync(message);
            app.Clock.Advance(TimeSpan.FromHours(8));
        }

        (crm.Calls.Count, failing.Calls.Count).ShouldBe((0, 8));
        (await app.RowsAsync("valara", "e|")).Single().GetString("Status").ShouldBe("Pending");
        await app.ResumeAsync("crm");
        await app.ProcessUntilAsync(() => crm.Calls.Count == 1);
        (await app.RowsAsync("valara", "e|")).Single().GetString("Status").ShouldBe("DeadLettered");
    }
}
