using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Webhooks;

namespace Functions.Tests.Receiving;

// Whatever breaks between a blob and its row: a 2xx means that both are there, a 503 that no event is.
public sealed class LargeBodyFailureTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    [AzuriteFact]
    public async Task While_blobs_cannot_be_written_large_bodies_are_503_and_small_ones_accepted()
    {
        await using var storage = await FaultyStorage.BeforeAsync(azurite.NewAccount());
        await using var app = await ReceiverApp.StartAsync(storage.ConnectionString, LargeBodies.Impatient);

        storage.DoToBodies(Fault.Answer(HttpStatusCode.ServiceUnavailable));
        using var large = await app.PostAsync(LargeBodies.Delivery());
        using var small = await app.PostAsync(LargeBodies.Delivery(10, "msg_small"));
        storage.Do(_ => Fault.None);
        using var retried = await app.PostAsync(LargeBodies.Delivery());

        (large.StatusCode, small.StatusCode, retried.StatusCode).ShouldBe((HttpStatusCode.ServiceUnavailable, HttpStatusCode.Accepted, HttpStatusCode.Accepted));
        large.Headers.RetryAfter.ShouldNotBeNull();
        (await app.RowsAsync(LargeBodies.Source, "e|")).Count.ShouldBe(2);
    }

    [AzuriteFact]
    public async Task An_upload_that_hangs_ends_with_the_deadline_and_leaves_no_event()
    {
        await using var storage = await FaultyStorage.BeforeAsync(azurite.NewAccount());
        await using var app = await ReceiverApp.StartAsync(storage.ConnectionString, LargeBodies.Impatient);
        // Shorter than the fault: an answer that waits for storage comes too late.
        app.Http.Timeout = TimeSpan.FromSeconds(10);

        storage.DoToBodies(Fault.SlowRequest(TimeSpan.FromSeconds(20)));
        using var answer = await app.PostAsync(LargeBodies.Delivery());

        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await app.RowsAsync(LargeBodies.Source, "e|")).ShouldBeEmpty();
    }

    [AzuriteFact]
    public async Task An_upload_whose_answer_is_lost_is_tried_again_within_the_deadline()
    {
        await using var storage = await FaultyStorage.BeforeAsync(azurite.NewAccount());
        await using var app = await ReceiverApp.StartAsync(storage.ConnectionString, LargeBodies.Allowed);

        storage.DoToBodies(Fault.LoseAnswer, times: 1);
        using var lost = await app.PostAsync(LargeBodies.Delivery(id: "msg_1"));
        storage.DoToBodies(Fault.LoseRequest, times: 1);
        using var never = await app.PostAsync(LargeBodies.Delivery(id: "msg_2"));

        (lost.StatusCode, never.StatusCode).ShouldBe((HttpStatusCode.Accepted, HttpStatusCode.Accepted));
        (await app.BlobsAsync()).Count.ShouldBe(2);
        (await app.KindsAsync(LargeBodies.Source)).ShouldBe("e e p p");
    }

    [AzuriteTheory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Of_its_two_transactions_either_answer_may_be_lost(int which)
    {
        var handler = ScriptedHandler.Succeeding;
        await using var storage = await FaultyStorage.BeforeAsync(azurite.NewAccount());
        await using var app = await ReceiverApp.StartAsync(storage.ConnectionString, LargeBodies.Allowed, handler);

        var transactions = 0;
        storage.Do(request => request.Path.Value!.EndsWith("$batch", StringComparison.Ordinal) && ++transactions == which ? Fault.LoseAnswer : Fault.None);
        using var answer = await app.PostAsync(LargeBodies.Delivery());
        storage.Do(_ => Fault.None);

        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        app.Clock.Advance(TimeSpan.FromHours(25));
        await app.SweepAsync();
        await app.ProcessAsync();
        handler.Calls.First().Body.Span.SequenceEqual(LargeBodies.Delivery().Body).ShouldBeTrue();
    }

    [AzuriteFact]
    public async Task A_row_that_lands_after_its_sender_was_told_503_has_its_body()
    {
        var handler = ScriptedHandler.Succeeding;
        await using var storage = await FaultyStorage.BeforeAsync(azurite.NewAccount());
        await using var app = await ReceiverApp.StartAsync(storage.ConnectionString, LargeBodies.Impatient, handler);

        var transactions = 0;
        storage.Do(request => request.Path.Value!.EndsWith("$batch", StringComparison.Ordinal) && ++transactions > 1 ? Fault.SlowRequest(TimeSpan.FromSeconds(5)) : Fault.None);
        using var answer = await app.PostAsync(LargeBodies.Delivery());
        await Eventually.Async(async () => (await app.RowsAsync(LargeBodies.Source, "e|")).Count == 1);
        storage.Do(_ => Fault.None);
        using var retried = await app.PostAsync(LargeBodies.Delivery());

        (answer.StatusCode, retried.StatusCode).ShouldBe((HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK));
        app.Clock.Advance(TimeSpan.FromHours(25));
        await app.SweepAsync();
        await app.ProcessAsync();
        handler.Calls.Single().Body.Length.ShouldBe(LargeBodies.Beyond);
    }

    [AzuriteFact]
    public async Task A_container_that_somebody_deleted_is_there_again_without_a_restart()
    {
        using var log = new FakeLoggerProvider();
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), LargeBodies.Allowed, overrides: services => services.AddSingleton<ILoggerProvider>(log));

        await app.Bodies.DeleteAsync();
        using var answer = await app.PostAsync(LargeBodies.Delivery());

        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        log.Collector.GetSnapshot().Count(line => line.Level == LogLevel.Error && line.Message.StartsWith("The container webhook-bodies is missing", StringComparison.Ordinal)).ShouldBe(1);
    }

    [AzuriteFact]
    public async Task A_missing_container_shows_in_readiness_and_comes_back_by_it()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), LargeBodies.Allowed);
        await app.Bodies.DeleteAsync();

        using var ready = await app.Http.GetAsync(new Uri("health/ready", UriKind.Relative));

        (await ready.Content.ReadAsStringAsync()).ShouldContain("missing containers: webhook-bodies");
        await Eventually.Async(async () => await app.Bodies.ExistsAsync());
    }

    [AzuriteFact]
    public async Task Who_finds_no_room_in_memory_gets_503_and_small_bodies_do_not_wait()
    {
        using var log = new FakeLoggerProvider();
        var memory = new BodyMemory(LargeBodies.Beyond);
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), LargeBodies.Impatient, overrides: services =>
            services.AddSingleton<ILoggerProvider>(log).Replace(ServiceDescriptor.Singleton(new BodyMemories(memory, memory))));
        var held = memory.TryTake(1).ShouldNotBeNull();

        using var large = await app.PostAsync(LargeBodies.Delivery());
        using var small = await app.PostAsync(LargeBodies.Delivery(1000, "msg_small"));
        held.Dispose();
        using var retried = await app.PostAsync(LargeBodies.Delivery());

        (large.StatusCode, small.StatusCode, retried.StatusCode).ShouldBe((HttpStatusCode.ServiceUnavailable, HttpStatusCode.Accepted, HttpStatusCode.Accepted));
        large.Headers.RetryAfter.ShouldNotBeNull();
        log.Collector.GetSnapshot().Where(line => line.Level > LogLevel.Information && line.Message.StartsWith("standard-webhooks", StringComparison.Ordinal)).Select(line => line.Message)
            .ShouldBe(["standard-webhooks: too many large bodies came at once; answered 503, the sender retries."]);
    }

    [AzuriteFact]
    public async Task However_many_strangers_send_large_bodies_room_is_free_again_afterwards()
    {
        var memory = new BodyMemory(2 * LargeBodies.Beyond);
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), LargeBodies.Allowed, overrides: services =>
            services.Replace(ServiceDescriptor.Singleton(new BodyMemories(memory, memory))));
        var forged = LargeBodies.Delivery().With("webhook-signature", "v1," + Convert.ToBase64String(new byte[32]));

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => app.PostAsync(forged)));
        await using (var gone = await RawRequest.BeginAsync(app, forged, "Content-Length: 20000000"))
        {
            await gone.SendAsync(forged.Body);
        }

        answers.ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.Unauthorized);
        await Eventually.Async(() =>
        {
            using var all = memory.TryTake(memory.Capacity);
            return Task.FromResult(all is not null);
        });
    }
}
