using System.Net;
using Microsoft.AspNetCore.Http;

namespace Functions.Tests.Counting;

public sealed class RollupTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    [AzuriteFact]
    public async Task Instances_that_flush_while_others_merge_lose_no_count_and_double_none()
    {
        var account = azurite.NewAccount();
        var clock = new ManualClock(SignedDelivery.Noon);
        await using var one = await ReceiverApp.StartAsync(account, clock: clock);
        await using var two = await ReceiverApp.StartAsync(account, clock: clock);
        var random = new Random(4);
        var (notified, done) = (0L, 0);

        async Task CountAsync(ReceiverApp app, int seed)
        {
            var own = new Random(seed);
            foreach (var _ in Enumerable.Range(0, 40))
            {
                foreach (var __ in Enumerable.Range(0, own.Next(1, 30)))
                {
                    app.DeliveryCounters().Processed("valara", TimeSpan.FromMilliseconds(own.Next(1, 100_000)));
                    Interlocked.Increment(ref notified);
                }

                await app.FlushAsync();
                await Task.Delay(own.Next(0, 8));
            }

            Interlocked.Increment(ref done);
        }

        async Task MergeAsync(ReceiverApp app)
        {
            while (Volatile.Read(ref done) < 2)
            {
                await app.MergeAsync();
            }
        }

        async Task MoveClockAsync()
        {
            while (Volatile.Read(ref done) < 2)
            {
                clock.Advance(TimeSpan.FromSeconds(random.Next(5, 40)));
                await Task.Delay(5);
            }
        }

        // Both merge, which the timer's lock forbids: even then.
        await Task.WhenAll(CountAsync(one, 1), CountAsync(two, 2), MergeAsync(one), MergeAsync(two), MoveClockAsync());
        clock.Advance(TimeSpan.FromMinutes(3));
        while ((await Rollups.RowsAsync(account, "valara", "i|")).Count > 0)
        {
            await one.MergeAsync();
        }

        (await Rollups.SumAsync(account, "valara", "h|")).Processed.ShouldBe(notified);
        notified.ShouldBeGreaterThan(80);
    }

    [AzuriteFact]
    public async Task A_flush_whose_confirmation_was_lost_counts_once_even_when_it_was_merged_meanwhile()
    {
        var account = azurite.NewAccount();
        await using var storage = await FaultyStorage.BeforeAsync(account);
        await using var app = await ReceiverApp.StartAsync(storage.ConnectionString, directConnectionString: account);
        await using var sweeping = await ReceiverApp.StartAsync(account, clock: app.Clock);
        app.DeliveryCounters().Postponed("valara");
        app.DeliveryCounters().Postponed("valara");

        // Storage does each write, and the answer never comes: four tries of the SDK, and then the flush gives up.
        storage.Do(request => IsWrite(request) ? Fault.LoseAnswer : Fault.None);
        await Should.ThrowAsync<Exception>(app.FlushAsync);
        (await Rollups.SumAsync(account, "valara", "i|")).Postponed.ShouldBe(2);
        app.Clock.Advance(TimeSpan.FromMinutes(4));
        (await sweeping.MergeAsync())["valara"].Postponed.ShouldBe(2);
        storage.Do(_ => Fault.None);
        app.DeliveryCounters().Postponed("valara");
        await app.FlushAsync();

        // Handed in again, and seen through by readers as by the next merge.
        (await Rollups.RowsAsync(account, "valara", "i|")).Count.ShouldBe(2);
        (await app.OverviewAsync()).Of("valara").Total.Postponed.ShouldBe(3);
        app.Clock.Advance(TimeSpan.FromMinutes(4));
        (await sweeping.MergeAsync())["valara"].Postponed.ShouldBe(1);
        (await Rollups.SumAsync(account, "valara", "h|")).Postponed.ShouldBe(3);
        (await Rollups.SumAsync(account, "valara", "m|")).Postponed.ShouldBe(3);
        (await Rollups.RowsAsync(account, "valara", "i|")).ShouldBeEmpty();
    }

    [AzuriteFact]
    public async Task A_merge_whose_answer_is_lost_happens_once_and_is_reported_once()
    {
        var account = azurite.NewAccount();
        await using var storage = await FaultyStorage.BeforeAsync(account);
        await using var app = await ReceiverApp.StartAsync(storage.ConnectionString, directConnectionString: account);
        app.DeliveryCounters().Postponed("valara");
        await app.FlushAsync();
        app.Clock.Advance(TimeSpan.FromMinutes(4));

        storage.DoOnceToTransactions(Fault.LoseAnswer);
        var first = await app.MergeAsync();
        var second = await app.MergeAsync();

        first["valara"].Postponed.ShouldBe(1);
        second.ShouldBeEmpty();
        (await Rollups.SumAsync(account, "valara", "h|")).Postponed.ShouldBe(1);
    }

    [AzuriteFact]
    public async Task Counts_that_come_late_go_to_the_minute_they_are_of()
    {
        var account = azurite.NewAccount();
        await using var late = await ReceiverApp.StartAsync(account);
        await using var app = await ReceiverApp.StartAsync(account, clock: late.Clock);
        late.DeliveryCounters().DeadLettered("valara");
        app.DeliveryCounters().DeadLettered("valara");
        await app.FlushAsync();
        app.Clock.Advance(TimeSpan.FromMinutes(5));
        await app.MergeAsync();

        await late.FlushAsync();
        await app.MergeAsync();

        (await Rollups.RowsAsync(account, "valara", "m|")).Count.ShouldBe(1);
        (await Rollups.SumAsync(account, "valara", "m|")).DeadLettered.ShouldBe(2);
        (await app.OverviewAsync()).Of("valara").Points.Single(point => point.Counts.DeadLettered > 0).At.ShouldBe(SignedDelivery.Noon);
    }

    [AzuriteFact]
    public async Task What_storage_would_not_take_for_hours_is_counted_all_the_same_later()
    {
        var account = azurite.NewAccount();
        await using var storage = await FaultyStorage.BeforeAsync(account);
        await using var app = await ReceiverApp.StartAsync(storage.ConnectionString, directConnectionString: account);
        storage.Do(request => IsWrite(request) ? Fault.Answer(HttpStatusCode.BadRequest) : Fault.None);
        foreach (var _ in Enumerable.Range(0, 100))
        {
            app.DeliveryCounters().Postponed("valara");
            await Should.ThrowAsync<Exception>(app.FlushAsync);
            app.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        storage.Do(_ => Fault.None);
        await app.FlushAsync();

        (await Rollups.SumAsync(account, "valara", "i|")).Postponed.ShouldBe(100);
        (await Rollups.RowsAsync(account, "valara", "i|")).Count.ShouldBeLessThanOrEqualTo(60);
    }

    [AzuriteFact]
    public async Task A_stop_writes_down_the_rest()
    {
        var account = azurite.NewAccount();
        await using (var app = await ReceiverApp.StartAsync(account))
        {
            app.DeliveryCounters().Postponed("valara");
        }

        (await Rollups.SumAsync(account, "valara", "i|")).Postponed.ShouldBe(1);
    }

    [AzuriteFact]
    public async Task Minutes_are_kept_for_hours_and_hours_for_weeks()
    {
        var account = azurite.NewAccount();
        await using var app = await ReceiverApp.StartAsync(account);
        foreach (var gap in new[] { TimeSpan.FromDays(36), TimeSpan.FromHours(5), TimeSpan.FromMinutes(10) })
        {
            app.DeliveryCounters().Postponed("valara");
            await app.FlushAsync();
            app.Clock.Advance(TimeSpan.FromMinutes(3));
            await app.MergeAsync();
            app.Clock.Advance(gap);
        }

        app.Clock.Advance(TimeSpan.FromHours(1));
        await app.MergeAsync();

        (await Rollups.RowsAsync(account, "valara", "m|")).Count.ShouldBe(1);
        (await Rollups.RowsAsync(account, "valara", "h|")).Count.ShouldBe(2);
    }

    private static bool IsWrite(HttpRequest request) => request.Path.Value!.EndsWith("$batch", StringComparison.Ordinal);
}
