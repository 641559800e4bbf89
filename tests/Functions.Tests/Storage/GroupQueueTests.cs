using System.Collections.Concurrent;
using Webhooks.Storage.Grouping;

namespace Functions.Tests.Storage;

public sealed class GroupQueueTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task What_waits_goes_together_and_each_caller_gets_its_own_result()
    {
        var (queue, held) = (new Doubling(), new TaskCompletionSource());
        queue.Before = _ => held.Task;

        var first = queue.RunAsync(0, CancellationToken.None);
        var others = Enumerable.Range(1, 9).Select(number => queue.RunAsync(number, CancellationToken.None)).ToArray();
        held.SetResult();

        (await first).ShouldBe(0);
        (await Task.WhenAll(others)).ShouldBe(Enumerable.Range(1, 9).Select(number => 2 * number));
        queue.Calls.Count.ShouldBe(2);
    }

    [Fact]
    public async Task What_does_not_fit_waits_for_a_later_group_and_keeps_its_turn()
    {
        var (queue, held) = (new Doubling { Most = 4 }, new TaskCompletionSource());
        queue.Before = _ => held.Task;

        var all = Enumerable.Range(0, 10).Select(number => queue.RunAsync(number, CancellationToken.None)).ToArray();
        held.SetResult();
        await Task.WhenAll(all);

        queue.Calls.ShouldBe([[0], [1, 2, 3, 4], [5, 6, 7, 8], [9]]);
    }

    [Fact]
    public async Task Equal_items_never_share_a_call()
    {
        var (queue, held) = (new Doubling(), new TaskCompletionSource());
        queue.Before = _ => held.Task;

        var all = new[] { 7, 7, 7, 8 }.Select(number => queue.RunAsync(number, CancellationToken.None)).ToArray();
        held.SetResult();
        await Task.WhenAll(all);

        queue.Calls.ShouldBe([[7], [7, 8], [7]]);
    }

    [Fact]
    public async Task Who_gives_up_while_it_waits_is_left_out_and_the_others_are_not()
    {
        var (queue, held, tired) = (new Doubling(), new TaskCompletionSource(), new CancellationTokenSource());
        queue.Before = _ => held.Task;

        var first = queue.RunAsync(0, CancellationToken.None);
        var leaving = queue.RunAsync(1, tired.Token);
        var staying = queue.RunAsync(2, CancellationToken.None);
        await tired.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(leaving);
        held.SetResult();

        (await staying).ShouldBe(4);
        await first;
        queue.Calls.ShouldBe([[0], [2]]);
    }

    [Fact]
    public async Task A_call_goes_on_for_those_who_still_wait_and_ends_with_the_last_of_them()
    {
        var (queue, held, called) = (new Doubling(), new TaskCompletionSource(), new TaskCompletionSource());
        var (one, two) = (new CancellationTokenSource(), new CancellationTokenSource());
        var given = CancellationToken.None;
        queue.Before = token =>
        {
            if (queue.Calls.Count == 1)
            {
                return held.Task;
            }

            given = token;
            called.TrySetResult();
            return Task.Delay(Timeout.Infinite, token);
        };

        var first = queue.RunAsync(0, CancellationToken.None);
        var members = new[] { queue.RunAsync(1, one.Token), queue.RunAsync(2, two.Token) };
        held.SetResult();
        await called.Task.WaitAsync(Patience);
        await one.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(members[0]);
        given.IsCancellationRequested.ShouldBeFalse();
        await two.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(members[1]);

        given.IsCancellationRequested.ShouldBeTrue();
        await first;
        queue.Before = _ => Task.CompletedTask;
        (await queue.RunAsync(3, CancellationToken.None).WaitAsync(Patience)).ShouldBe(6);
    }

    [Fact]
    public async Task Whoever_comes_after_a_slow_call_was_overtaken_makes_the_next_at_once()
    {
        var (queue, slow) = (new Doubling(), new TaskCompletionSource());
        queue.Before = _ => queue.Calls.Count == 1 ? slow.Task : Task.CompletedTask;

        var first = queue.RunAsync(0, CancellationToken.None);
        (await queue.RunAsync(1, CancellationToken.None).WaitAsync(Patience)).ShouldBe(2);
        var isAtOnce = false;
        for (var number = 2; number < 20 && !isAtOnce; number++)
        {
            var calls = queue.Calls.Count;
            var next = queue.RunAsync(number, CancellationToken.None);
            isAtOnce = queue.Calls.Count > calls;
            (await next.WaitAsync(Patience)).ShouldBe(2 * number);
        }

        isAtOnce.ShouldBeTrue();
        first.IsCompleted.ShouldBeFalse();
        slow.SetResult();
        (await first).ShouldBe(0);
        (await queue.RunAsync(3, CancellationToken.None)).ShouldBe(6);
    }

    [Fact]
    public async Task A_failure_is_told_to_each_member_and_the_next_group_goes_on()
    {
        var (queue, held) = (new Doubling(), new TaskCompletionSource());
        queue.Before = _ => queue.Calls.Count switch
        {
            1 => held.Task,
            2 => Task.FromException(new IOException("storage is gone")),
            _ => Task.CompletedTask,
        };

        var first = queue.RunAsync(0, CancellationToken.None);
        var members = new[] { queue.RunAsync(1, CancellationToken.None), queue.RunAsync(2, CancellationToken.None) };
        held.SetResult();
        await first;

        foreach (var member in members)
        {
            await Should.ThrowAsync<IOException>(member);
        }

        (await queue.RunAsync(3, CancellationToken.None)).ShouldBe(6);
    }

    [Fact]
    public async Task Whatever_gives_up_and_fails_nobody_is_forgotten_and_nothing_runs_twice()
    {
        var random = new Random(20);
        var queue = new Doubling { Most = 5 };
        queue.Before = async token =>
        {
            await Task.Delay(random.Next(3), token);
            if (random.Next(10) == 0)
            {
                throw new IOException("now and then");
            }
        };

        var ends = await Task.WhenAll(Enumerable.Range(0, 2_000).Select(async number =>
        {
            await Task.Delay(random.Next(300));
            using var patience = new CancellationTokenSource(random.Next(4) == 0 ? TimeSpan.FromMilliseconds(random.Next(4)) : Patience);
            try
            {
                return await queue.RunAsync(number, patience.Token) == 2 * number;
            }
            catch (Exception expected) when (expected is IOException || (expected is OperationCanceledException && patience.IsCancellationRequested))
            {
                return true;
            }
        }));

        ends.ShouldAllBe(right => right);
        var ran = queue.Calls.SelectMany(call => call).ToList();
        ran.Count.ShouldBe(ran.Distinct().Count());
        queue.Before = _ => Task.CompletedTask;
        (await queue.RunAsync(1, CancellationToken.None).WaitAsync(Patience)).ShouldBe(2);
    }

    private sealed class Doubling : GroupQueue<int, int>
    {
        public int Most { get; init; } = int.MaxValue;

        public Func<CancellationToken, Task> Before { get; set; } = _ => Task.CompletedTask;

        public ConcurrentQueue<int[]> Calls { get; } = new();

        protected override async Task<int> RunAloneAsync(int item, CancellationToken cancellationToken)
        {
            Calls.Enqueue([item]);
            await Before(cancellationToken);
            return 2 * item;
        }

        protected override async Task RunGroupAsync(IReadOnlyList<GroupMember<int, int>> members, CancellationToken cancellationToken)
        {
            Calls.Enqueue([.. members.Select(member => member.Item)]);
            try
            {
                await Before(cancellationToken);
                foreach (var member in members)
                {
                    member.End(2 * member.Item);
                }
            }
            catch (Exception failure)
            {
                foreach (var member in members)
                {
                    member.Fail(failure);
                }
            }
        }

        protected override Func<int, Fit> BeginGroup()
        {
            var taken = new HashSet<int>();
            return item => taken.Count == Most ? Fit.Full : taken.Add(item) ? Fit.Joins : Fit.Later;
        }
    }
}
