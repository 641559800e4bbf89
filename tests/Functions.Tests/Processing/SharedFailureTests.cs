using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Webhooks.Events;
using Webhooks.Processing;

namespace Functions.Tests.Processing;

/// <summary>What fails for one event of a message is borne by that event; what its message repeats costs the others little and changes nothing.</summary>
public sealed class SharedFailureTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    private static readonly Dictionary<string, string?> Team = new()
    {
        ["Notifications__Channels__team__Type"] = "slack",
        ["Notifications__Channels__team__Url"] = "http://127.0.0.1:9/services/T0/B0/path",
    };

    [AzuriteFact]
    public async Task A_dead_letter_nobody_hears_of_fails_the_message_once_all_others_have_ended()
    {
        var (release, handler) = (new TaskCompletionSource(), Hopeless("hopeless"));
        var slow = new ScriptedHandler((claimed, _) => claimed.Key.EventId == "slow" ? release.Task : Task.CompletedTask, "slow");
        await using var storage = await FaultyStorage.BeforeAsync(azurite.NewAccount());
        await using var app = await ReceiverApp.StartAsync(storage.ConnectionString, Team, overrides: services => services.AddSingleton<IEventHandler>(handler).AddSingleton<IEventHandler>(slow));
        var message = await app.AcceptAsync("hopeless", "a", "slow");

        storage.Do(IsNotification);
        var run = app.ProcessAsync(message, 1);
        await Eventually.Async(async () => (await app.StatusesAsync()) is var statuses && (statuses["hopeless"], statuses["a"]) == ("DeadLettered", "Processed"));
        run.IsCompleted.ShouldBeFalse();
        release.SetResult();
        await Should.ThrowAsync<UnsettledException>(() => run);

        var calls = handler.Calls.Count;
        await Should.ThrowAsync<UnsettledException>(() => app.ProcessAsync(message, 2));
        storage.Do(_ => Fault.None);
        await app.ProcessAsync(message, 3);
        (await app.NotificationQueue.PeekMessagesAsync(32)).Value.Length.ShouldBe(1);
        (handler.Calls.Count, (await app.StatusesAsync())["slow"]).ShouldBe((calls, "Processed"));
    }

    [AzuriteFact]
    public async Task When_several_are_not_settled_the_failure_names_each()
    {
        await using var storage = await FaultyStorage.BeforeAsync(azurite.NewAccount());
        await using var app = await ReceiverApp.StartAsync(storage.ConnectionString, Team, Hopeless("one", "two"));
        var message = await app.AcceptAsync("one", "two", "three");

        storage.Do(IsNotification);
        var failure = await Should.ThrowAsync<AggregateException>(() => app.ProcessAsync(message));

        failure.InnerExceptions.ShouldAllBe(inner => inner is UnsettledException);
        (failure.Message.Contains("one of", StringComparison.Ordinal), failure.Message.Contains("two of", StringComparison.Ordinal)).ShouldBe((true, true));
        (await app.StatusesAsync())["three"].ShouldBe("Processed");
    }

    [AzuriteFact]
    public async Task An_event_that_storage_does_not_answer_for_is_left_to_the_sweep_and_the_others_end()
    {
        await using var storage = await FaultyStorage.BeforeAsync(azurite.NewAccount());
        await using var app = await ReceiverApp.StartAsync(storage.ConnectionString);
        var message = await app.AcceptAsync("a", "broken", "b");

        storage.Do(request => HttpMethods.IsGet(request.Method) && request.Path.Value!.Contains("broken", StringComparison.Ordinal) ? Fault.Answer(HttpStatusCode.ServiceUnavailable) : Fault.None);
        await app.ProcessAsync(message);
        storage.Do(_ => Fault.None);
        (await app.StatusesAsync()).ShouldBe(new Dictionary<string, string> { ["a"] = "Processed", ["broken"] = "Pending", ["b"] = "Processed" }, ignoreOrder: true);

        app.Clock.Advance(TimeSpan.FromMinutes(2));
        await app.SweepAsync();
        (await app.ProcessAsync()).ShouldBe(1);
        (await app.StatusesAsync())["broken"].ShouldBe("Processed");
    }

    [AzuriteTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_message_that_comes_back_or_that_the_sweep_sent_reads_no_body_of_what_is_done(bool isRedelivered)
    {
        var handler = ScriptedHandler.Succeeding;
        await using var storage = await FaultyStorage.BeforeAsync(azurite.NewAccount());
        await using var app = await ReceiverApp.StartAsync(storage.ConnectionString, handler: handler);
        var done = await app.AcceptAsync("a", "b");
        await app.ProcessAsync(done);
        await app.AcceptAsync("c");
        var reads = new List<string>();
        storage.Do(request =>
        {
            reads.AddRange(HttpMethods.IsGet(request.Method) && request.Path.Value!.Contains("'e|", StringComparison.Ordinal) ? [request.Query.ContainsKey("$select") ? "part" : "whole"] : []);
            return Fault.None;
        });

        await app.ProcessAsync(
            Shared.Message(new[] { "a", "b", "c", "gone" }.Select(id => Shared.Entry(id) with { IsRepeat = !isRedelivered })), isRedelivered ? 2 : 1);

        reads.Order().ShouldBe(["part", "part", "part", "part", "whole"]);
        handler.Calls.Select(call => call.Key.EventId).Order().ShouldBe(["a", "b", "c"]);
    }

    [AzuriteFact]
    public async Task A_first_message_reads_each_event_once_and_what_the_sweep_sends_says_so()
    {
        await using var storage = await FaultyStorage.BeforeAsync(azurite.NewAccount());
        await using var app = await ReceiverApp.StartAsync(storage.ConnectionString);
        var message = await app.AcceptAsync("a", "b");
        app.Clock.Advance(TimeSpan.FromMinutes(2));
        await app.SweepAsync();

        var swept = (await app.Queue.PeekMessagesAsync(32)).Value.Select(sent => sent.Body.ToString()).ToList();
        swept.ShouldAllBe(text => text.Contains("\"repeat\":true", StringComparison.Ordinal));
        var parts = 0;
        storage.Do(request =>
        {
            parts += request.Query.ContainsKey("$select") && request.Path.Value!.Contains("webhooks(", StringComparison.Ordinal) ? 1 : 0;
            return Fault.None;
        });
        await app.ProcessAsync(message, 1);
        parts.ShouldBe(0);
    }

    private static Fault IsNotification(HttpRequest request) =>
        request.Path.Value!.Contains("webhook-notifications", StringComparison.Ordinal) ? Fault.Answer(HttpStatusCode.ServiceUnavailable) : Fault.None;

    private static ScriptedHandler Hopeless(params string[] ids) =>
        new((claimed, _) => ids.Contains(claimed.Key.EventId) ? throw new PermanentFailureException("no such listing") : Task.CompletedTask, "hopeless");
}
