using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Webhooks.Events;
using Webhooks.Redacting;
using Webhooks.Telemetry;

namespace Webhooks.Processing;

/// <summary>One run of an event. The message only says where to look; whether there is work to do, the ledger says.</summary>
public sealed partial class Processor(
    IAttemptLedger ledger,
    IBodyStore bodies,
    BodyMemories memories,
    RunEnd end,
    SourceCatalog sources,
    HandlerCatalog handlers,
    PausedHandlers paused,
    HandlerActivity activity,
    LiveRuns runs,
    IContractCheck contracts,
    Backoff backoff,
    ProcessingOptions options,
    TimeProvider clock,
    Random random,
    Redactor redactor,
    DeadLetters deadLetters,
    ILogger<Processor> logger)
{
    /// <summary>Crashes of an event alone in its process after which it is given up.</summary>
    public const int MostCrashesAlone = 3;

    // A message that becomes visible a moment early counts as due.
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(1);

    private readonly RunGate gate = new(clock);
    private readonly HandlerRunner runner = new(handlers, runs, clock);

    /// <summary>Runs the handlers of the events that the message names, side by side: of each that is due and free.</summary>
    /// <exception cref="UnsettledException">One of them is not settled. The others are: nothing that happens to one changes the fate of another.</exception>
    public Task ProcessAsync(QueuedEvents message, CancellationToken cancellationToken) =>
        SideBySide.WhenAllAsync(message.Entries, entry => ProcessAsync(entry, message, cancellationToken));

    private async Task ProcessAsync(EnvelopeEntry entry, QueuedEvents message, CancellationToken cancellationToken)
    {
        try
        {
            await ProcessDueAsync(entry, message, cancellationToken);
        }
        catch (LedgerUnavailableException failure)
        {
            // Thrown on, it would use up the message's five tries in minutes, and the poison queue would end an event that nobody has tried.
            Log.Unavailable(logger, entry.Key.Source, Printable.Of(entry.Key.EventId), failure.Message);
        }
    }

    private async Task ProcessDueAsync(EnvelopeEntry entry, QueuedEvents message, CancellationToken cancellationToken)
    {
        if (message.IsLate(entry) && !await IsWorthLoadingAsync(entry.Key, cancellationToken))
        {
            Log.Dropped(logger, entry.Key.Source, Printable.Of(entry.Key.EventId));
            return;
        }

        var found = await ledger.LoadAsync(entry.Key, cancellationToken);
        // Only once storage has answered is the clock sure to be right.
        var now = clock.GetUtcNow();
        if (found?.IsFree(now) != true)
        {
            await deadLetters.NotifyAgainAsync(found);
            Log.Dropped(logger, entry.Key.Source, Printable.Of(entry.Key.EventId));
            return;
        }

        if (found.CrashesAlone >= MostCrashesAlone)
        {
            await end.DeadLetterAsync(found, found.LastError is { } last ? $"{DeadLetters.Crashed} Before that: {last}" : DeadLetters.Crashed);
            return;
        }

        using var room = found.Stored is null ? null : memories.Processing.TryTake(found.BodyLength);
        if (found.Stored is not null && room is null)
        {
            await end.QueueAsync(found, Later());
            return;
        }

        try
        {
            await RunDueAsync(found, message, now, cancellationToken);
        }
        catch (BodyLostException lost)
        {
            await end.DeadLetterAsync(found, lost.Message);
        }
    }

    // The whole row holds the body, up to 768 KiB. A dead letter's is wanted to notify of it again.
    private async Task<bool> IsWorthLoadingAsync(EventKey key, CancellationToken cancellationToken) =>
        await ledger.PeekAsync(key, cancellationToken) is { } state && (state.IsFree(clock.GetUtcNow()) || state.Status == EventStatus.DeadLettered);

    private async Task RunDueAsync(LedgerEvent found, QueuedEvents message, DateTimeOffset now, CancellationToken cancellationToken)
    {
        found = Planned(found.Handlers is null ? await WithBodyAsync(found, cancellationToken) : found);
        await paused.RefreshAsync(cancellationToken);
        var next = paused.NextOf(found, now);
        if (next.At > now + Tolerance)
        {
            await WaitAsync(found, next, now);
        }
        else if (found.IsSuspect && message.NextSuspectPause() is { } pause)
        {
            await end.QueueAsync(found, pause);
        }
        else if (gate.TryEnter(found.Key, found.IsSuspect) is { } place)
        {
            using (place)
            {
                await RunAsync(await WithBodyAsync(found, cancellationToken), now, cancellationToken);
            }
        }
        else
        {
            // A suspect runs in this process, or is about to.
            await end.QueueAsync(found, Later());
        }
    }

    // Spread out, so that those who are held up do not come back as one.
    private TimeSpan Later() => TimeSpan.FromSeconds(2 + (3 * random.NextDouble()));

    // Before the claim: to get it is no attempt.
    private async Task<LedgerEvent> WithBodyAsync(LedgerEvent found, CancellationToken cancellationToken) =>
        found.Stored is { } stored && found.Body.IsEmpty ? found with { Body = await bodies.ReadAsync(stored, cancellationToken) } : found;

    private Task WaitAsync(LedgerEvent found, NextRun next, DateTimeOffset now) =>
        found.NextAttemptAt <= now + Tolerance ? end.ParkAsync(found, next)
        // Parked already: whoever resumes its handlers sends the next message, or the sweep.
        : next.IsParked ? Task.CompletedTask
        : end.QueueAsync(found, next.At - now);

    // Which handlers want it is written down at its first attempt. Where the source is unknown none would, and it would count as processed.
    private LedgerEvent Planned(LedgerEvent found)
    {
        if (found.Handlers is null)
        {
            return sources.Find(found.Key.Source) is null ? found : found with { Handlers = handlers.Of(found), Breaches = contracts.Check(found) };
        }

        // A version that knew no states of handlers may have put a dead letter back to work.
        return found.Handlers.Any(state => state.Status == HandlerStatus.Waiting) ? found : found with
        {
            Handlers = [.. found.Handlers.Select(state => state.Status == HandlerStatus.Failed ? new HandlerState(state.Name) : state)],
        };
    }

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
        [LoggerMessage(Level = LogLevel.Debug, Message = "{Source}: nothing to do for {EventId}; message dropped.")]
        public static partial void Dropped(ILogger logger, string source, string eventId);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{Source}: the ledger is unavailable for {EventId} ({Problem}); message dropped, the sweep will queue it.")]
        public static partial void Unavailable(ILogger logger, string source, string eventId, string problem);
    }
}
