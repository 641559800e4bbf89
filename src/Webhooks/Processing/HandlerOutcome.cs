using Webhooks.Events;

namespace Webhooks.Processing;

/// <summary>How one run of a handler ended.</summary>
/// <param name="Failure">Null when it is done.</param>
/// <param name="IsInterrupted">The host is stopping: no attempt of the handler's.</param>
/// <param name="IsStillRunning">It ignores its cancellation token.</param>
internal sealed record HandlerOutcome(string Handler, Exception? Failure, bool IsInterrupted = false, bool IsStillRunning = false)
{
    public bool IsPermanent => Failure is PermanentFailureException;

    /// <summary>What becomes of the handler.</summary>
    public HandlerState Change(HandlerState state, string? error, DateTimeOffset now, ProcessingOptions options, Backoff backoff)
    {
        if (IsInterrupted)
        {
            return state with { NextAttemptAt = now };
        }

        var ended = state with { Attempts = state.Attempts + 1, LastError = error, NextAttemptAt = null };
        return Failure is null ? ended with { Status = HandlerStatus.Done }
            : IsPermanent || ended.Attempts >= options.MaxAttempts ? ended with { Status = HandlerStatus.Failed }
            : ended with { NextAttemptAt = now + Later(backoff.After(ended.Attempts), IsStillRunning ? OverdueRuns.Hold(options) : TimeSpan.Zero) };
    }

    private static TimeSpan Later(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
