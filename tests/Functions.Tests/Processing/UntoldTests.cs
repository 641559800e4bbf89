using System.Net;
using Webhooks.Events;

namespace Functions.Tests.Processing;

/// <summary>A dead letter of which nobody hears is an event lost in silence: its message comes back until people are told.</summary>
public sealed class UntoldTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    private static readonly Dictionary<string, string?> Team = new()
    {
        ["Notifications__Channels__team__Type"] = "slack",
        ["Notifications__Channels__team__Url"] = "http://127.0.0.1:9/services/T0/B0/path",
    };

    private static ScriptedHandler Hopeless => new((_, _) => throw new PermanentFailureException("this listing does not exist"));

    [AzuriteFact]
    public async Task A_dead_letter_whose_notice_cannot_be_queued_fails_its_message_until_it_can()
    {
        await using var storage = await FaultyStorage.BeforeAsync(azurite.NewAccount());
        await using var app = await ReceiverApp.StartAsync(storage.ConnectionString, Team, Hopeless);
        var message = await app.AcceptAsync();

        storage.Do(request => IsNotifications(request.Path) ? Fault.Answer(HttpStatusCode.ServiceUnavailable) : Fault.None);
        await Should.ThrowAsync<UnsettledException>(() => app.ProcessAsync(message));
        await Should.ThrowAsync<UnsettledException>(() => app.ProcessAsync(message));
        await Should.ThrowAsync<UnsettledException>(() => app.RecordPoisonAsync(message));
        storage.Do(_ => Fault.None);
        await app.ProcessAsync(message);

        (await app.RowsAsync("valara", "d|")).Count.ShouldBe(1);
        (await ToldAsync(app)).ShouldBe(1);
    }

    [AzuriteFact]
    public async Task A_dead_letter_that_storage_wrote_and_could_not_confirm_is_told_when_its_message_comes_back()
    {
        await using var storage = await FaultyStorage.BeforeAsync(azurite.NewAccount());
        await using var app = await ReceiverApp.StartAsync(storage.ConnectionString, Team, Hopeless);
        var message = await app.AcceptAsync();

        // The first transaction is the claim; the second, the dead letter, lands, and from then on tables do not answer.
        var transactions = 0;
        storage.Do(request => IsTransaction(request.Path) && ++transactions == 2 ? Fault.LoseAnswer
            : transactions >= 2 && !IsNotifications(request.Path) ? Fault.Answer(HttpStatusCode.ServiceUnavailable)
            : Fault.None);
        await Should.ThrowAsync<UnsettledException>(() => app.ProcessAsync(message));
        storage.Do(_ => Fault.None);
        (await ToldAsync(app)).ShouldBe(0);
        await app.ProcessAsync(message);

        (await app.RowsAsync("valara", "d|")).Count.ShouldBe(1);
        (await ToldAsync(app)).ShouldBe(1);
    }

    [AzuriteFact]
    public async Task A_postponement_whose_answer_is_lost_is_recognised_and_queued()
    {
        await using var storage = await FaultyStorage.BeforeAsync(azurite.NewAccount());
        await using var app = await ReceiverApp.StartAsync(storage.ConnectionString, new() { ["Processing__Backoff__0"] = "00:00:01" }, ScriptedHandler.Failing());
        var message = await app.AcceptAsync();

        var transactions = 0;
        storage.Do(request => IsTransaction(request.Path) && ++transactions == 2 ? Fault.LoseAnswer : Fault.None);
        await app.ProcessAsync(message);
        storage.Do(_ => Fault.None);

        await Eventually.Async(async () => (await app.Queue.ReceiveMessagesAsync(1)).Value.Length == 1);
        (await app.RowsAsync("valara", "e|")).Single().GetInt32("Attempts").ShouldBe(1);
    }

    private static bool IsTransaction(string path) => path.EndsWith("$batch", StringComparison.Ordinal);

    private static bool IsNotifications(string path) => path.Contains("webhook-notifications", StringComparison.Ordinal);

    private static async Task<int> ToldAsync(ReceiverApp app) => (await app.NotificationQueue.PeekMessagesAsync(32)).Value.Length;
}
