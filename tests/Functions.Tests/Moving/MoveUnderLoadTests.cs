using System.Collections.Concurrent;
using System.Net;

namespace Functions.Tests.Moving;

// The walk of docs/operating/moving-a-source.md, each receiver on an Azurite of its own, while senders go on sending.
public sealed class MoveUnderLoadTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    private const int SendersOfEach = 4;

    // Everything that any of them was told 2xx for, with one delivery of it that consumed a nonce.
    private readonly ConcurrentDictionary<(string Source, string EventId), SignedDelivery> acknowledged = new();
    private volatile Func<int, ReceiverApp> route = _ => throw new InvalidOperationException();
    private volatile bool isOver;
    private Task[] senders = [];

    [AzuriteFact]
    public async Task A_busy_source_is_moved_and_no_event_is_lost_or_doubled()
    {
        using var second = new Azurite();
        await second.StartAsync();
        await using var move = await Move.StartAsync(azurite.NewAccount(), second.NewAccount(), listen: true);
        route = _ => move.Old;
        senders = Move.Sources.SelectMany(source => Enumerable.Range(0, SendersOfEach).Select(number => Task.Run(() => SendAsync(move.Clock, source, number)))).ToArray();
        await SentAsync(200);
        var before = acknowledged.ToArray();

        // Closed, while senders know the old address only.
        await move.CloseAsync();
        (await new HookShell(move.Old).RunAsync("drained", "valara")).ShouldBe(1);
        var closed = acknowledged.Count;
        move.Clock.Advance(TimeSpan.FromMinutes(2));
        await SentAsync(closed + 100);

        // Half of the senders learn the new address.
        route = number => number % 2 == 0 ? move.New : move.Old;
        await SentAsync(closed + 300);
        isOver = true;
        await Task.WhenAll(senders);

        foreach (var ((source, eventId), delivery) in before)
        {
            foreach (var app in new[] { move.Old, move.New })
            {
                // Late redeliveries, and replays of what either of them consumed.
                (await Move.PostAsync(app, Of(source, eventId, move.Clock))).ShouldBe((HttpStatusCode.OK, "duplicate"));
                if (source == "valara")
                {
                    (await Move.PostAsync(app, delivery)).ShouldBe((HttpStatusCode.Conflict, "replayed"));
                }
            }
        }

        var hook = new HookShell(move.Old);
        foreach (var source in Move.Sources)
        {
            await Eventually.Async(async () =>
            {
                // The sweep finds what was under way when the old one started again.
                move.Clock.Advance(TimeSpan.FromMinutes(1));
                await move.Old.SweepAsync();
                return await hook.RunAsync("drained", source) == 0;
            });
        }

        await Eventually.Async(async () => (await move.New.RowsAsync("valara", "p|")).Count + (await move.New.RowsAsync("envless", "p|")).Count == 0);
        var processed = move.OldHandler.Calls.Concat(move.NewHandler.Calls).Select(call => (call.Key.Source, call.Key.EventId)).ToArray();
        processed.ShouldBeUnique();
        processed.ShouldBe(acknowledged.Keys, ignoreOrder: true);
        move.OldHandler.Calls.ShouldNotBeEmpty();
        move.NewHandler.Calls.ShouldNotBeEmpty();
    }

    // Sends event after event, each until it is acknowledged, and now and then one that was acknowledged before once more.
    private async Task SendAsync(ManualClock clock, string source, int number)
    {
        for (var count = 0; !isOver; count++)
        {
            var eventId = $"evt_{number}_{count}";
            await DeliverAsync(clock, source, eventId, number);
            if (count % 3 == 0)
            {
                (await DeliverAsync(clock, source, $"evt_{number}_{count / 2}", number)).ShouldBe(HttpStatusCode.OK);
            }
        }
    }

    private async Task<HttpStatusCode> DeliverAsync(ManualClock clock, string source, string eventId, int number)
    {
        while (true)
        {
            var delivery = Of(source, eventId, clock);
            try
            {
                using var answer = await route(number).PostAsync(delivery);
                if (answer.IsSuccessStatusCode)
                {
                    acknowledged.TryAdd((source, eventId), delivery);
                    return answer.StatusCode;
                }

                answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
            }
            catch (Exception gone) when (gone is HttpRequestException or ObjectDisposedException or OperationCanceledException)
            {
                // It restarts.
            }

            await Task.Delay(50);
        }
    }

    private Task SentAsync(int count) => Eventually.Async(async () =>
    {
        await Task.WhenAll(senders.Where(sender => sender.IsFaulted));
        return acknowledged.Count >= count;
    });

    // Each delivery has a nonce of its own.
    private static SignedDelivery Of(string source, string eventId, ManualClock clock) =>
        ((source == "valara" ? From.Valara() : From.Envless()) with { SentAt = clock.GetUtcNow() }).About(eventId, Guid.NewGuid().ToString("N"));
}
