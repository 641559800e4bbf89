using Proof.Load;
using Proof.Processes;
using Proof.Speed;

namespace Proof.Backlog;

/// <summary>What each build has to do, each time on storage of its own: what an earlier run has left there would slow the later one.</summary>
internal sealed class Course(Func<CancellationToken, Task<Storage>> start, BacklogPlan plan)
{
    private static readonly TimeSpan ShortestPolling = TimeSpan.FromMilliseconds(100);

    public async Task WorkOffAsync(Build build, Results results, CancellationToken cancellationToken)
    {
        using var storage = await start(cancellationToken);
        await AcceptAsync(storage, build, plan.Backlog, results, cancellationToken);
        using var receiver = await Servers.ReceiverAsync(storage, processing: true, cancellationToken, build);
        var (before, below) = (receiver.Processor, storage.Processor);
        var ends = await EndsAsync(storage, plan.Backlog, results, cancellationToken);
        results.Backlogs.Add(new(
            (ends.Count - 1) / (ends[^1].Ended - ends[0].Ended).TotalSeconds,
            (receiver.Processor - before).TotalMilliseconds / ends.Count,
            (storage.Processor - below).TotalMilliseconds / ends.Count));
    }

    /// <summary>As many clients, for as long, without processing and with it.</summary>
    public async Task StreamAsync(Build build, bool processing, Results results, CancellationToken cancellationToken)
    {
        using var storage = await start(cancellationToken);
        using var receiver = await Servers.ReceiverAsync(storage, processing, cancellationToken, build);
        // What the compiler has not come to yet would make the shorter run look slow.
        var warmUp = await SendAsync(receiver, Shots.Make(Plan.Sender, 1024, plan.MostShots / 10), plan.Stream / 5, results);
        var known = TimeProvider.System.GetUtcNow();
        if (processing)
        {
            await EndsAsync(storage, warmUp.Count, results, cancellationToken);
            known = TimeProvider.System.GetUtcNow();
        }

        var sent = await SendAsync(receiver, Shots.Make(Plan.Sender, 1024, plan.MostShots), plan.Stream, results);
        var sentUntil = TimeProvider.System.GetUtcNow();
        if (!processing)
        {
            results.Accepting.Add(new(sent.PerSecond, 0, 0));
            return;
        }

        var ends = (await EndsAsync(storage, warmUp.Count + sent.Count, results, cancellationToken)).Where(row => row.Received > known).ToList();
        var began = ends.Min(row => row.Received);
        results.Both.Add(new(sent.PerSecond, ends.Count(row => row.Ended <= sentUntil) / sent.Elapsed.TotalSeconds, ends.Count / (ends[^1].Ended - began).TotalSeconds));
    }

    /// <summary>
    /// Few events, at random moments: the time from acceptance to the end of processing when nothing waits before it. The host asks the queue as often
    /// as it can: by host.json it waits up to two seconds, and builds would differ by nothing but when they happened to ask.
    /// </summary>
    public async Task TrickleAsync(Build build, Results results, int seed, CancellationToken cancellationToken)
    {
        using var storage = await start(cancellationToken);
        using var receiver = await Servers.ReceiverAsync(storage, processing: true, cancellationToken, build, polling: ShortestPolling);
        var warmUp = await SendAsync(receiver, Shots.Make(Plan.Sender, 1024, plan.MostShots / 50), plan.Stream, results);
        await EndsAsync(storage, warmUp.Count, results, cancellationToken);
        var known = TimeProvider.System.GetUtcNow();
        var trickle = await Open.RunAsync(receiver.Connect, Shots.Make(Plan.Sender, 1024, plan.Trickle), BacklogPlan.Rate, gaps: new Random(seed));
        results.Others += trickle.Others;
        foreach (var (received, ended) in (await EndsAsync(storage, warmUp.Count + trickle.Count, results, cancellationToken)).Where(row => row.Received > known))
        {
            results.Lags.Add((ended - received).TotalMilliseconds, 200, 200);
        }
    }

    private static async Task AcceptAsync(Storage storage, Build build, int count, Results results, CancellationToken cancellationToken)
    {
        using var accepting = await Servers.ReceiverAsync(storage, processing: false, cancellationToken, build);
        await SendAsync(accepting, Shots.Make(Plan.Sender, 1024, count), TimeSpan.FromMinutes(2), results);
    }

    private static async Task<Outcome> SendAsync(Server receiver, Shot[] shots, TimeSpan time, Results results)
    {
        var outcome = await Closed.RunAsync(() => new Persistent(receiver.Connect(), new()), shots, Plan.Crowd, time);
        results.Others += outcome.Others;
        return outcome;
    }

    private static async Task<IReadOnlyList<(DateTimeOffset Received, DateTimeOffset Ended)>> EndsAsync(Storage storage, int wanted, Results results, CancellationToken cancellationToken)
    {
        var ends = await new Ledger(storage).ProcessedAsync(wanted, cancellationToken);
        results.Left += wanted - ends.Count;
        return ends;
    }
}
