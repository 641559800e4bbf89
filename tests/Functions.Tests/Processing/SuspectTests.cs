using Azure.Data.Tables;

namespace Functions.Tests.Processing;

/// <summary>An event that ends its process takes no neighbour with it: only what crashes alone, again and again, is given up.</summary>
public sealed class SuspectTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    [AzuriteFact]
    public async Task A_run_that_never_came_back_is_a_crash_and_no_attempt_and_a_verdict_ends_the_suspicion()
    {
        await using var crash = await Crash.StartAsync(azurite.NewAccount(), ScriptedHandler.Failing());
        var row = (await crash.App.RowsAsync("valara", "e|")).Single();
        (row.GetInt32("Crashes"), row.GetInt32("CrashesAlone"), row.GetInt32("Attempts") ?? 0).ShouldBe((1, 0, 0));

        crash.App.Clock.Advance(TimeSpan.FromMinutes(7));
        await crash.App.ProcessAsync(crash.Message);

        row = (await crash.App.RowsAsync("valara", "e|")).Single();
        (row.GetInt32("Crashes"), row.GetInt32("CrashesAlone"), row.GetInt32("Attempts")).ShouldBe((0, 0, 1));
    }

    [AzuriteFact]
    public async Task A_suspect_waits_until_nothing_else_runs_and_while_it_runs_nothing_else_starts()
    {
        var (releaseOther, releaseSuspect) = (new TaskCompletionSource(), new TaskCompletionSource());
        var handler = new ScriptedHandler((claimed, _) => claimed.Key.Source == "valara" ? releaseSuspect.Task : releaseOther.Task);
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), handler: handler);
        var suspect = await app.AcceptAsync();
        await SetAsync(app, "Crashes", 1);
        await app.PostAsync(From.Envless());
        var other = (await app.Queue.ReceiveMessagesAsync(1)).Value.Single().Body.ToString();
        await app.PostAsync(From.FastPix());
        var third = (await app.Queue.ReceiveMessagesAsync(1)).Value.Single().Body.ToString();
        await app.Queue.ClearMessagesAsync();

        var running = app.ProcessAsync(other);
        await Eventually.Async(() => Task.FromResult(handler.Calls.Count == 1));
        await app.ProcessAsync(suspect);
        await app.ProcessAsync(third);
        handler.Calls.Count.ShouldBe(1);
        (await app.Queue.GetPropertiesAsync()).Value.ApproximateMessagesCount.ShouldBe(2);

        releaseOther.SetResult();
        await running;
        var alone = app.ProcessAsync(suspect);
        await Eventually.Async(() => Task.FromResult(handler.Calls.Count == 2));
        await app.ProcessAsync(third);
        handler.Calls.Count.ShouldBe(2);

        releaseSuspect.SetResult();
        await alone;
        await app.ProcessAsync(third);
        handler.Calls.Count.ShouldBe(3);
    }

    [AzuriteFact]
    public async Task A_crash_beside_a_run_that_ignored_its_timeout_is_not_one_of_a_suspect_alone()
    {
        var release = new TaskCompletionSource();
        await using var app = await ReceiverApp.StartAsync(
            azurite.NewAccount(), new() { ["Processing__Lease"] = "00:00:10" }, handler: new ScriptedHandler((_, _) => release.Task));
        await app.PostAsync(From.Envless());
        await app.ProcessAsync((await app.Queue.ReceiveMessagesAsync(1)).Value.Single().Body.ToString());
        await app.Queue.ClearMessagesAsync();
        var suspect = await app.AcceptAsync();
        await SetAsync(app, "Crashes", 1);

        var run = app.ProcessAsync(suspect);
        await Eventually.Async(async () => (await app.RowsAsync("valara", "e|")).Single().GetDateTimeOffset("ClaimedUntil") is not null);

        var row = (await app.RowsAsync("valara", "e|")).Single();
        (row.GetInt32("Crashes"), row.GetInt32("CrashesAlone")).ShouldBe((2, 0));
        release.SetResult();
        await run;
    }

    [AzuriteTheory]
    [InlineData("Crashes", 30, "Processed")]
    [InlineData("CrashesAlone", 2, "Processed")]
    [InlineData("CrashesAlone", 3, "DeadLettered")]
    public async Task Only_what_crashed_alone_three_times_is_given_up(string column, int crashes, string status)
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());
        var message = await app.AcceptAsync();
        await SetAsync(app, column, crashes);

        await app.ProcessAsync(message);

        (await app.RowsAsync("valara", "e|")).Single().GetString("Status").ShouldBe(status);
    }

    [AzuriteTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task One_event_that_ends_its_process_costs_five_healthy_ones_nothing(bool isShared)
    {
        var account = azurite.NewAccount();
        var clock = new ManualClock(SignedDelivery.Noon);
        var done = new System.Collections.Concurrent.ConcurrentDictionary<string, int>();
        List<string> messages = [];
        await using (var app = await ReceiverApp.StartAsync(account, clock: clock))
        {
            foreach (var id in Enumerable.Range(0, 6))
            {
                await app.PostAsync(From.Valara().About($"evt_{id}", $"nonce {id}"));
            }

            messages.AddRange((await app.Queue.ReceiveMessagesAsync(6)).Value.Select(message => message.Body.ToString()));
            await app.Queue.ClearMessagesAsync();
        }

        // Each round is a process of its own. It ends in the middle when it runs the first event: nothing that it had begun is written.
        var processes = new List<MortalProcess>();
        for (var round = 0; round < 12; round++)
        {
            processes.Add(new MortalProcess(account, clock, done));
            await processes[^1].RunAsync(isShared ? [Shared.Message(Enumerable.Range(0, 6).Select(id => $"evt_{id}"))] : messages);
            clock.Advance(TimeSpan.FromMinutes(7));
        }

        await using var after = await ReceiverApp.StartAsync(account, clock: clock);
        var rows = await after.RowsAsync("valara", "e|");
        rows.Single(row => row.GetString("EventId") == "evt_0").GetString("Status").ShouldBe("DeadLettered");
        rows.Where(row => row.GetString("EventId") != "evt_0").ShouldAllBe(row => row.GetString("Status") == "Processed");
        done.Keys.Order().ShouldBe(["evt_1", "evt_2", "evt_3", "evt_4", "evt_5"]);
        foreach (var process in processes)
        {
            await process.DisposeAsync();
        }
    }

    private static async Task SetAsync(ReceiverApp app, string column, int value)
    {
        var row = (await app.RowsAsync("valara", "e|")).Single();
        await app.Table.UpdateEntityAsync(new TableEntity(row.PartitionKey, row.RowKey) { [column] = value }, row.ETag, TableUpdateMode.Merge);
    }

    // A process whose runs stop for ever once the deadly event is run in it.
    private sealed class MortalProcess(string account, ManualClock clock, System.Collections.Concurrent.ConcurrentDictionary<string, int> done) : IAsyncDisposable
    {
        private readonly TaskCompletionSource end = new();
        private readonly TaskCompletionSource dead = new();
        private ReceiverApp? app;

        public async Task RunAsync(IReadOnlyList<string> messages)
        {
            var handler = new ScriptedHandler(async (claimed, _) =>
            {
                if (claimed.Key.EventId == "evt_0")
                {
                    dead.TrySetResult();
                }

                // Neighbours are in the middle of their work when the process ends.
                await Task.WhenAny(dead.Task, Task.Delay(500, CancellationToken.None));
                if (dead.Task.IsCompleted)
                {
                    await end.Task;
                }

                done[claimed.Key.EventId] = 1;
            });
            app = await ReceiverApp.StartAsync(account, handler: handler, clock: clock);
            var runs = Task.WhenAll(messages.Select(message => app.ProcessAsync(message)));
            await Task.WhenAny(runs, AfterDeathAsync());
        }

        private async Task AfterDeathAsync()
        {
            await dead.Task;
            await Task.Delay(1000);
        }

        public async ValueTask DisposeAsync()
        {
            end.TrySetResult();
            await app!.DisposeAsync();
        }
    }
}
