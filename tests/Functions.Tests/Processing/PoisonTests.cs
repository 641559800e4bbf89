using System.Net;
using System.Text;
using Webhooks.Events;

namespace Functions.Tests.Processing;

public sealed class PoisonTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    [AzuriteTheory]
    [InlineData("not an envelope")]
    [InlineData("""{"version":2,"source":"valara","eventId":"evt_1"}""")]
    [InlineData("""{"version":1,"source":"valara"}""")]
    public async Task A_message_that_is_no_known_envelope_fails_and_ends_as_a_dead_letter_without_an_event(string message)
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());

        await Should.ThrowAsync<FormatException>(() => app.ProcessAsync(message));
        await app.RecordPoisonAsync(message);

        (await app.RowsAsync("~unreadable", "d|")).Single().GetString("Message").ShouldBe(message);
    }

    [AzuriteFact]
    public async Task A_poisoned_message_of_a_pending_event_runs_it_once_more()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());
        await app.AcceptAsync();

        await app.RecordPoisonAsync(Message);

        (await app.ProcessAsync()).ShouldBe(1);
        (await app.RowsAsync("valara", "e|")).Single().GetString("Status").ShouldBe("Processed");
    }

    [AzuriteFact]
    public async Task An_event_whose_message_is_poisoned_three_times_without_a_verdict_between_is_a_dead_letter()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());
        await app.AcceptAsync();

        await app.RecordPoisonAsync(Message);
        await app.RecordPoisonAsync(Message);
        (await app.RowsAsync("valara", "e|")).Single().GetString("Status").ShouldBe("Pending");
        await app.RecordPoisonAsync(Message);

        (await app.RowsAsync("valara", "e|")).Single().GetString("Status").ShouldBe("DeadLettered");
    }

    [AzuriteFact]
    public async Task A_poisoned_message_changes_nothing_about_an_event_that_is_processed_or_waits_for_a_later_attempt()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), handler: ScriptedHandler.Failing());
        await app.PostAsync(From.Valara());
        await app.ProcessAsync();

        await app.RecordPoisonAsync(Message);

        (await app.RowsAsync("valara", "e|")).Single().GetString("Status").ShouldBe("Pending");
    }

    // Whatever anybody puts into the queue, by hand or by a program of another team: text, and Base64 of something else.
    [AzuriteTheory]
    [InlineData("not an envelope, <and> no Base64 & co.")]
    [InlineData("bm90IGFuIGVudmVsb3Bl")]
    public async Task The_host_moves_an_unreadable_message_to_poison_and_from_there_it_becomes_a_dead_letter(string message)
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), listen: true, settings: new() { ["AzureFunctionsJobHost__extensions__queues__visibilityTimeout"] = "00:00:00" });

        await app.Queue.SendMessageAsync(message);

        await Eventually.Async(async () => (await app.RowsAsync("~unreadable")).Count == 1);
        (await app.RowsAsync("~unreadable")).Single().GetString("Message").ShouldBe(message);
        await Eventually.Async(async () => (await app.PoisonQueue.GetPropertiesAsync()).Value.ApproximateMessagesCount == 0);
    }

    [AzuriteFact]
    public async Task A_message_in_Base64_as_earlier_versions_and_the_portal_write_it_is_read()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());
        var message = Convert.ToBase64String(Encoding.UTF8.GetBytes(await app.AcceptAsync()));

        await app.ProcessAsync(message);

        (await app.RowsAsync("valara", "e|")).Single().GetString("Status").ShouldBe("Processed");
    }

    [AzuriteFact]
    public async Task A_poisoned_message_in_Base64_is_read_too()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());
        var message = Convert.ToBase64String(Encoding.UTF8.GetBytes(await app.AcceptAsync()));

        await app.RecordPoisonAsync(message);

        (await app.RowsAsync("valara", "e|")).Single().GetInt32("CrashesAlone").ShouldBe(1);
    }

    [AzuriteFact]
    public async Task A_ledger_that_is_down_fails_no_message_and_the_sweep_brings_the_event_back()
    {
        await using var storage = await FaultyStorage.BeforeAsync(azurite.NewAccount());
        await using var app = await ReceiverApp.StartAsync(storage.ConnectionString);
        var message = await app.AcceptAsync();

        storage.Do(request => request.Path.Value!.Contains("webhooks(", StringComparison.Ordinal) ? Fault.Answer(HttpStatusCode.ServiceUnavailable) : Fault.None);
        await app.ProcessAsync(message);
        storage.Do(_ => Fault.None);
        app.Clock.Advance(TimeSpan.FromMinutes(2));
        await app.SweepAsync();
        await app.ProcessAsync();

        (await app.RowsAsync("valara", "e|")).Single().GetString("Status").ShouldBe("Processed");
    }

    private static string Message => Envelope.For(new EventKey("valara", null, From.Valara().Id), null).Write();
}
