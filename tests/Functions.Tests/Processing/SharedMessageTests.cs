using Azure.Data.Tables;
using Functions.Tests.Receiving;
using Microsoft.Extensions.DependencyInjection;
using Webhooks.Events;
using Webhooks.Processing;

namespace Functions.Tests.Processing;

/// <summary>Events of one message have fates of their own: nothing that happens to one changes anything for another.</summary>
public sealed class SharedMessageTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    [AzuriteFact]
    public async Task Each_event_of_a_message_gets_what_it_would_get_alone()
    {
        var handler = new ScriptedHandler((claimed, _) => claimed.Key.EventId switch
        {
            "failing" => throw new InvalidOperationException("the cloud is full"),
            "hopeless" => throw new PermanentFailureException("no such listing"),
            _ => Task.CompletedTask,
        });
        var later = new Picky("later", "paused");
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), LargeBodies.Allowed, overrides: services => services.AddSingleton<IEventHandler>(handler).AddSingleton<IEventHandler>(later));
        string[] ids = ["done", "failing", "hopeless", "processed", "suspect", "paused", "bulky", "blob", "lost"];
        foreach (var id in ids)
        {
            await app.PostAsync(LargeBodies.Delivery(id switch { "bulky" => 200_000, "blob" or "lost" => LargeBodies.Beyond, _ => 50 }, id));
        }

        await app.Queue.ClearMessagesAsync();
        await app.ProcessAsync(Message("processed"));
        await app.PauseAsync("later");
        await SetAsync(app, "suspect", "Crashes", 1);
        await app.Bodies.DeleteBlobAsync((await app.RowsAsync(LargeBodies.Source, "e|lost")).Single().GetString("BodyBlob"));

        await app.ProcessAsync(Message([.. ids, "gone"]));

        var statuses = await app.StatusesAsync(LargeBodies.Source);
        string.Join(' ', ids.Select(id => statuses[id][..4])).ShouldBe("Proc Pend Dead Proc Pend Pend Proc Proc Dead");
        handler.Calls.Select(call => call.Key.EventId).Order().ShouldBe(["blob", "bulky", "done", "failing", "hopeless", "paused", "processed"]);
        handler.Calls.Single(call => call.Key.EventId == "blob").Body.Length.ShouldBe(LargeBodies.Beyond);
        later.Calls.ShouldBeEmpty();
        var rows = (await app.RowsAsync(LargeBodies.Source, "e|")).ToDictionary(row => row.GetString("EventId"));
        (rows["failing"].GetString("LastError"), rows["failing"].GetInt32("Attempts")).ShouldBe(("scripted: InvalidOperationException: the cloud is full", 1));
        rows["hopeless"].GetString("LastError").ShouldContain("no such listing");
        rows["lost"].GetString("LastError").ShouldStartWith("Its body is missing");
        (rows["suspect"].GetInt32("Crashes"), rows["suspect"].GetDateTimeOffset("ClaimedUntil")).ShouldBe((1, null));

        // The suspect and the failing one; a parked one has none.
        (await app.Queue.GetPropertiesAsync()).Value.ApproximateMessagesCount.ShouldBe(2);
        (await app.RowsAsync(LargeBodies.Source, "p|")).Select(row => row.GetString("EventId")).Order().ShouldBe(["failing", "paused", "suspect"]);
    }

    [AzuriteFact]
    public async Task A_slow_event_keeps_no_other_from_its_end()
    {
        var release = new TaskCompletionSource();
        var handler = new ScriptedHandler((claimed, _) => claimed.Key.EventId == "slow" ? release.Task : Task.CompletedTask);
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), handler: handler);
        var message = await app.AcceptAsync("slow", "a", "b");

        var run = app.ProcessAsync(message);
        await Eventually.Async(async () => (await app.StatusesAsync()).Values.Count(status => status == "Processed") == 2);

        run.IsCompleted.ShouldBeFalse();
        release.SetResult();
        await run;
        (await app.StatusesAsync())["slow"].ShouldBe("Processed");
    }

    [AzuriteFact]
    public async Task Events_of_a_source_that_left_the_settings_wait_for_its_return()
    {
        var account = azurite.NewAccount();
        var clock = new ManualClock(SignedDelivery.Noon);
        string message;
        await using (var before = await ReceiverApp.StartAsync(account, clock: clock))
        {
            message = await before.AcceptAsync("a", "b");
        }

        await using (var without = await ReceiverApp.StartAsync(account, new() { ["Sources__valara__Scheme"] = null, ["Sources__valara__Secrets__0__Value"] = null }, clock: clock))
        {
            await without.ProcessAsync(message);
            (await without.RowsAsync("valara", "e|")).ShouldAllBe(row => row.GetString("Status") == "Pending" && row.GetString("LastError").Contains("not in the settings of this app"));
        }

        clock.Advance(TimeSpan.FromMinutes(1));
        await using var back = await ReceiverApp.StartAsync(account, clock: clock);
        await back.ProcessAsync(message);
        (await back.StatusesAsync()).Values.ShouldBe(["Processed", "Processed"]);
    }

    [AzuriteFact]
    public async Task A_doubled_message_runs_each_event_once_also_at_the_same_moment()
    {
        var handler = ScriptedHandler.Succeeding;
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), handler: handler);
        var ids = Enumerable.Range(0, 16).Select(i => $"evt_{i}").ToList();
        var message = await app.AcceptAsync(ids);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => app.ProcessAsync(message)));
        await app.ProcessAsync(message);

        handler.Calls.Select(call => call.Key.EventId).Order().ShouldBe(ids.Order());
        (await app.RowsAsync("valara", "e|")).ShouldAllBe(row => row.GetString("Status") == "Processed" && row.GetInt32("Attempts") == 1);
    }

    [AzuriteFact]
    public async Task When_the_host_stops_each_event_gives_its_claim_back_and_goes_on_elsewhere()
    {
        var (stop, isStopping) = (new CancellationTokenSource(), true);
        var handler = new ScriptedHandler((_, cancellationToken) => isStopping ? Task.Delay(Timeout.Infinite, cancellationToken) : Task.CompletedTask);
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), handler: handler);
        var ids = Enumerable.Range(0, 16).Select(i => $"evt_{i}").ToList();
        var message = await app.AcceptAsync(ids);

        var run = app.Services.GetRequiredService<Processor>().ProcessAsync(new(Envelope.Read(message)!), stop.Token);
        await Eventually.Async(() => Task.FromResult(handler.Calls.Count == 16));
        await stop.CancelAsync();
        await run;

        (await app.RowsAsync("valara", "e|")).ShouldAllBe(row => row.GetString("Status") == "Pending" && row.GetInt32("Crashes") == 0 && !(row.GetDateTimeOffset("ClaimedUntil") > app.Clock.GetUtcNow()));
        isStopping = false;
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await app.ProcessUntilAsync(() => handler.Calls.Count == 32);
        (await app.StatusesAsync()).Values.ShouldAllBe(status => status == "Processed");
    }

    [AzuriteFact]
    public async Task A_queue_with_messages_of_both_forms_is_worked_off_by_the_host()
    {
        var handler = ScriptedHandler.Succeeding;
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), handler: handler);
        var several = await app.AcceptAsync("a", "b", "c");
        var one = await app.AcceptAsync("d");
        await app.Queue.SendMessageAsync(several);
        await app.Queue.SendMessageAsync(one);

        (await app.ProcessAsync()).ShouldBe(4);

        (await app.StatusesAsync()).ShouldBe(new Dictionary<string, string> { ["a"] = "Processed", ["b"] = "Processed", ["c"] = "Processed", ["d"] = "Processed" }, ignoreOrder: true);
    }

    [AzuriteFact]
    public async Task With_one_event_in_a_message_and_one_message_in_a_batch_no_event_runs_beside_another()
    {
        var (running, beside) = (0, 0);
        var handler = new ScriptedHandler(async (_, cancellationToken) =>
        {
            beside += Interlocked.Increment(ref running) > 1 ? 1 : 0;
            await Task.Delay(20, cancellationToken);
            Interlocked.Decrement(ref running);
        });
        var oneByOne = new Dictionary<string, string?>
        {
            ["Processing__EventsPerMessage"] = "1",
            ["AzureFunctionsJobHost__extensions__queues__batchSize"] = "1",
            ["AzureFunctionsJobHost__extensions__queues__newBatchThreshold"] = "0",
        };
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), oneByOne, handler, listen: true);

        await Task.WhenAll(Enumerable.Range(0, 24).Select(i => app.PostAsync(From.Valara().About($"evt_{i}", $"nonce of {i}"))));

        await Eventually.Async(async () => (await app.StatusesAsync()).Values.Count(status => status == "Processed") == 24);
        beside.ShouldBe(0);
    }

    private static string Message(params IEnumerable<string> eventIds) => Shared.Message(eventIds.Select(id => new EnvelopeEntry(new(LargeBodies.Source, null, id), null) { BodyLength = 1 }));

    private static async Task SetAsync(ReceiverApp app, string eventId, string column, int value)
    {
        var row = (await app.RowsAsync(LargeBodies.Source, "e|" + eventId)).Single();
        await app.Table.UpdateEntityAsync(new TableEntity(row.PartitionKey, row.RowKey) { [column] = value }, row.ETag, TableUpdateMode.Merge);
    }

    // Wants one event only.
    private sealed class Picky(string name, string eventId) : IEventHandler
    {
        public List<string> Calls { get; } = [];

        public string Name => name;

        public bool Handles(LedgerEvent found) => found.Key.EventId == eventId;

        public Task HandleAsync(LedgerEvent claimed, CancellationToken cancellationToken)
        {
            Calls.Add(claimed.Key.EventId);
            return Task.CompletedTask;
        }
    }
}
