using Azure.Data.Tables;
using Webhooks.Events;
using Webhooks.Storage;

namespace Functions.Tests.Processing;

public sealed class ProcessingTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
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
        var message = await app.AcceptAsync();

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
    public async Task Between_claim_and_finish_a_crashed_run_holds_the_event_for_its_lease_and_no_longer()
    {
        var handler = ScriptedHandler.Succeeding;
        await using var crash = await Crash.StartAsync(azurite.NewAccount(), handler);
        var app = crash.App;

        await app.ProcessAsync(crash.Message);
        app.Clock.Advance(TimeSpan.FromMinutes(5));
        await app.SweepAsync();
        (await app.ProcessAsync()).ShouldBe(0);
        app.Clock.Advance(TimeSpan.FromMinutes(2));
        await app.SweepAsync();
        (await app.ProcessAsync()).ShouldBe(1);

        handler.Calls.Count.ShouldBe(1);
        var row = (await app.RowsAsync("valara", "e|")).Single();
        (row.GetString("Status"), row.GetInt32("Attempts")).ShouldBe(("Processed", 1));
    }

    [AzuriteFact]
    public async Task A_claim_in_time_changes_the_event_and_no_other_row()
    {
        var release = new TaskCompletionSource();
        var handler = new ScriptedHandler((_, _) => release.Task);
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), handler: handler);
        await app.PostAsync(From.StandardWebhooks());
        var before = await app.RowsAsync("standard-webhooks", "p|");

        var run = app.ProcessAsync();
        await Eventually.Async(() => Task.FromResult(handler.Calls.Count == 1));

        (await app.RowsAsync("standard-webhooks", "e|")).Single().GetDateTimeOffset("ClaimedUntil").ShouldNotBeNull();
        (await app.RowsAsync("standard-webhooks", "p|")).Single().ETag.ShouldBe(before.Single().ETag);
        release.SetResult();
        await run;
    }

    // The sweep has queued the event again and again, and learnt to wait. The lease is six minutes.
    [AzuriteTheory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(8)]
    [InlineData(15)]
    [InlineData(60)]
    public async Task A_run_that_crashes_after_a_long_backlog_is_followed_by_another_as_soon_as_its_lease_is_over(int minutes)
    {
        var handler = ScriptedHandler.Succeeding;
        await using var crash = await Crash.StartAsync(azurite.NewAccount(), handler, async app =>
        {
            foreach (var _ in Enumerable.Range(0, minutes))
            {
                app.Clock.Advance(TimeSpan.FromMinutes(1));
                await app.SweepAsync();
            }

            await app.Queue.ClearMessagesAsync();
        });
        var app = crash.App;
        app.Clock.Advance(TimeSpan.FromMinutes(7));
        await app.SweepAsync();

        (await app.ProcessAsync()).ShouldBe(1);
        handler.Calls.Count.ShouldBe(1);
    }

    [AzuriteFact]
    public async Task A_run_that_lost_its_claim_cannot_undo_what_another_did()
    {
        await using var crash = await Crash.StartAsync(azurite.NewAccount(), ScriptedHandler.Succeeding);
        var app = crash.App;
        app.Clock.Advance(TimeSpan.FromMinutes(7));
        await app.ProcessAsync(crash.Message);

        await crash.EndAsync(new InvalidOperationException("too late"));

        var row = (await app.RowsAsync("valara", "e|")).Single();
        (row.GetString("Status"), row.GetString("LastError")).ShouldBe(("Processed", null));
        (await app.RowsAsync("valara", "p|")).ShouldBeEmpty();
    }

    [AzuriteFact]
    public async Task Of_many_workers_that_race_for_one_event_one_runs_it()
    {
        var handler = ScriptedHandler.Succeeding;
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), handler: handler);
        var message = await app.AcceptAsync();

        await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => app.ProcessAsync(message)));

        handler.Calls.Count.ShouldBe(1);
        (await app.RowsAsync("valara", "e|")).Single().GetInt32("Attempts").ShouldBe(1);
    }

    [AzuriteTheory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_claim_or_an_end_whose_answer_is_lost_is_recognised_as_its_own(int lost)
    {
        var handler = ScriptedHandler.Succeeding;
        await using var storage = await FaultyStorage.BeforeAsync(azurite.NewAccount());
        await using var app = await ReceiverApp.StartAsync(storage.ConnectionString, handler: handler);
        var message = await app.AcceptAsync();

        // The claim is the first transaction of an attempt, its end the second.
        var seen = 0;
        storage.Do(request => request.Path.Value!.EndsWith("$batch", StringComparison.Ordinal) && Interlocked.Increment(ref seen) == lost ? Fault.LoseAnswer : Fault.None);
        await app.ProcessAsync(message);

        handler.Calls.Count.ShouldBe(1);
        (await app.RowsAsync("valara", "e|")).Single().GetString("Status").ShouldBe("Processed");
    }
}
