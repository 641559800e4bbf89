namespace Webhooks.Receiving;

/// <summary>The room of one delivery in the memory of large bodies, taken once for all that may become of its body.</summary>
internal sealed class BodyRoom(BodyMemory memory, int growth) : IDisposable
{
    private IDisposable? taken;

    /// <summary>Null for a source whose bodies are small.</summary>
    public static BodyRoom? For(Source source, Arrival arrival, BodyMemory memory) =>
        source.TakesLargeBodies ? new(memory, source.Decompression is not null && arrival.Headers.FindList("Content-Encoding") is not null ? source.MaxBodyBytes : 0) : null;

    /// <summary>Whether it may be decompressed into a larger one.</summary>
    public bool MayGrow => growth > 0;

    /// <summary>Whether it had to wait for others.</summary>
    public bool WasFull { get; private set; }

    public async Task TakeAsync(int bytes, CancellationToken cancellationToken)
    {
        if (taken is null)
        {
            taken = memory.TryTake((long)bytes + growth);
            WasFull = taken is null;
            taken ??= await memory.TakeAsync((long)bytes + growth, cancellationToken);
        }
    }

    public void Dispose() => taken?.Dispose();
}
