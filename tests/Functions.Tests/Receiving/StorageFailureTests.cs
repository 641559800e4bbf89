using System.Net;

namespace Functions.Tests.Receiving;

// What is answered 2xx is in the ledger; what is not in the ledger is answered 503 in time for the sender to hear it.
public sealed class StorageFailureTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    private static readonly Dictionary<string, string?> Impatient = new() { ["Sources__valara__Deadline"] = "00:00:02" };

    [AzuriteFact]
    public async Task A_write_whose_answer_is_lost_is_recognised_and_answered_202()
    {
        var account = azurite.NewAccount();
        await using var storage = await FaultyStorage.BeforeAsync(account);
        await using var app = await ReceiverApp.StartAsync(storage.ConnectionString);

        storage.DoOnceToTransactions(Fault.LoseAnswer);
        using var answer = await app.PostAsync(From.Valara());

        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await app.KindsAsync("valara")).ShouldBe("e n p");
        (await app.Queue.GetPropertiesAsync()).Value.ApproximateMessagesCount.ShouldBe(1);
    }

    [AzuriteFact]
    public async Task A_write_whose_answer_is_too_late_is_recognised_and_answered_202()
    {
        await using var storage = await FaultyStorage.BeforeAsync(azurite.NewAccount());
        await using var app = await ReceiverApp.StartAsync(storage.ConnectionString, new(Impatient));

        storage.DoOnceToTransactions(Fault.SlowAnswer(TimeSpan.FromSeconds(1.5)));
        using var answer = await app.PostAsync(From.Valara());

        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await app.KindsAsync("valara")).ShouldBe("e n p");
    }

    [AzuriteFact]
    public async Task A_redrive_whose_answer_is_lost_is_told_as_one_and_not_as_a_second_acceptance()
    {
        await using var storage = await FaultyStorage.BeforeAsync(azurite.NewAccount());
        await using var app = await ReceiverApp.StartAsync(storage.ConnectionString);
        var message = await app.AcceptAsync();
        for (var crash = 0; crash < 3; crash++)
        {
            await app.RecordPoisonAsync(message);
        }

        await app.Queue.ClearMessagesAsync();
        app.Clock.Advance(TimeSpan.FromSeconds(1));

        // The first transaction is the insertion that finds the event there; the second redrives it.
        var transactions = 0;
        storage.Do(request => request.Path.Value!.EndsWith("$batch", StringComparison.Ordinal) && ++transactions == 2 ? Fault.LoseAnswer : Fault.None);
        using var answer = await app.PostAsync((From.Valara() with { SentAt = app.Clock.GetUtcNow() }).About(From.Valara().Id, "a fresh nonce"));

        (await answer.Content.ReadAsStringAsync()).ShouldContain("redriven");
        (await app.Queue.GetPropertiesAsync()).Value.ApproximateMessagesCount.ShouldBe(1);
        (await app.KindsAsync("valara")).ShouldBe("e n n p t x");
    }

    [AzuriteFact]
    public async Task A_write_that_lands_after_it_was_given_up_is_no_replay_of_itself()
    {
        await using var storage = await FaultyStorage.BeforeAsync(azurite.NewAccount());
        await using var app = await ReceiverApp.StartAsync(storage.ConnectionString, new() { ["Sources__valara__Deadline"] = "00:00:03" });

        storage.DoOnceToTransactions(Fault.SlowRequest(TimeSpan.FromSeconds(1.2)));
        using var answer = await app.PostAsync(From.Valara());

        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await app.KindsAsync("valara")).ShouldBe("e n p");
    }

    [AzuriteFact]
    public async Task A_write_that_was_lost_is_tried_again_within_the_deadline()
    {
        await using var storage = await FaultyStorage.BeforeAsync(azurite.NewAccount());
        await using var app = await ReceiverApp.StartAsync(storage.ConnectionString);

        storage.DoOnceToTransactions(Fault.LoseRequest);
        using var answer = await app.PostAsync(From.Valara());

        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await app.KindsAsync("valara")).ShouldBe("e n p");
    }

    [AzuriteTheory]
    [InlineData(HttpStatusCode.InternalServerError)]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    [InlineData(HttpStatusCode.TooManyRequests)]
    public async Task Storage_that_fails_is_answered_503_with_retry_after_and_leaves_nothing_half_written(HttpStatusCode status)
    {
        await using var storage = await FaultyStorage.BeforeAsync(azurite.NewAccount());
        await using var app = await ReceiverApp.StartAsync(storage.ConnectionString, new(Impatient));

        storage.Do(_ => Fault.Answer(status));
        using var answer = await app.PostAsync(From.Valara());
        storage.Do(_ => Fault.None);

        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        answer.Headers.RetryAfter!.Delta.ShouldNotBeNull();
        (await app.KindsAsync("valara")).ShouldBe("");
        using var again = await app.PostAsync(From.Valara());
        again.StatusCode.ShouldBe(HttpStatusCode.Accepted);
    }

    [AzuriteFact]
    public async Task Storage_that_hangs_is_answered_503_before_the_sender_gives_up()
    {
        await using var storage = await FaultyStorage.BeforeAsync(azurite.NewAccount());
        await using var app = await ReceiverApp.StartAsync(storage.ConnectionString, new(Impatient));
        // This sender hangs up as senders do, and would throw.
        app.Http.Timeout = TimeSpan.FromSeconds(10);

        storage.Do(_ => Fault.SlowRequest(TimeSpan.FromSeconds(30)));
        using var answer = await app.PostAsync(From.Valara());

        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
    }

    [AzuriteFact]
    public async Task An_event_that_could_not_be_queued_is_answered_202_and_queued_by_the_sweep()
    {
        await using var storage = await FaultyStorage.BeforeAsync(azurite.NewAccount());
        await using var app = await ReceiverApp.StartAsync(storage.ConnectionString, new(Impatient));

        storage.Do(request => request.Path.Value!.EndsWith("/messages", StringComparison.Ordinal) ? Fault.LoseRequest : Fault.None);
        using var answer = await app.PostAsync(From.Valara());
        storage.Do(_ => Fault.None);
        (await app.ProcessAsync()).ShouldBe(0);
        app.Clock.Advance(TimeSpan.FromMinutes(2));
        await app.SweepAsync();

        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await app.ProcessAsync()).ShouldBe(1);
        (await app.RowsAsync("valara", "e|")).Single().GetString("Status").ShouldBe("Processed");
    }

    [AzuriteFact]
    public async Task An_app_that_starts_before_its_storage_answers_503_and_then_serves()
    {
        await using var storage = await FaultyStorage.BeforeAsync(azurite.NewAccount());
        storage.Do(_ => Fault.Answer(HttpStatusCode.ServiceUnavailable));
        await using var app = await ReceiverApp.StartAsync(storage.ConnectionString, new(Impatient), waitUntilReady: false);

        using var health = await app.Http.GetAsync(new Uri("health/ready", UriKind.Relative));
        using var early = await app.PostAsync(From.Valara());
        storage.Do(_ => Fault.None);

        health.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        early.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        await Eventually.Async(async () => (await app.PostAsync(From.Valara())).StatusCode == HttpStatusCode.Accepted);
    }

    [AzuriteFact]
    public async Task A_refused_delivery_is_answered_without_storage_and_kept_behind_the_answer()
    {
        var account = azurite.NewAccount();
        await using var storage = await FaultyStorage.BeforeAsync(account);
        await using var app = await ReceiverApp.StartAsync(storage.ConnectionString, directConnectionString: account);
        // Shorter than the deadline: an answer that waits for storage comes too late.
        app.Http.Timeout = TimeSpan.FromSeconds(6);

        storage.Do(_ => Fault.SlowRequest(TimeSpan.FromSeconds(10)));
        foreach (var _ in Enumerable.Range(0, 5))
        {
            using var answer = await app.PostAsync(From.Valara().With("X-Webhook-Signature", "sha256=" + new string('0', 64)));
            answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }

        (await app.RowsAsync("valara", "r|")).ShouldBeEmpty();
        storage.Seen.ShouldBeLessThanOrEqualTo(1);
        storage.Do(_ => Fault.None);
        await Eventually.Async(async () => (await app.RowsAsync("valara", "r|")).Count == 5);
    }

    [AzuriteFact]
    public async Task A_refused_delivery_is_answered_as_ever_while_storage_is_down()
    {
        await using var storage = await FaultyStorage.BeforeAsync(azurite.NewAccount());
        await using var app = await ReceiverApp.StartAsync(storage.ConnectionString);

        storage.Do(_ => Fault.Answer(HttpStatusCode.ServiceUnavailable));
        using var answer = await app.PostAsync(From.Valara().With("X-Webhook-Signature", "sha256=" + new string('0', 64)));

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [AzuriteFact]
    public async Task Storage_killed_in_mid_flow_and_back_loses_nothing_that_was_accepted()
    {
        using var data = new Folder();
        using var mortal = Azurite.WithData(data.Path);
        await mortal.StartAsync();
        await using var app = await ReceiverApp.StartAsync(mortal.ConnectionString, new(Impatient), listen: true);
        var accepted = new List<string>();

        foreach (var round in Enumerable.Range(0, 3))
        {
            var posting = Task.WhenAll(Enumerable.Range(0, 40).Select(async number =>
            {
                var id = $"evt_{round}_{number}";
                await Task.Delay(number * 20);
                using var answer = await app.PostAsync(From.Valara().About(id));
                lock (accepted)
                {
                    accepted.AddRange(answer.StatusCode == HttpStatusCode.Accepted ? [id] : []);
                }
            }));
            await Task.Delay(300);
            mortal.Stop();
            await Task.Delay(500);
            await mortal.StartAsync();
            await posting;
        }

        app.Clock.Advance(TimeSpan.FromMinutes(10));
        await Eventually.Async(async () =>
        {
            await app.SweepAsync();
            return (await app.RowsAsync("valara", "p|")).Count == 0;
        });

        accepted.ShouldNotBeEmpty();
        var events = await app.RowsAsync("valara", "e|");
        events.Select(row => row.GetString("EventId")).Intersect(accepted).Count().ShouldBe(accepted.Count);
        events.ShouldAllBe(row => row.GetString("Status") == "Processed");
        (await app.RowsAsync("valara", "n|")).Count.ShouldBe(events.Count);
    }
}
