using System.Collections.Concurrent;
using Webhooks.Events;

namespace Webhooks.Processing;

/// <summary>
/// The runs of handlers that have not returned. One that ignores its token outlives its timeout: while it does, the handler is not started
/// again for that event.
/// </summary>
internal sealed class LiveRuns
{
    private readonly ConcurrentDictionary<(EventKey Event, string Handler), byte> running = new();

    /// <summary>Whether a run of another event lives.</summary>
    public bool AnyBeside(EventKey key) => running.Keys.Any(run => run.Event != key);

    /// <summary>Starts the handler, off the caller's thread; null while an earlier run of it for this event lives.</summary>
    public Task? Start(IEventHandler handler, LedgerEvent claimed, CancellationToken cancellationToken)
    {
        var run = (claimed.Key, handler.Name);
        return running.TryAdd(run, 0) ? Task.Run(() => RunAsync(handler, claimed, run, cancellationToken), CancellationToken.None) : null;
    }

    private async Task RunAsync(IEventHandler handler, LedgerEvent claimed, (EventKey, string) run, CancellationToken cancellationToken)
    {
        try
        {
            if (handler.Handles(claimed))
            {
                await handler.HandleAsync(claimed, cancellationToken);
            }
        }
        finally
        {
            running.TryRemove(run, out _);
        }
    }
}
