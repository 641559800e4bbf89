using System.Collections.Concurrent;
using Microsoft.Azure.Functions.Worker;

namespace Functions.Tests.LocalHost;

/// <summary>What queue functions saw, and what they are to do.</summary>
internal sealed class Messages
{
    private int running;
    private int most;

    public ConcurrentQueue<string> Seen { get; } = [];

    public int Most => most;

    public Func<string, CancellationToken, Task> Do { get; init; } = (_, _) => Task.CompletedTask;

    public async Task TakeAsync(string message, CancellationToken cancellationToken)
    {
        Seen.Enqueue(message);
        var now = Interlocked.Increment(ref running);
        InterlockedMax(now);
        try
        {
            await Do(message, cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref running);
        }
    }

    private void InterlockedMax(int now)
    {
        for (var known = most; known < now; known = most)
        {
            Interlocked.CompareExchange(ref most, now, known);
        }
    }
}

internal sealed class CountingWorker(Messages messages)
{
    [Function("Count")]
    public Task RunAsync([QueueTrigger(Worker.Queue)] string message, string? dequeueCount, CancellationToken cancellationToken) => messages.TakeAsync($"{message} {dequeueCount}", cancellationToken);
}

internal sealed class Worker(Messages messages)
{
    public const string Queue = "work";

    [Function("Work")]
    public Task RunAsync([QueueTrigger(Queue)] string message, CancellationToken cancellationToken) => messages.TakeAsync(message, cancellationToken);
}
