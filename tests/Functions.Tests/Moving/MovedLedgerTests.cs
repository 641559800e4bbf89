using System.Net;
using Functions.Tests.Receiving;

namespace Functions.Tests.Moving;

// What the new receiver knows of what the old one admitted, and when it begins to admit.
public sealed class MovedLedgerTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    private static readonly (HttpStatusCode, string) Accepted = (HttpStatusCode.Accepted, "accepted");
    private static readonly (HttpStatusCode, string) Duplicate = (HttpStatusCode.OK, "duplicate");
    private static readonly (HttpStatusCode, string) Replayed = (HttpStatusCode.Conflict, "replayed");
    private static readonly (HttpStatusCode, string) Unavailable = (HttpStatusCode.ServiceUnavailable, "unavailable");

    [AzuriteFact]
    public async Task Nothing_is_admitted_before_the_old_receiver_was_closed_for_two_minutes()
    {
        await using var move = await StartAsync();
        (await Move.PostAsync(move.New, From.Envless())).ShouldBe(Unavailable);

        await move.CloseAsync();
        (await Move.PostAsync(move.New, From.Envless())).ShouldBe(Unavailable);
        move.Clock.Advance(TimeSpan.FromSeconds(119));
        (await Move.PostAsync(move.New, From.Envless())).ShouldBe(Unavailable);
        (await move.New.KindsAsync("envless")).ShouldBe("");

        move.Clock.Advance(TimeSpan.FromSeconds(1));
        (await Move.PostAsync(move.New, From.Envless())).ShouldBe(Accepted);
    }

    [AzuriteFact]
    public async Task A_later_start_of_the_old_receiver_does_not_begin_the_two_minutes_again()
    {
        await using var move = await StartAsync();
        await move.FinishAsync();

        await move.CloseAsync();

        (await Move.PostAsync(move.New, From.Envless())).ShouldBe(Accepted);
    }

    [AzuriteFact]
    public async Task A_source_that_is_opened_again_at_the_old_receiver_closes_the_new_one_within_half_a_minute()
    {
        await using var move = await StartAsync();
        await move.FinishAsync();
        (await Move.PostAsync(move.New, From.Envless().About("evt_1"))).ShouldBe(Accepted);

        await move.ReopenAsync();
        move.Clock.Advance(TimeSpan.FromSeconds(31));

        (await Move.PostAsync(move.New, From.Envless().About("evt_2"))).ShouldBe(Unavailable);
    }

    [AzuriteFact]
    public async Task An_account_that_is_not_the_old_receivers_admits_nothing()
    {
        await using var move = await Move.StartAsync(azurite.NewAccount(), azurite.NewAccount(), movedFrom: azurite.NewAccount(), newSettings: new() { ["Sources__envless__Deadline"] = "00:00:01" });
        await move.FinishAsync();

        (await Move.PostAsync(move.New, From.Envless())).ShouldBe(Unavailable);
    }

    [AzuriteTheory]
    [InlineData("valara", 1, 1)]
    [InlineData("valara", 4, 1)]
    [InlineData("valara", 1, 4)]
    [InlineData("envless", 1, 1)]
    [InlineData("envless", 4, 8)]
    public async Task A_redelivery_of_what_the_old_receiver_accepted_is_a_duplicate_and_no_second_event(string sender, int oldShards, int newShards)
    {
        var shards = new Dictionary<string, string?> { [$"Sources__{sender}__Shards"] = $"{oldShards}" };
        await using var move = await Move.StartAsync(
            azurite.NewAccount(), azurite.NewAccount(), oldSettings: shards, newSettings: new() { [$"Sources__{sender}__Shards"] = $"{newShards}" });
        var events = Enumerable.Range(0, 8).Select(number => $"evt_{number}").ToArray();
        foreach (var id in events)
        {
            (await Move.PostAsync(move.Old, Of(sender, id, "first-" + id))).ShouldBe(Accepted);
        }

        await move.FinishAsync(shards);

        foreach (var id in events)
        {
            (await Move.PostAsync(move.New, Of(sender, id, "second-" + id))).ShouldBe(Duplicate);
        }

        (await Move.PostAsync(move.New, Of(sender, "new", "new"))).ShouldBe(Accepted);
        (await move.New.ProcessAsync()).ShouldBe(1);
        (await move.Old.ProcessAsync()).ShouldBe(events.Length);
        move.NewHandler.Calls.Single().Key.EventId.ShouldBe("new");
    }

    [AzuriteFact]
    public async Task A_nonce_that_the_old_receiver_consumed_is_a_replay_for_its_event_and_for_any_other()
    {
        await using var move = await StartAsync();
        (await Move.PostAsync(move.Old, Of("valara", "evt_1", "n1"))).ShouldBe(Accepted);
        (await Move.PostAsync(move.Old, Of("valara", "evt_1", "n2"))).ShouldBe(Duplicate);
        await move.FinishAsync();

        (await Move.PostAsync(move.New, Of("valara", "evt_1", "n1"))).ShouldBe(Replayed);
        (await Move.PostAsync(move.New, Of("valara", "evt_1", "n2"))).ShouldBe(Replayed);
        (await Move.PostAsync(move.New, Of("valara", "evt_2", "n1"))).ShouldBe(Replayed);
        (await move.New.KindsAsync("valara")).ShouldBe("");
    }

    [AzuriteFact]
    public async Task The_nonce_of_a_duplicate_across_the_move_is_consumed_too()
    {
        await using var move = await StartAsync();
        (await Move.PostAsync(move.Old, Of("valara", "evt_1", "n1"))).ShouldBe(Accepted);
        await move.FinishAsync();

        (await Move.PostAsync(move.New, Of("valara", "evt_1", "n2"))).ShouldBe(Duplicate);

        (await Move.PostAsync(move.New, Of("valara", "evt_1", "n2"))).ShouldBe(Replayed);
        (await Move.PostAsync(move.New, Of("valara", "evt_2", "n2"))).ShouldBe(Replayed);
    }

    [AzuriteFact]
    public async Task What_the_old_receiver_wrote_after_its_503_is_accepted_once_by_the_new_one_and_processed_by_the_old_one()
    {
        await using var move = await StartAsync();
        (await Move.PostAsync(move.Old, Of("valara", "evt_1", "n1"))).ShouldBe(Accepted);
        // As the old one notes it for a delivery that it did not acknowledge.
        var nonce = (await move.Old.RowsAsync("valara", "n|")).Single();
        nonce["AcknowledgeBy"] = DateTimeOffset.UnixEpoch;
        await move.Old.Table.UpdateEntityAsync(nonce, nonce.ETag);
        await move.FinishAsync();

        (await Move.PostAsync(move.New, Of("valara", "evt_1", "n1"))).ShouldBe(Accepted);

        (await Move.PostAsync(move.New, Of("valara", "evt_1", "n1"))).ShouldBe(Replayed);
        (await move.New.RowsAsync("valara", "e|")).ShouldBeEmpty();
        (await move.Old.ProcessAsync()).ShouldBe(1);
    }

    [AzuriteFact]
    public async Task While_the_old_storage_does_not_answer_nothing_is_admitted_and_nothing_lost()
    {
        var account = azurite.NewAccount();
        await using var storage = await FaultyStorage.BeforeAsync(account);
        await using var move = await Move.StartAsync(account, azurite.NewAccount(), movedFrom: storage.ConnectionString, newSettings: new() { ["Sources__envless__Deadline"] = "00:00:02" });
        await move.FinishAsync();
        (await Move.PostAsync(move.New, From.Envless().About("evt_1"))).ShouldBe(Accepted);

        storage.Do(_ => Fault.LoseRequest);
        (await Move.PostAsync(move.New, From.Envless().About("evt_2"))).ShouldBe(Unavailable);
        storage.Do(_ => Fault.None);

        (await Move.PostAsync(move.New, From.Envless().About("evt_2"))).ShouldBe(Accepted);
    }

    private Task<Move> StartAsync() => Move.StartAsync(azurite.NewAccount(), azurite.NewAccount());

    private static SignedDelivery Of(string sender, string eventId, string nonce) => (sender == "valara" ? From.Valara() : From.Envless()).About(eventId, nonce);
}
