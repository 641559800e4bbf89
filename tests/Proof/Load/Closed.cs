using System.Diagnostics;

namespace Proof.Load;

/// <summary>A closed model: so many clients, each sending its next delivery when the last one is answered.</summary>
internal static class Closed
{
    public static async Task<Outcome> RunAsync(Func<ICaller> connect, Shot[] shots, int clients, TimeSpan time, int wanted = 202)
    {
        var outcome = new Outcome();
        var callers = Enumerable.Range(0, clients).Select(_ => connect()).ToList();
        var (next, clock) = (-1, Stopwatch.StartNew());
        await Task.WhenAll(callers.Select(caller => Task.Run(async () =>
        {
            while (clock.Elapsed < time && Interlocked.Increment(ref next) is var i && i < shots.Length)
            {
                var begun = Stopwatch.GetTimestamp();
                var status = await caller.CallAsync(shots[i]);
                outcome.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds, status, wanted);
            }
        })));
        outcome.Elapsed = clock.Elapsed;
        callers.ForEach(caller => caller.Dispose());
        return outcome;
    }
}
