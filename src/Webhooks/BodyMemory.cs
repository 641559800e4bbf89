namespace Webhooks;

/// <summary>
/// Bounds the memory of large bodies: each takes its room before its buffer is made, and gives it back when it is done. Whoever finds no room
/// waits in turn. Nobody takes twice, so nobody waits for a room that they themselves hold.
/// </summary>
public sealed class BodyMemory(long capacity)
{
    // An eighth of an instance each for what arrives and for what is processed; the host holds every body as well.
    private const int Share = 8;
    private const long Largest = 128 * 1024 * 1024;

    private readonly Lock gate = new();
    private readonly LinkedList<Waiter> waiting = new();
    private long free = capacity;

    // What was given back and is still in memory: left to itself, the collector lets several times the room pile up before it looks for large objects.
    private long dropped;

    /// <summary>Of this process; always room for two of the largest.</summary>
    public static BodyMemory OfThisProcess() =>
        new(Math.Clamp(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / Share, 2L * Source.LargestBody, Largest));

    public long Capacity { get; } = capacity;

    /// <summary>Null when there is no room now.</summary>
    public IDisposable? TryTake(long bytes)
    {
        bytes = Math.Min(bytes, Capacity);
        lock (gate)
        {
            if (waiting.Count > 0 || bytes > free)
            {
                return null;
            }

            free -= bytes;
            return new Room(this, bytes);
        }
    }

    /// <summary>More than there is at all counts as all.</summary>
    public async Task<IDisposable> TakeAsync(long bytes, CancellationToken cancellationToken)
    {
        if (TryTake(bytes) is { } room)
        {
            return room;
        }

        var waiter = new LinkedListNode<Waiter>(new(Math.Min(bytes, Capacity)));
        lock (gate)
        {
            waiting.AddLast(waiter);
            Admit();
        }

        await using var giveUp = cancellationToken.UnsafeRegister(_ => GiveUp(waiter, cancellationToken), null);
        return await waiter.Value.Turn.Task;
    }

    private void GiveUp(LinkedListNode<Waiter> waiter, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (waiter.Value.Turn.TrySetCanceled(cancellationToken))
            {
                waiting.Remove(waiter);
                Admit();
            }
        }
    }

    private void Return(long bytes)
    {
        bool isDue;
        lock (gate)
        {
            free += bytes;
            dropped += bytes;
            isDue = dropped >= Capacity / 2;
            dropped = isDue ? 0 : dropped;
            Admit();
        }

        if (isDue)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true);
        }
    }

    // Under the gate. In the order of arrival, so that a large one is not passed over forever.
    private void Admit()
    {
        while (waiting.First is { } first && first.Value.Bytes <= free)
        {
            waiting.RemoveFirst();
            free -= first.Value.Bytes;
            first.Value.Turn.SetResult(new Room(this, first.Value.Bytes));
        }
    }

    private sealed record Waiter(long Bytes)
    {
        public TaskCompletionSource<IDisposable> Turn { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private sealed class Room(BodyMemory memory, long bytes) : IDisposable
    {
        private long held = bytes;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref held, 0) is > 0 and var bytes)
            {
                memory.Return(bytes);
            }
        }
    }
}

/// <summary>Apart, so that slow handlers keep no delivery out.</summary>
public sealed record BodyMemories(BodyMemory Receiving, BodyMemory Processing)
{
    public static BodyMemories OfThisProcess() => new(BodyMemory.OfThisProcess(), BodyMemory.OfThisProcess());
}
