namespace Proof.Load;

/// <summary>Sends again what was answered 503, as senders do. Right after its start a receiver answers so, until it has found its tables.</summary>
internal sealed class Persistent(ICaller caller, Persistent.Counter unavailable) : ICaller
{
    private const int MostTries = 200;

    public async Task<int> CallAsync(Shot shot)
    {
        var status = await caller.CallAsync(shot);
        for (var tries = 1; status == 503 && tries < MostTries; tries++)
        {
            unavailable.Increment();
            await Task.Delay(100);
            status = await caller.CallAsync(shot);
        }

        return status;
    }

    public void Dispose() => caller.Dispose();

    /// <summary>How often the answer was 503, of several callers.</summary>
    internal sealed class Counter
    {
        private int count;

        public int Count => count;

        public void Increment() => Interlocked.Increment(ref count);
    }
}
