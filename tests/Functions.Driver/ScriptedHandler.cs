using System.Collections.Concurrent;
using Webhooks.Events;
using Webhooks.Processing;

namespace Functions.Driver;

/// <summary>A handler that does what a test says, and remembers what it was called for.</summary>
internal sealed class ScriptedHandler(Func<LedgerEvent, CancellationToken, Task> script, string name = "scripted") : IEventHandler
{
    public ConcurrentQueue<LedgerEvent> Calls { get; } = new();

    public static ScriptedHandler Succeeding => new((_, _) => Task.CompletedTask);

    public static ScriptedHandler Failing(string message = "the cloud is full", string name = "scripted") => new((_, _) => throw new InvalidOperationException(message), name);

    public string Name => name;

    public bool Handles(LedgerEvent found) => true;

    public Task HandleAsync(LedgerEvent claimed, CancellationToken cancellationToken)
    {
        Calls.Enqueue(claimed);
        return script(claimed, cancellationToken);
    }
}
