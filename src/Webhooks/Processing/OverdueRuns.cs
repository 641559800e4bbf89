using Webhooks.Events;

namespace Webhooks.Processing;

/// <summary>
/// Keeps other instances from starting a handler while a run of it that has outlived its timeout lives here: puts off its next attempt again
/// and again. When the process dies that ends, and the handler is due soon after.
/// </summary>
internal sealed class OverdueRuns(LiveRuns runs, IAttemptLedger ledger, ProcessingOptions options, TimeProvider clock)
{
    /// <summary>How long the next attempt is put off: longer than another run of the event, during which it cannot be put off again.</summary>
    public static TimeSpan Hold(ProcessingOptions options) => 2 * options.Lease;

    /// <summary>How often it is put off.</summary>
    public static TimeSpan Interval(ProcessingOptions options) => options.Lease / 3;

    public async Task HoldAsync(CancellationToken cancellationToken)
    {
        foreach (var ofEvent in runs.Overdue.ToLookup(run => run.Event, run => run.Handler))
        {
            var now = clock.GetUtcNow();
            if (await ledger.LoadAsync(ofEvent.Key, cancellationToken) is { Handlers: { } handlers } found && found.IsFree(now))
            {
                // A run that has claimed it meanwhile wins, and this comes again before the handler is due.
                await ledger.SaveAsync(found with { Handlers = [.. handlers.Select(state => ofEvent.Contains(state.Name) ? PutOff(state, now) : state)] }, cancellationToken);
            }
        }
    }

    private HandlerState PutOff(HandlerState state, DateTimeOffset now) =>
        state.Status == HandlerStatus.Waiting && !(state.NextAttemptAt > now + Hold(options)) ? state with { NextAttemptAt = now + Hold(options) } : state;
}
