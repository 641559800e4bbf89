using System.Diagnostics;
using System.Threading.Channels;

namespace Proof.Load;

/// <summary>
/// An open model: deliveries are due at a fixed rate, whatever becomes of the earlier ones, and latency counts from when each was due.
/// A server that falls behind is seen to: its queue is in the figures. Where something polls, even gaps would meet its polls always at the
/// same moment; then gaps are random, with the same mean.
/// </summary>
internal static class Open
{
    // So many may be under way at once. What is due beyond that waits, and its waiting counts.
    private const int Clients = 128;

    public static async Task<Outcome> RunAsync(Func<ICaller> connect, Shot[] shots, double perSecond, int wanted = 202, Random? gaps = null)
    {
        var outcome = new Outcome();
        var due = Channel.CreateUnbounded<(Shot Shot, long At)>();
        var clock = Stopwatch.StartNew();
        var idle = new Stack<ICaller>(Enumerable.Range(0, Clients).Select(_ => connect()));
        var pacing = new Thread(() => Pace(shots, perSecond, due.Writer, gaps)) { IsBackground = true };
        pacing.Start();
        var gate = new SemaphoreSlim(Clients);
        var running = new List<Task>();
        await foreach (var (shot, at) in due.Reader.ReadAllAsync())
        {
            await gate.WaitAsync();
            running.Add(CallAsync(shot, at));
        }

        await Task.WhenAll(running);
        outcome.Elapsed = clock.Elapsed;
        foreach (var caller in idle)
        {
            caller.Dispose();
        }

        return outcome;

        async Task CallAsync(Shot shot, long at)
        {
            ICaller caller;
            lock (idle)
            {
                caller = idle.Pop();
            }

            var status = await caller.CallAsync(shot);
            outcome.Add(Stopwatch.GetElapsedTime(at).TotalMilliseconds, status, wanted);
            lock (idle)
            {
                idle.Push(caller);
            }

            gate.Release();
        }
    }

    // Sleeping is right to about a millisecond; the rest of the way is waited out.
    private static void Pace(Shot[] shots, double perSecond, ChannelWriter<(Shot, long)> due, Random? gaps)
    {
        var begun = Stopwatch.GetTimestamp();
        var intervals = 0.0;
        foreach (var shot in shots)
        {
            var at = begun + (long)(intervals / perSecond * Stopwatch.Frequency);
            intervals += gaps is null ? 1 : -Math.Log(1 - gaps.NextDouble());
            while (Stopwatch.GetTimestamp() < at)
            {
                var left = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), at);
                Thread.Sleep(left > TimeSpan.FromMilliseconds(2) ? left - TimeSpan.FromMilliseconds(1.5) : TimeSpan.Zero);
            }

            due.TryWrite((shot, at));
        }

        due.Complete();
    }
}
