using System.Collections.Concurrent;

namespace Proof.Ordeal;

/// <summary>The copies of the app that are up, as a platform would run them: one that dies is replaced.</summary>
internal sealed class Fleet(int copies, Func<int, int, ReceiverOrder> order, Func<int, TimeSpan?> lifetime) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<int, ReceiverProcess> alive = new();
    private readonly CancellationTokenSource ending = new();
    private List<Task> keeping = [];
    private int started;
    private bool isPeace;

    /// <summary>Receivers that died, by their own hand or by ours.</summary>
    public int Deaths { get; private set; }

    /// <summary>How many of them were killed from outside, at a random moment.</summary>
    public int Killed { get; private set; }

    public void Start() => keeping = [.. Enumerable.Range(0, copies).Select(copy => Task.Run(() => KeepAsync(copy)))];

    /// <summary>From now on nobody is killed; who carries a fuse is replaced by one who does not.</summary>
    public async Task PeaceAsync(CancellationToken cancellationToken)
    {
        isPeace = true;
        foreach (var one in alive.Values)
        {
            one.Kill();
        }

        await AnyAsync(cancellationToken);
    }

    /// <summary>The address of a receiver that answers, as soon as there is one.</summary>
    public async Task<Uri> AnyAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var up = alive.Values.Where(one => one.IsAlive).ToArray();
            if (up.Length > 0)
            {
                return up[Random.Shared.Next(up.Length)].Address;
            }

            await Task.Delay(10, cancellationToken);
        }
    }

    /// <summary>Ends them all.</summary>
    public async Task StopAsync()
    {
        await ending.CancelAsync();
        await Task.WhenAll(keeping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        ending.Dispose();
    }

    private async Task KeepAsync(int copy)
    {
        while (!ending.IsCancellationRequested)
        {
            var number = Interlocked.Increment(ref started);
            var wasPeace = isPeace;
            using var receiver = await ReceiverProcess.StartAsync(wasPeace ? order(copy, number) with { Step = null } : order(copy, number), ending.Token);
            if (receiver is null)
            {
                Deaths++;
                continue;
            }

            alive[number] = receiver;
            await LiveAsync(receiver, wasPeace || isPeace ? null : lifetime(number));
            alive.TryRemove(number, out _);
        }
    }

    private async Task LiveAsync(ReceiverProcess receiver, TimeSpan? lifetime)
    {
        var until = TimeProvider.System.GetUtcNow() + lifetime;
        while (receiver.IsAlive && !ending.IsCancellationRequested && !(TimeProvider.System.GetUtcNow() > until))
        {
            await Task.Delay(10);
        }

        if (!ending.IsCancellationRequested)
        {
            Killed += receiver.IsAlive ? 1 : 0;
            Deaths++;
        }
    }
}
