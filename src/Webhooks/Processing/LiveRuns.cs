using System.Collections.Concurrent;
using Webhooks.Events;

namespace Webhooks.Processing;

/// <summary>
/// The runs of handlers that have not returned. One that ignores its token outlives its timeout: while it does, the handler is not started
/// again for that event.
/// </summary>
public sealed class LiveRuns
{
    private readonly ConcurrentDictionary<(EventKey Event, string Handler), bool> running = new();

    /// <summary>The runs that have outlived their timeout.</summary>
    internal IEnumerable<(EventKey Event, string Handler)> Overdue => running.Where(run => run.Value).Select(run => run.Key);

    /// <summary>Whether one of another event has.</summary>
    internal bool AnyBeside(EventKey key) => Overdue.Any(run => run.Event != key);

    /// <summary>Starts the handler, off the caller's thread; null while an earlier run of it for this event lives.</summary>
    internal Task? Start(IEventHandler handler, LedgerEvent claimed, CancellationToken cancellationToken)
    {
        var run = (claimed.Key, handler.Name);
        return running.TryAdd(run, false) ? Task.Run(() => RunAsync(handler, claimed, run, cancellationToken), CancellationToken.None) : null;
    }

    /// <summary>Notes that the run has outlived its timeout; false when it has ended.</summary>
    internal bool Leave(IEventHandler handler, LedgerEvent claimed) => running.TryUpdate((claimed.Key, handler.Name), true, false);

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
