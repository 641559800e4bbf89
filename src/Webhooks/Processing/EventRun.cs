using Microsoft.Extensions.Logging;
using Webhooks.Events;
using Webhooks.Redacting;

namespace Webhooks.Processing;

/// <summary>
/// One run of an event: every handler that is due, side by side. While a slow one runs, the others go their way: what has ended is written
/// down, and who failed is tried again when its backoff is over.
/// </summary>
internal sealed partial class EventRun(
    LedgerEvent found, HandlerRunner runner, PausedHandlers paused, IAttemptLedger ledger, Backoff backoff, ProcessingOptions options, TimeProvider clock, Redactor redactor, ILogger logger)
{
    private const int LongestError = 1024;

    // Handlers end within moments of each other as a rule, and one write is enough for all of them.
    private static readonly TimeSpan SavePause = TimeSpan.FromSeconds(1);

    private readonly Dictionary<Task<HandlerOutcome>, int> running = [];
    private readonly List<(string Handler, Exception Failure, string Error)> failures = [];
    private readonly HandlerState[] states = [.. found.Handlers!];
    private readonly DateTimeOffset began = clock.GetUtcNow();
    private readonly long beganAt = clock.GetTimestamp();
    private LedgerEvent claimed = found;
    private bool isUnsaved;
    private bool isVersionUnsure;

    /// <summary>The errors of this run; null when nothing failed.</summary>
    public string? Error => Join(failure => $"{failure.Handler}: {failure.Error}");

    /// <summary>The same without messages, which may quote the body.</summary>
    public string? Failed => Join(failure => $"{failure.Handler}: {failure.Failure.GetType().Name}");

    /// <summary>Gives the event with the states that its handlers have now; null when another run took it over.</summary>
    public async Task<LedgerEvent?> RunAsync(CancellationToken stopping)
    {
        Start(stopping);
        while (running.Count > 0)
        {
            await WaitAsync();
            Collect();
            if (running.Count > 0 && isUnsaved && !await SaveAsync())
            {
                return null;
            }

            if (running.Count > 0 && !stopping.IsCancellationRequested)
            {
                await paused.RefreshAsync(CancellationToken.None);
                Start(stopping);
            }
        }

        // The answer to a save was lost, and the save may have landed: the end of the run needs the version that it made.
        return isVersionUnsure && !await SaveAsync() ? null : claimed with { Handlers = states };
    }

    // The wall clock may be stepped while handlers run.
    private DateTimeOffset Now => began + clock.GetElapsedTime(beganAt);

    private TimeSpan Left => options.HandlerTimeout - clock.GetElapsedTime(beganAt);

    private void Start(CancellationToken stopping)
    {
        for (var i = 0; i < states.Length && Left > TimeSpan.Zero; i++)
        {
            if (states[i].IsDue(Now) && !running.ContainsValue(i) && !paused.Holds(states[i].Name))
            {
                // Each run's number is its handler's own.
                running.Add(runner.RunAsync(states[i].Name, claimed with { Attempts = states[i].Attempts + 1 }, Left, stopping), i);
            }
        }
    }

    private async Task WaitAsync()
    {
        using var over = new CancellationTokenSource();
        var first = Task.WhenAny(running.Keys);
        await Task.WhenAny(first, Task.Delay(UntilNextStart(), clock, over.Token));
        if (first.IsCompleted && running.Keys.Any(run => !run.IsCompleted))
        {
            await Task.WhenAny(Task.WhenAll(running.Keys), Task.Delay(SavePause, clock, over.Token));
        }

        await over.CancelAsync();
    }

    private TimeSpan UntilNextStart()
    {
        var next = states.Where((state, i) => state.Status == HandlerStatus.Waiting && !running.ContainsValue(i) && !paused.Holds(state.Name)).Min(state => state.NextAttemptAt);
        return Left > TimeSpan.Zero && next is { } at && at - Now < Left ? TimeSpan.FromTicks(Math.Max(0, (at - Now).Ticks)) : Timeout.InfiniteTimeSpan;
    }

    private void Collect()
    {
        foreach (var (run, i) in running.Where(one => one.Key.IsCompleted).ToList())
        {
            running.Remove(run);
            var outcome = run.Result;
            var error = outcome.Failure is null ? null : Describe(outcome.Failure);
            states[i] = outcome.Change(states[i], error, Now, options, backoff);
            isUnsaved = true;
            if (error is not null)
            {
                failures.Add((outcome.Handler, outcome.Failure!, error));
                LogFailure(states[i], error);
            }
        }
    }

    private async Task<bool> SaveAsync()
    {
        try
        {
            if (await ledger.SaveAsync(claimed with { Handlers = states }, CancellationToken.None) is not { } saved)
            {
                return false;
            }

            (claimed, isUnsaved, isVersionUnsure) = (saved, false, false);
        }
        catch (LedgerUnavailableException)
        {
            // The end of the run writes it.
            isVersionUnsure = true;
        }

        return true;
    }

    private string? Join(Func<(string Handler, Exception Failure, string Error), string> text) =>
        failures.Count == 0 ? null : string.Join("; ", failures.Select(text));

    private void LogFailure(HandlerState state, string error)
    {
        var (source, eventId) = (claimed.Key.Source, Printable.Of(claimed.Key.EventId));
        if (state.NextAttemptAt is { } next)
        {
            Log.Failed(logger, source, state.Name, eventId, state.Attempts, options.MaxAttempts, error, next - Now);
        }
        else
        {
            Log.FailedPermanently(logger, source, state.Name, eventId, state.Attempts, options.MaxAttempts, error);
        }
    }

    // A handler may put into its message whatever the body holds.
    private string Describe(Exception failure) =>
        Printable.Of(redactor.Of(claimed.Key.Source, claimed.Body)($"{failure.GetType().Name}: {failure.Message}"), LongestError);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "{Source}: {Handler} failed for {EventId}, attempt {Attempt} of {MaxAttempts} ({Error}); next in {Wait}.")]
        public static partial void Failed(ILogger logger, string source, string handler, string eventId, int attempt, int maxAttempts, string error, TimeSpan wait);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{Source}: {Handler} failed permanently for {EventId}, attempt {Attempt} of {MaxAttempts} ({Error}).")]
        public static partial void FailedPermanently(ILogger logger, string source, string handler, string eventId, int attempt, int maxAttempts, string error);
    }
}
