using Functions.Tests.Processing;
using Webhooks.Events;

namespace Functions.Tests.Operating;

public sealed class RedriveTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    private bool broken = true;

    private ScriptedHandler Mendable => new((_, _) => broken ? throw new PermanentFailureException("the disk is full") : Task.CompletedTask);

    [AzuriteFact]
    public async Task A_redriven_event_is_processed_and_its_history_says_who_and_why()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), handler: Mendable);
        var hook = new HookShell(app);
        await app.ProcessAsync(["evt_1"]);
        broken = false;

        (await hook.RunAsync("redrive", "evt_1", "--source", "valara", "--who", "ada@desk", "--why", "new disk")).ShouldBe(0, hook.Error);
        (await app.KindsAsync("valara")).ShouldBe("e n p t");
        (await app.ProcessAsync()).ShouldBe(1);

        (await hook.RunAsync("dead", "evt_1", "--source", "valara")).ShouldBe(0, hook.Error);
        hook.Output.ShouldContain("Processed, 1 attempt");
        hook.Output.ShouldContain("redriven  by ada@desk: new disk");
        hook.Output.ShouldContain("the disk is full");
    }

    [AzuriteFact]
    public async Task An_event_that_is_no_dead_letter_is_left_alone()
    {
        broken = false;
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), handler: Mendable);
        var hook = new HookShell(app);
        await app.ProcessAsync(["evt_1"]);

        (await hook.RunAsync("redrive", "evt_1", "--source", "valara")).ShouldBe(1);
        hook.Error.ShouldContain("not a dead letter");
        (await hook.RunAsync("redrive", "evt_2", "--source", "valara")).ShouldBe(1);
        hook.Error.ShouldContain("no event with this id");
        (await app.ProcessAsync()).ShouldBe(0);
    }

    [AzuriteFact]
    public async Task A_dry_run_counts_and_changes_nothing_and_the_filter_decides()
    {
        var handler = new ScriptedHandler((found, _) => throw new PermanentFailureException(found.EventType == "a.b" ? "Timeout at host 7" : "no listing"));
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), handler: handler);
        var hook = new HookShell(app);
        await app.ProcessAsync(["old"], "a.b");
        app.Clock.Advance(TimeSpan.FromMinutes(4));
        await app.ProcessAsync(["one", "two"], "a.b");
        await app.ProcessAsync(["three"], "c.d");

        (await hook.RunAsync("redrive", "--source", "valara", "--dry-run")).ShouldBe(0, hook.Error);
        hook.Output.ShouldContain("4 dead letters match.");
        hook.Output.ShouldContain("4 minutes ago");
        hook.Output.ShouldContain("3 × a.b");
        hook.Output.ShouldContain("no listing");
        (await app.RowsAsync("valara", "d|")).Count.ShouldBe(4);

        string[] filter = ["--source", "valara", "--type", "a.b", "--error", "timeout AT", "--since", "2026-11-21T12:01:00Z"];
        (await hook.RunAsync(["redrive", .. filter])).ShouldBe(0, hook.Error);
        (await app.RowsAsync("valara", "d|")).Select(row => row.GetString("EventId")).Order().ShouldBe(["old", "three"]);
        (await app.HistoryAsync("old")).ShouldBe("dead-lettered");
        (await app.HistoryAsync("two")).ShouldBe("dead-lettered, redriven");
    }

    [AzuriteFact]
    public async Task Five_hundred_stopped_in_the_middle_and_resumed_are_each_redriven_once()
    {
        var handler = Mendable;
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), handler: handler);
        var hook = new HookShell(app) { StopAt = "redriven 200 of 500" };
        var ids = Enumerable.Range(0, 500).Select(number => $"evt_{number}").ToArray();
        await app.ProcessAsync(ids);
        broken = false;

        (await hook.RunAsync("redrive", "--source", "valara", "--rate", "100")).ShouldBe(1);
        hook.Error.ShouldContain("continues with the rest");
        // The request under way when Ctrl+C came may have got further than was told.
        var left = (await app.RowsAsync("valara", "d|")).Count;
        left.ShouldBeInRange(200, 300);

        hook.StopAt = null;
        (await hook.RunAsync("redrive", "--source", "valara", "--rate", "100")).ShouldBe(0, hook.Error);
        hook.Output.ShouldContain($"Done: {left} events are pending again.");

        (await app.ProcessAsync()).ShouldBe(500);
        handler.Calls.CountBy(call => call.Key.EventId).ShouldAllBe(calls => calls.Value == 2);
        var rows = await app.RowsAsync("valara", "e|");
        rows.Count.ShouldBe(500);
        rows.ShouldAllBe(row => row.GetString("Status") == "Processed" && row.GetString("History").Split("redriven").Length == 2);
        (await app.RowsAsync("valara", "d|")).ShouldBeEmpty();
        (await app.RowsAsync("valara", "p|")).ShouldBeEmpty();
    }

    [AzuriteFact]
    public async Task Redriven_events_that_fail_again_come_back_with_their_history_and_not_into_the_same_run()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), handler: Mendable, listen: true);
        var hook = new HookShell(app);
        await app.ProcessAsync(Enumerable.Range(0, 12).Select(number => $"evt_{number}"));
        await Eventually.Async(async () => (await app.RowsAsync("valara", "d|")).Count == 12);
        app.Clock.Advance(TimeSpan.FromMinutes(1));

        (await hook.RunAsync("redrive", "--source", "valara", "--rate", "4")).ShouldBe(0, hook.Error);
        hook.Output.ShouldContain("Done: 12 events are pending again.");
        await Eventually.Async(async () => (await app.RowsAsync("valara", "d|")).Count == 12);

        (await app.HistoryAsync("evt_3")).ShouldBe("dead-lettered, redriven, dead-lettered");
        (await hook.RunAsync("dead", "--source", "valara")).ShouldBe(0, hook.Error);
        hook.Output.ShouldContain("1 attempt, redriven 1 time before");
        hook.Output.ShouldContain("12 dead letters.");
    }

    [AzuriteFact]
    public async Task A_redriven_event_that_could_not_be_queued_is_queued_by_the_sweep()
    {
        await using var storage = await FaultyStorage.BeforeAsync(azurite.NewAccount());
        await using var app = await ReceiverApp.StartAsync(storage.ConnectionString, handler: Mendable);
        var hook = new HookShell(app);
        await app.ProcessAsync(["evt_1"]);
        broken = false;

        storage.Do(request => request.Path.Value!.EndsWith("/messages", StringComparison.Ordinal) ? Fault.LoseRequest : Fault.None);
        (await hook.RunAsync("redrive", "--source", "valara")).ShouldBe(0, hook.Error);
        storage.Do(_ => Fault.None);
        app.Clock.Advance(TimeSpan.FromMinutes(2));
        await app.SweepAsync();

        (await app.ProcessAsync()).ShouldBe(1);
        (await app.HistoryAsync("evt_1")).ShouldBe("dead-lettered, redriven");
    }
}
