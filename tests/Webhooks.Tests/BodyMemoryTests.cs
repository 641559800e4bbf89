namespace Webhooks.Tests;

public sealed class BodyMemoryTests
{
    [Fact]
    public async Task Who_finds_no_room_waits_in_turn()
    {
        var memory = new BodyMemory(10);
        var first = await memory.TakeAsync(8, CancellationToken.None);
        var large = memory.TakeAsync(9, CancellationToken.None);
        var small = memory.TakeAsync(1, CancellationToken.None);

        (large.IsCompleted, small.IsCompleted).ShouldBe((false, false), "a small one must not pass a large one forever");
        memory.TryTake(1).ShouldBeNull();
        first.Dispose();

        (await large).Dispose();
        (await small).Dispose();
        memory.TryTake(10).ShouldNotBeNull();
    }

    [Fact]
    public async Task Who_gives_up_waiting_holds_nobody_up()
    {
        var memory = new BodyMemory(10);
        using var first = await memory.TakeAsync(5, CancellationToken.None);
        using var giveUp = new CancellationTokenSource();
        var large = memory.TakeAsync(10, giveUp.Token);
        var small = memory.TakeAsync(5, CancellationToken.None);

        await giveUp.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => large);
        using var room = await small;
    }

    [Fact]
    public async Task What_is_larger_than_all_there_is_has_it_alone()
    {
        var memory = new BodyMemory(10);

        using (await memory.TakeAsync(1000, CancellationToken.None))
        {
            memory.TryTake(1).ShouldBeNull();
        }

        memory.TryTake(10).ShouldNotBeNull();
    }

    [Fact]
    public void A_room_is_given_back_once()
    {
        var memory = new BodyMemory(10);
        var room = memory.TryTake(5)!;

        room.Dispose();
        room.Dispose();

        memory.TryTake(10).ShouldNotBeNull();
        memory.TryTake(1).ShouldBeNull();
    }

    [Fact]
    public async Task Under_contention_never_more_than_there_is_is_held_and_all_of_it_comes_back()
    {
        var memory = new BodyMemory(100);
        var held = 0L;
        await Task.WhenAll(Enumerable.Range(1, 200).Select(number => Task.Run(async () =>
        {
            using var giveUp = new CancellationTokenSource(number % 7 == 0 ? TimeSpan.FromMilliseconds(number % 5) : TimeSpan.FromMinutes(1));
            try
            {
                using var room = await memory.TakeAsync(number % 60, giveUp.Token);
                Interlocked.Add(ref held, number % 60).ShouldBeLessThanOrEqualTo(100);
                await Task.Yield();
                Interlocked.Add(ref held, -(number % 60));
            }
            catch (OperationCanceledException)
            {
            }
        })));

        memory.TryTake(100).ShouldNotBeNull();
    }
}
