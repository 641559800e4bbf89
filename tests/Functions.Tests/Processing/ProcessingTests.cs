using System.Net;
using Azure.Data.Tables;
using Webhooks.Processing;
using Webhooks.Receiving;
using Webhooks.Tests;

namespace Functions.Tests.Processing;

[Collection(Azurite.Collection)]
public sealed class ProcessingTests(Azurite azurite)
{
    private static readonly TimeSpan[] DefaultBackoff =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10),
        TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(6),
    ];

    [AzuriteFact]
    public async Task A_processed_event_has_no_pending_row_and_stands_in_the_timeline()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());
        await app.PostAsync(From.Envless());

        (await app.ProcessAsync()).ShouldBe(1);

        (await app.KindsAsync("envless")).ShouldBe("e t");
        var row = (await app.RowsAsync("envless", "e|")).Single();
        (row.GetString("Status"), row.GetInt32("Attempts")).ShouldBe(("Processed", 1));
        (await app.RowsAsync("envless", "t|")).Single().GetString("EventType").ShouldBe("workspace.created");
    }

    [AzuriteFact]
    public async Task The_handler_gets_the_exact_bytes_and_headers_that_were_signed()
    {
        var handler = ScriptedHandler.Succeeding;
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), handler: handler);
        var delivery = From.Envless();
        await app.PostAsync(delivery);

        await app.ProcessAsync();

        var seen = handler.Calls.Single();
        seen.Body.ToArray().ShouldBe(delivery.Body);
        seen.Headers.ShouldContain(new KeyValuePair<string, string>("webhook-signature", delivery.Header("webhook-signature")));
        (seen.EventType, seen.DeliveryId, seen.Attempts).ShouldBe(("workspace.created", "0192a1b2-c3d4-7000-8000-0000000000d1", 1));
    }

    [AzuriteFact]
    public async Task A_doubled_and_a_late_message_do_nothing()
    {
        var handler = ScriptedHandler.Succeeding;
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), handler: handler);
        var message = await AcceptAsync(app);

        await app.ProcessAsync(message);
        await app.ProcessAsync(message);
        app.Clock.Advance(TimeSpan.FromDays(1));
        await app.ProcessAsync(message);

        handler.Calls.Count.ShouldBe(1);
    }

    [AzuriteFact]
    public async Task A_message_for_an_event_that_is_gone_does_nothing()
    {
        var handler = ScriptedHandler.Succeeding;
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), handler: handler);

        await app.ProcessAsync(Envelope.For(new EventKey("valara", null, "never"), null).Write());

        handler.Calls.ShouldBeEmpty();
    }

    [AzuriteFact]
    public async Task A_lost_message_is_replaced_by_the_sweep_once_its_grace_is_over()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());
        await AcceptAsync(app);

        await app.SweepAsync();
        (await app.ProcessAsync()).ShouldBe(0);
        app.Clock.Advance(TimeSpan.FromMinutes(2));
        await app.SweepAsync();

        (await app.ProcessAsync()).ShouldBe(1);
        (await app.KindsAsync("valara")).ShouldContain("t");
    }

    [AzuriteFact]
    public async Task A_backlog_is_not_queued_again_each_minute()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());
        await AcceptAsync(app);

        foreach (var _ in Enumerable.Range(0, 60))
        {
            app.Clock.Advance(TimeSpan.FromMinutes(1));
            await app.SweepAsync();
        }

        (await app.Queue.GetPropertiesAsync()).Value.ApproximateMessagesCount.ShouldBeInRange(3, 6);
    }

    [AzuriteFact]
    public async Task Between_claim_and_finish_a_crashed_run_holds_the_event_for_its_lease_and_no_longer()
    {
        var handler = new ScriptedHandler((claimed, _) => claimed.Attempts == 1 ? Task.Delay(Timeout.Infinite, CancellationToken.None) : Task.CompletedTask);
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), handler: handler);
        var message = await AcceptAsync(app);
        // The run that never comes back: what a killed worker leaves behind.
        var crashed = app.ProcessAsync(message);
        await Eventually.Async(() => Task.FromResult(handler.Calls.Count == 1));

        await app.ProcessAsync(message);
        app.Clock.Advance(TimeSpan.FromMinutes(5));
        await app.SweepAsync();
        (await app.ProcessAsync()).ShouldBe(0);
        app.Clock.Advance(TimeSpan.FromMinutes(2));
        await app.SweepAsync();
        (await app.ProcessAsync()).ShouldBe(1);

        handler.Calls.Count.ShouldBe(2);
        var row = (await app.RowsAsync("valara", "e|")).Single();
        (row.GetString("Status"), row.GetInt32("Attempts")).ShouldBe(("Processed", 2));
        crashed.IsCompleted.ShouldBeFalse();
    }

    [AzuriteFact]
    public async Task A_run_that_lost_its_claim_cannot_undo_what_another_did()
    {
        var release = new TaskCompletionSource();
        var handler = new ScriptedHandler(async (claimed, _) =>
        {
            if (claimed.Attempts == 1)
            {
                await release.Task;
                throw new InvalidOperationException("too late");
            }
        });
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), handler: handler);
        var message = await AcceptAsync(app);
        var slow = app.ProcessAsync(message);
        await Eventually.Async(() => Task.FromResult(handler.Calls.Count == 1));
        app.Clock.Advance(TimeSpan.FromMinutes(7));
        await app.ProcessAsync(message);

        release.SetResult();
        await slow;

        var row = (await app.RowsAsync("valara", "e|")).Single();
        (row.GetString("Status"), row.GetString("LastError")).ShouldBe(("Processed", null));
        (await app.RowsAsync("valara", "p|")).ShouldBeEmpty();
    }

    [AzuriteFact]
    public async Task Of_many_workers_that_race_for_one_event_one_runs_it()
    {
        var handler = ScriptedHandler.Succeeding;
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), handler: handler);
        var message = await AcceptAsync(app);

        await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => app.ProcessAsync(message)));

        handler.Calls.Count.ShouldBe(1);
        (await app.RowsAsync("valara", "e|")).Single().GetInt32("Attempts").ShouldBe(1);
    }

    [AzuriteFact]
    public async Task Eight_failing_attempts_by_the_backoff_schedule_make_a_dead_letter()
    {
        var handler = ScriptedHandler.Failing("the cloud is full");
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), handler: handler);
        var message = await AcceptAsync(app);

        foreach (var wait in DefaultBackoff)
        {
            var before = app.Clock.GetUtcNow();
            await app.ProcessAsync(message);

            var row = (await app.RowsAsync("valara", "e|")).Single();
            row.GetString("Status").ShouldBe("Pending");
            (row.GetDateTimeOffset("NextAttemptAt")!.Value - before).ShouldBeInRange(wait, wait * 1.2);
            (await app.RowsAsync("valara", "p|")).Count.ShouldBe(1);

            app.Clock.Advance(wait * 0.9);
            await app.ProcessAsync(message);
            app.Clock.Advance(wait * 0.4);
        }

        handler.Calls.Count.ShouldBe(7);
        await app.ProcessAsync(message);

        handler.Calls.Count.ShouldBe(8);
        var dead = (await app.RowsAsync("valara", "e|")).Single();
        (dead.GetString("Status"), dead.GetInt32("Attempts")).ShouldBe(("DeadLettered", 8));
        dead.GetString("LastError").ShouldContain("the cloud is full");
        (await app.KindsAsync("valara")).ShouldBe("d e n t x");
        (await app.RowsAsync("valara", "d|")).Single().GetString("EventId").ShouldBe(From.Valara().Id);
    }

    [AzuriteFact]
    public async Task A_failed_attempt_sends_its_own_next_message()
    {
        var handler = ScriptedHandler.Failing();
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), new() { ["Processing__Backoff__0"] = "00:00:01" }, handler);
        await AcceptAsync(app);
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

        await app.ProcessAsync(await AcceptAsync(app));

        var row = (await app.RowsAsync("valara", "e|")).Single();
        (row.GetString("Status"), row.GetInt32("Attempts")).ShouldBe(("DeadLettered", 1));
    }

    [AzuriteFact]
    public async Task A_handler_that_hangs_is_a_failed_attempt()
    {
        var handler = new ScriptedHandler((_, _) => Task.Delay(Timeout.Infinite, CancellationToken.None));
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), new() { ["Processing__Lease"] = "00:00:10" }, handler);

        await app.ProcessAsync(await AcceptAsync(app));

        (await app.RowsAsync("valara", "e|")).Single().GetString("LastError").ShouldContain("took longer");
    }

    [AzuriteFact]
    public async Task A_worker_that_crashes_in_every_attempt_leaves_a_dead_letter_in_the_end()
    {
        var handler = ScriptedHandler.Succeeding;
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), handler: handler);
        var message = await AcceptAsync(app);
        var row = (await app.RowsAsync("valara", "e|")).Single();
        await app.Table.UpdateEntityAsync(new TableEntity(row.PartitionKey, row.RowKey) { ["Attempts"] = 8 }, row.ETag, TableUpdateMode.Merge);

        await app.ProcessAsync(message);

        handler.Calls.ShouldBeEmpty();
        (await app.RowsAsync("valara", "e|")).Single().GetString("Status").ShouldBe("DeadLettered");
    }

    [AzuriteFact]
    public async Task A_fresh_delivery_of_a_dead_letter_redrives_it()
    {
        var broken = true;
        var handler = new ScriptedHandler((_, _) => broken ? throw new PermanentFailureException("no disk") : Task.CompletedTask);
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), handler: handler);
        await app.ProcessAsync(await AcceptAsync(app));
        broken = false;

        using var again = await app.PostAsync(From.Valara().About(From.Valara().Id, "a fresh nonce"));
        using var replay = await app.PostAsync(From.Valara().About(From.Valara().Id, "a fresh nonce"));
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
    }

    /// <summary>Accepts the default delivery and takes its message off the queue.</summary>
    private static async Task<string> AcceptAsync(ReceiverApp app)
    {
        using var answer = await app.PostAsync(From.Valara());
        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        var message = (await app.Queue.ReceiveMessagesAsync(1)).Value.Single();
        await app.Queue.DeleteMessageAsync(message.MessageId, message.PopReceipt);
        return message.Body.ToString();
    }
}
