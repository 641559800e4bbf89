using System.Net;
using System.Text;
using Azure.Data.Tables;
using Webhooks.Events;

namespace Functions.Tests.Processing;

/// <summary>When a message with several events ends its process, all that ran are suspects; each runs alone.</summary>
public sealed class SharedSuspectTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    [AzuriteFact]
    public async Task A_suspect_holds_up_no_other_event_of_its_message_and_no_other_message()
    {
        var handler = ScriptedHandler.Succeeding;
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), handler: handler);
        var message = await app.AcceptAsync("suspect", "a", "another suspect", "b");
        await SuspectAsync(app, "suspect");
        await SuspectAsync(app, "another suspect");
        var next = await app.AcceptAsync("c");

        await app.ProcessAsync(message);
        await app.ProcessAsync(next);

        handler.Calls.Select(call => call.Key.EventId).Order().ShouldBe(["a", "b", "c"]);
        (await app.Queue.GetPropertiesAsync()).Value.ApproximateMessagesCount.ShouldBe(1);
        await app.ProcessUntilAsync(() => handler.Calls.Count == 5);
        (await app.StatusesAsync()).Values.ShouldAllBe(status => status == "Processed");
        (await app.RowsAsync("valara", "e|")).ShouldAllBe(row => row.GetInt32("Crashes") == 0);
    }

    [AzuriteFact]
    public async Task Suspects_of_one_message_run_one_after_the_other_and_nothing_else_meanwhile()
    {
        var (running, most) = (0, 0);
        var handler = new ScriptedHandler(async (_, cancellationToken) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            await Task.Delay(500, cancellationToken);
            Interlocked.Decrement(ref running);
        });
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), handler: handler);
        string[] ids = ["a", "b", "c"];
        var suspects = await app.AcceptAsync(ids);
        foreach (var id in ids)
        {
            await SuspectAsync(app, id);
        }

        var innocent = await app.AcceptAsync("d");

        var run = app.ProcessAsync(suspects, 2);
        await Eventually.Async(() => Task.FromResult(handler.Calls.Count == 1));
        await app.ProcessAsync(innocent);
        await run;

        (most, string.Join(' ', handler.Calls.Select(call => call.Key.EventId))).ShouldBe((1, "a b c"));
        await app.ProcessUntilAsync(() => handler.Calls.Count == 4);
        (await app.StatusesAsync()).Values.ShouldAllBe(status => status == "Processed");
    }

    [AzuriteFact]
    public async Task Suspects_that_find_others_running_come_back_together_and_have_their_turn()
    {
        var release = new TaskCompletionSource();
        var handler = new ScriptedHandler((claimed, _) => claimed.Key.EventId == "slow" ? release.Task : Task.CompletedTask);
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), handler: handler);
        var suspects = await app.AcceptAsync("a", "b");
        await SuspectAsync(app, "a");
        await SuspectAsync(app, "b");
        var slow = app.ProcessAsync(await app.AcceptAsync("slow"));
        await Eventually.Async(() => Task.FromResult(handler.Calls.Count == 1));

        await app.ProcessAsync(suspects);

        (handler.Calls.Count, (await app.Queue.GetPropertiesAsync()).Value.ApproximateMessagesCount).ShouldBe((1, 1));
        release.SetResult();
        await slow;
        await app.ProcessUntilAsync(() => handler.Calls.Count == 3);
        (await app.StatusesAsync()).Values.ShouldAllBe(status => status == "Processed");
    }

    [AzuriteFact]
    public async Task What_crashed_alone_three_times_is_given_up_and_its_neighbours_are_not()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());
        var message = await app.AcceptAsync("deadly", "a");
        await SuspectAsync(app, "deadly", "CrashesAlone", 3);

        await app.ProcessAsync(message);

        (await app.StatusesAsync()).ShouldBe(new Dictionary<string, string> { ["deadly"] = "DeadLettered", ["a"] = "Processed" }, ignoreOrder: true);
    }

    [AzuriteFact]
    public async Task A_poisoned_message_makes_suspects_of_what_is_pending_however_often_it_comes_and_gives_none_of_them_up()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());
        await app.ProcessAsync(await app.AcceptAsync("done"));
        var message = await app.AcceptAsync("a", "b");
        message = Shared.Message("done", "a", "gone", "b");

        foreach (var _ in Enumerable.Range(0, 4))
        {
            await app.RecordPoisonAsync(message);
        }

        (await app.StatusesAsync()).ShouldBe(new Dictionary<string, string> { ["done"] = "Processed", ["a"] = "Pending", ["b"] = "Pending" }, ignoreOrder: true);
        var pending = (await app.RowsAsync("valara", "e|")).Where(row => row.GetString("Status") == "Pending").ToList();
        pending.ShouldAllBe(row => row.GetInt32("Crashes") == 4 && !(row.GetInt32("CrashesAlone") > 0));
        (await app.Queue.GetPropertiesAsync()).Value.ApproximateMessagesCount.ShouldBe(8);
    }

    [AzuriteFact]
    public async Task A_poisoned_message_in_Base64_is_read_too()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());
        var message = await app.AcceptAsync("a", "b");

        await app.RecordPoisonAsync(Convert.ToBase64String(Encoding.UTF8.GetBytes(message)));

        (await app.RowsAsync("valara", "e|")).ShouldAllBe(row => row.GetInt32("Crashes") == 1);
    }

    [AzuriteFact]
    public async Task A_fault_that_meets_one_event_of_a_poisoned_message_harms_no_other()
    {
        await using var storage = await FaultyStorage.BeforeAsync(azurite.NewAccount());
        await using var app = await ReceiverApp.StartAsync(storage.ConnectionString);
        var message = await app.AcceptAsync("a", "broken", "b");

        storage.Do(request => request.Method == "GET" && request.Path.Value!.Contains("broken", StringComparison.Ordinal) ? Fault.Answer(HttpStatusCode.ServiceUnavailable) : Fault.None);
        await Should.ThrowAsync<LedgerUnavailableException>(() => app.RecordPoisonAsync(message));
        storage.Do(_ => Fault.None);

        var crashes = (await app.RowsAsync("valara", "e|")).ToDictionary(row => row.GetString("EventId"), row => row.GetInt32("Crashes") ?? 0);
        crashes.ShouldBe(new Dictionary<string, int> { ["a"] = 1, ["broken"] = 0, ["b"] = 1 }, ignoreOrder: true);
        (await app.Queue.GetPropertiesAsync()).Value.ApproximateMessagesCount.ShouldBe(2);
    }

    private static async Task SuspectAsync(ReceiverApp app, string eventId, string column = "Crashes", int value = 1)
    {
        var row = (await app.RowsAsync("valara", "e|")).Single(row => row.GetString("EventId") == eventId);
        await app.Table.UpdateEntityAsync(new TableEntity(row.PartitionKey, row.RowKey) { [column] = value }, row.ETag, TableUpdateMode.Merge);
    }
}
