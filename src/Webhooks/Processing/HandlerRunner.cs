using Webhooks.Events;

namespace Webhooks.Processing;

/// <summary>Runs one handler once: under its own timeout, and whatever it does is an outcome.</summary>
internal sealed class HandlerRunner(HandlerCatalog handlers, LiveRuns runs, TimeProvider clock)
{
    public async Task<HandlerOutcome> RunAsync(string name, LedgerEvent claimed, TimeSpan limit, CancellationToken stopping)
    {
        if (handlers.Find(name) is not { } handler)
        {
            // Another instance may know it, or the next deployment.
            return new(name, new InvalidOperationException($"This app has no handler '{name}'; put it back, then redrive."));
        }

        using var timeout = new CancellationTokenSource(limit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, stopping);
        if (runs.Start(handler, claimed, either.Token) is not { } run)
        {
            return new(name, new TimeoutException("An earlier run has ignored its cancellation token and still runs; the handler is not started again before it ends."), IsStillRunning: true);
        }

        try
        {
            // WaitAsync: a handler that ignores its token must not outlive the lease unnoticed.
            await run.WaitAsync(either.Token);
            return new(name, null);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return new(name, null, IsInterrupted: true);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            return new(name, new TimeoutException($"It took longer than {limit}."), IsStillRunning: runs.Leave(handler, claimed));
        }
#pragma warning disable CA1031 // A handler is foreign code: whatever it throws is a failed attempt, written down and tried again.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            return new(name, failure);
        }
    }
}
