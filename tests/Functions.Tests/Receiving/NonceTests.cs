using System.Net;
using Webhooks.Processing;

namespace Functions.Tests.Receiving;

// "Rejecting deliveries [...] whose nonce has already been consumed in the last 10 minutes is part of the contract."
public sealed class NonceTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    public static TheoryData<string> Senders => NonceSenders.Names;

    [AzuriteTheory]
    [MemberData(nameof(Senders))]
    public async Task Nonce_is_unique_per_delivery_so_that_of_a_duplicate_is_consumed_too(string sender)
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), new(NonceSenders.Settings));

        (await PostAsync(app, sender, "evt_1", "n1")).ShouldBe((HttpStatusCode.Accepted, "accepted"));
        (await PostAsync(app, sender, "evt_1", "n2")).ShouldBe((HttpStatusCode.OK, "duplicate"));

        (await PostAsync(app, sender, "evt_2", "n2")).ShouldBe((HttpStatusCode.Conflict, "replayed"));
        (await PostAsync(app, sender, "evt_1", "n2")).ShouldBe((HttpStatusCode.Conflict, "replayed"));
        (await app.RowsAsync(sender, "e|")).Count.ShouldBe(1);
    }

    [AzuriteTheory]
    [MemberData(nameof(Senders))]
    public async Task A_replay_of_a_duplicate_is_acknowledged_where_the_source_says_so_and_only_for_its_own_event(string sender)
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), new(NonceSenders.Settings) { [$"Sources__{sender}__OnReplay"] = "Acknowledge" });
        await PostAsync(app, sender, "evt_1", "n1");
        await PostAsync(app, sender, "evt_2", "n2");
        await PostAsync(app, sender, "evt_1", "n3");

        (await PostAsync(app, sender, "evt_1", "n3")).ShouldBe((HttpStatusCode.OK, "replayed"));
        (await PostAsync(app, sender, "evt_2", "n3")).ShouldBe((HttpStatusCode.Conflict, "replayed"));
    }

    [AzuriteTheory]
    [MemberData(nameof(Senders))]
    public async Task Of_many_duplicates_with_one_nonce_at_once_one_is_a_duplicate(string sender)
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), new(NonceSenders.Settings));
        await PostAsync(app, sender, "evt_1", "n1");

        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => PostAsync(app, sender, "evt_1", "n2")));

        answers.Count(answer => answer.Status == HttpStatusCode.OK).ShouldBe(1);
        answers.Count(answer => answer.Status == HttpStatusCode.Conflict).ShouldBe(15);
    }

    [AzuriteFact]
    public async Task The_nonce_of_a_duplicate_is_remembered_as_long_as_any_and_then_goes()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), new(NonceSenders.Settings));
        await PostAsync(app, "hmac", "evt_1", "n1");
        await PostAsync(app, "hmac", "evt_1", "n2");
        await app.ProcessAsync();

        app.Clock.Advance(TimeSpan.FromMinutes(10));
        await app.SweepAsync();
        (await app.KindsAsync("hmac")).ShouldBe("e n n t x");

        app.Clock.Advance(Sweeper.BetweenRemovals);
        await app.SweepAsync();
        (await app.KindsAsync("hmac")).ShouldBe("e n t");
        (await app.RowsAsync("hmac", "n|")).Single().RowKey.ShouldBe("n|n1");
    }

    [AzuriteTheory]
    [MemberData(nameof(Senders))]
    public async Task A_nonce_whose_time_is_over_is_free_for_another_event_although_its_row_is_still_there(string sender)
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), new(NonceSenders.Settings));
        await PostAsync(app, sender, "evt_1", "n1");
        await app.ProcessAsync();
        app.Clock.Advance(TimeSpan.FromMinutes(10));
        (await PostLaterAsync(app, sender, "evt_2", "n1")).ShouldBe((HttpStatusCode.Conflict, "replayed"));

        app.Clock.Advance(TimeSpan.FromMinutes(2));
        (await PostLaterAsync(app, sender, "evt_2", "n1")).ShouldBe((HttpStatusCode.Accepted, "accepted"));
        (await PostLaterAsync(app, sender, "evt_3", "n1")).ShouldBe((HttpStatusCode.Conflict, "replayed"));
        (await PostLaterAsync(app, sender, "evt_2", "n1")).ShouldBe((HttpStatusCode.Conflict, "replayed"));

        // Both events name its row, and go with it in one sweep.
        await app.ProcessAsync();
        (await app.RowsAsync(sender, "t|")).Count.ShouldBe(2);
        app.Clock.Advance(TimeSpan.FromDays(31));
        await app.SweepAsync();
        (await app.KindsAsync(sender)).ShouldBe("");
    }

    [AzuriteFact]
    public async Task A_repeat_after_the_time_of_its_nonce_is_a_duplicate_where_no_time_is_signed()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), new(NonceSenders.Settings));
        await PostAsync(app, "hmac", "evt_1", "n1");
        await app.ProcessAsync();

        app.Clock.Advance(TimeSpan.FromMinutes(12));
        (await PostAsync(app, "hmac", "evt_1", "n1")).ShouldBe((HttpStatusCode.OK, "duplicate"));
        (await PostAsync(app, "hmac", "evt_1", "n1")).ShouldBe((HttpStatusCode.Conflict, "replayed"));

        // Named by the event and by its time of its own: whichever comes first takes it.
        app.Clock.Advance(TimeSpan.FromDays(31));
        await app.SweepAsync();
        (await app.KindsAsync("hmac")).ShouldBe("");
    }

    [AzuriteFact]
    public async Task Of_many_deliveries_at_once_with_a_nonce_whose_time_is_over_one_is_accepted()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), new(NonceSenders.Settings));
        await PostAsync(app, "hmac", "evt_0", "n1");
        await app.ProcessAsync();
        app.Clock.Advance(TimeSpan.FromMinutes(12));

        var answers = await Task.WhenAll(Enumerable.Range(1, 16).Select(number => PostAsync(app, "hmac", $"evt_{number}", "n1")));

        answers.Count(answer => answer.Status == HttpStatusCode.Accepted).ShouldBe(1);
        answers.Count(answer => answer.Status == HttpStatusCode.Conflict).ShouldBe(15);
    }

    [AzuriteFact]
    public async Task A_duplicate_whose_nonce_storage_does_not_take_is_promised_nothing_and_none_of_it_is_kept()
    {
        await using var storage = await FaultyStorage.BeforeAsync(azurite.NewAccount());
        await using var app = await ReceiverApp.StartAsync(storage.ConnectionString, new(NonceSenders.Settings) { ["Sources__hmac__Deadline"] = "00:00:02" });
        await PostAsync(app, "hmac", "evt_1", "n1");

        // The first transaction says that the event is known; what follows does not come through.
        var transactions = 0;
        storage.Do(request => request.Path.Value!.EndsWith("$batch", StringComparison.Ordinal) && ++transactions > 1 ? Fault.LoseRequest : Fault.None);
        (await PostAsync(app, "hmac", "evt_1", "n2")).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        storage.Do(_ => Fault.None);

        (await PostAsync(app, "hmac", "evt_1", "n2")).ShouldBe((HttpStatusCode.OK, "duplicate"));
    }

    [AzuriteFact]
    public async Task A_duplicate_whose_nonce_was_written_and_not_confirmed_is_no_replay_of_itself()
    {
        await using var storage = await FaultyStorage.BeforeAsync(azurite.NewAccount());
        await using var app = await ReceiverApp.StartAsync(storage.ConnectionString, new(NonceSenders.Settings));
        await PostAsync(app, "hmac", "evt_1", "n1");

        var transactions = 0;
        storage.Do(request => request.Path.Value!.EndsWith("$batch", StringComparison.Ordinal) && ++transactions == 2 ? Fault.LoseAnswer : Fault.None);

        (await PostAsync(app, "hmac", "evt_1", "n2")).ShouldBe((HttpStatusCode.OK, "duplicate"));
        (await PostAsync(app, "hmac", "evt_1", "n2")).Status.ShouldBe(HttpStatusCode.Conflict);
    }

    // Signed now.
    private static async Task<(HttpStatusCode Status, string Word)> PostLaterAsync(ReceiverApp app, string sender, string eventId, string nonce)
    {
        using var answer = await app.PostAsync(NonceSenders.Of(sender, eventId, nonce, app.Clock.GetUtcNow()));
        return (answer.StatusCode, await ResponseWord.OfAsync(answer));
    }

    internal static async Task<(HttpStatusCode Status, string Word)> PostAsync(ReceiverApp app, string sender, string eventId, string nonce)
    {
        using var answer = await app.PostAsync(NonceSenders.Of(sender, eventId, nonce));
        return (answer.StatusCode, await ResponseWord.OfAsync(answer));
    }
}
