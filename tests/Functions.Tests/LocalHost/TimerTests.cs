using System.Collections.Concurrent;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Functions.Tests.LocalHost;

public sealed class TimerTests
{
    [Fact]
    public async Task A_timer_fires_when_due_and_never_beside_itself()
    {
        var log = new Ticks();
        await using (await (SampleHost.With(typeof(SlowEverySecond)) with { Listen = true }).Knowing(log).StartAsync())
        {
            await Patience.UntilAsync(() => log.Starts.Count >= 3);
        }

        log.Most.ShouldBe(1);
        // A busy machine may start one late, but none may start early.
        log.Starts.ShouldAllBe(start => start.Millisecond < 900);
        log.Infos.ShouldAllBe(info => !info.IsPastDue && info.ScheduleStatus!.Next > log.Starts.Min());
    }

    [Fact]
    public async Task A_timer_goes_on_when_the_clock_is_set_back()
    {
        var (log, clock) = (new Ticks(), new MachineClock(TimeSpan.FromDays(3)));
        await using var host = await (SampleHost.With(typeof(FailingEverySecond)) with
        {
            Listen = true,
            Overrides = services => services.AddSingleton(log).AddSingleton<TimeProvider>(clock),
        }).StartAsync();
        await Patience.UntilAsync(() => !log.Starts.IsEmpty);

        clock.Set(TimeSpan.Zero);
        var before = log.Starts.Count;

        await Patience.UntilAsync(() => log.Starts.Count > before + 1);
    }

    [Fact]
    public async Task A_timer_that_fails_fires_again()
    {
        var log = new Ticks();
        await using var host = await (SampleHost.With(typeof(FailingEverySecond)) with { Listen = true }).Knowing(log).StartAsync();

        await Patience.UntilAsync(() => log.Starts.Count >= 2);
    }

    [Fact]
    public async Task A_timer_runs_by_hand_while_nothing_listens()
    {
        var log = new Ticks();
        await using var host = await SampleHost.With(typeof(SlowEverySecond)).Knowing(log).StartAsync();

        await host.InvokeAsync("Tick");

        log.Starts.Count.ShouldBe(1);
    }

    private sealed class Ticks
    {
        private int running;

        public ConcurrentQueue<DateTime> Starts { get; } = [];

        public ConcurrentQueue<TimerInfo> Infos { get; } = [];

        public int Most { get; private set; }

        public void Begin(TimerInfo info)
        {
            Most = Math.Max(Most, Interlocked.Increment(ref running));
            Infos.Enqueue(info);
            Starts.Enqueue(TimeProvider.System.GetUtcNow().UtcDateTime);
        }

        public void End() => Interlocked.Decrement(ref running);
    }

    private sealed class SlowEverySecond(Ticks log)
    {
        [Function("Tick")]
        public async Task RunAsync([TimerTrigger("* * * * * *")] TimerInfo timer, CancellationToken cancellationToken)
        {
            log.Begin(timer);
            await Task.Delay(TimeSpan.FromSeconds(1.2), cancellationToken);
            log.End();
        }
    }

    private sealed class FailingEverySecond(Ticks log)
    {
        [Function("Tick")]
        public Task RunAsync([TimerTrigger("* * * * * *")] TimerInfo timer)
        {
            log.Begin(timer);
            throw new InvalidOperationException();
        }
    }
}
