using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Webhooks.Events;
using Webhooks.Redacting;
using Webhooks.Telemetry;

namespace Webhooks.Processing;

/// <summary>One run of an event. The message only says where to look; whether there is work to do, the ledger says.</summary>
public sealed partial class Processor(
    IAttemptLedger ledger,
    DueEvents due,
    RunEnd end,
    HandlerCatalog handlers,
    PausedHandlers paused,
    HandlerActivity activity,
    LiveRuns runs,
    Backoff backoff,
    ProcessingOptions options,
    TimeProvider clock,
    Redactor redactor,
    ILogger<Processor> logger)
{
    /// <summary>Crashes of an event alone in its process after which it is given up.</summary>
    public const int MostCrashesAlone = 3;

    // How long suspects of one message are started one after the other. With the last one's run it stays under the host's functionTimeout.
    private static readonly TimeSpan TimeOfSuspects = TimeSpan.FromSeconds(15);

    private readonly RunGate gate = new(clock);
    private readonly HandlerRunner runner = new(handlers, runs, clock);

    /// <summary>Runs the handlers of the events that the message names, side by side: of each that is due and free.</summary>
    /// <exception cref="UnsettledException">One of them is not settled. The others are: nothing that happens to one changes the fate of another.</exception>
    public Task ProcessAsync(QueuedEvents message, CancellationToken cancellationToken)
    {
        var found = message.Entries.Select(entry => FindAsync(entry, message, cancellationToken)).ToList();
        return SideBySide.WhenAllAsync([.. found.Select(one => RunUnlessSuspectAsync(one, cancellationToken)), RunSuspectsAsync(found, cancellationToken)]);
    }

    private async Task<DueEvent?> FindAsync(EnvelopeEntry entry, QueuedEvents message, CancellationToken cancellationToken)
    {
        try
        {
            return await due.FindAsync(entry, message.IsLate(entry), cancellationToken);
        }
        catch (LedgerUnavailableException failure)
        {
            Unavailable(entry.Key, failure);
            return null;
        }
    }

    private async Task RunUnlessSuspectAsync(Task<DueEvent?> found, CancellationToken cancellationToken)
    {
        if (await found is { Event.IsSuspect: false } one)
        {
            using (one)
            {
                using var place = gate.TryEnter(one.Event.Key, alone: false);
                // Without one, a suspect runs in this process, or is about to.
                await (place is null ? end.PutOffAsync([one.Event]) : RunAsync(one, cancellationToken));
            }
        }
    }

    // Suspects run alone: one after the other, and not while others of their message run.
    private async Task RunSuspectsAsync(IReadOnlyList<Task<DueEvent?>> found, CancellationToken cancellationToken)
    {
        var all = await SideBySide.ResultsAsync(found);
        var suspects = all.Where(one => one.Event.IsSuspect).ToList();
        if (suspects.Count == 0)
        {
            return;
        }

        var began = clock.GetTimestamp();
        var runs = new List<Task>();
        using (var place = suspects.Count < all.Count ? null : gate.TryEnter(suspects[0].Event.Key, alone: true))
        {
            foreach (var suspect in suspects)
            {
                using (suspect)
                {
                    if (place is not null && clock.GetElapsedTime(began) <= TimeOfSuspects && !cancellationToken.IsCancellationRequested)
                    {
                        runs.Add(RunAsync(suspect, cancellationToken));
                        await runs[^1].ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                    }
                }
            }
        }

        var left = suspects.Skip(runs.Count).Select(suspect => suspect.Event).ToList();
        await (suspects.Count < all.Count ? end.QueueAsync(left, Sweeper.SuspectPause) : end.PutOffAsync(left));
        await SideBySide.WhenAllAsync(runs);
    }

    private async Task RunAsync(DueEvent one, CancellationToken cancellationToken)
    {
        try
        {
            await RunAsync(one.Event, clock.GetUtcNow(), cancellationToken);
        }
        catch (LedgerUnavailableException failure)
        {
            Unavailable(one.Event.Key, failure);
        }
    }

    // Thrown on, it would use up the message's five tries in minutes, and the poison queue would end an event that nobody has tried.
    private void Unavailable(EventKey key, LedgerUnavailableException failure) => Log.Unavailable(logger, key.Source, Printable.Of(key.EventId), failure.Message);

    private async Task RunAsync(LedgerEvent found, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // The gate knows nothing of runs that ignored their timeout. Should one of them end the process, the suspect is innocent.
        var isAlone = found.IsSuspect && !runs.AnyBeside(found.Key);
        if (await ledger.ClaimAsync(found, now + options.Lease, isAlone, cancellationToken) is not { } claimed)
        {
            Log.Dropped(logger, found.Key.Source, Printable.Of(found.Key.EventId));
            return;
        }

        using var span = WebhookTrace.Process(claimed);
        if (claimed.Handlers is null)
        {
            await end.OfUnknownSourceAsync(claimed);
            return;
        }

        var run = new EventRun(claimed, runner, paused, ledger, backoff, options, clock, redactor, logger);
        var ended = await run.RunAsync(cancellationToken);
        span?.SetStatus(run.Failed is null ? ActivityStatusCode.Ok : ActivityStatusCode.Error, run.Failed);
        if (ended is null)
        {
            end.LostClaim(claimed);
            return;
        }

        var endedAt = clock.GetUtcNow();
        activity.Note(claimed.Handlers, ended.Handlers!, endedAt);
        await paused.RefreshAsync(CancellationToken.None);
        await end.OfRunAsync(ended, paused.NextOf(ended, endedAt), run.Error);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Debug, Message = "{Source}: another run has claimed {EventId} meanwhile; message dropped.")]
        public static partial void Dropped(ILogger logger, string source, string eventId);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{Source}: the ledger is unavailable for {EventId} ({Problem}); message dropped, the sweep will queue it.")]
        public static partial void Unavailable(ILogger logger, string source, string eventId, string problem);
    }
}
