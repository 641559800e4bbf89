using Microsoft.Extensions.Logging;
using Webhooks.Events;

namespace Webhooks.Processing;

/// <summary>Finds out what there is to do for an event that a message names. What is not due, or has to wait, gets its next message.</summary>
public sealed partial class DueEvents(
    IAttemptLedger ledger,
    IBodyStore bodies,
    BodyMemories memories,
    RunEnd end,
    SourceCatalog sources,
    HandlerCatalog handlers,
    PausedHandlers paused,
    IContractCheck contracts,
    TimeProvider clock,
    DeadLetters deadLetters,
    ILogger<DueEvents> logger)
{
    // A message that becomes visible a moment early counts as due.
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(1);

    /// <summary>The event with all that a run needs; null when there is nothing to do.</summary>
    /// <param name="isLate">Another delivery has probably done the work.</param>
    internal async Task<DueEvent?> FindAsync(EnvelopeEntry entry, bool isLate, CancellationToken cancellationToken)
    {
        if (isLate && !await IsWorthLoadingAsync(entry.Key, cancellationToken))
        {
            Log.Dropped(logger, entry.Key.Source, Printable.Of(entry.Key.EventId));
            return null;
        }

        var found = await ledger.LoadAsync(entry.Key, cancellationToken);
        // Only once storage has answered is the clock sure to be right.
        var now = clock.GetUtcNow();
        if (found?.IsFree(now) != true)
        {
            await deadLetters.NotifyAgainAsync(found);
            Log.Dropped(logger, entry.Key.Source, Printable.Of(entry.Key.EventId));
            return null;
        }

        if (found.CrashesAlone >= Processor.MostCrashesAlone)
        {
            await end.DeadLetterAsync(found, found.LastError is { } last ? $"{DeadLetters.Crashed} Before that: {last}" : DeadLetters.Crashed);
            return null;
        }

        return await PreparedAsync(found, now, cancellationToken);
    }

    // The whole row holds the body, up to 768 KiB. A dead letter's is wanted to notify of it again.
    private async Task<bool> IsWorthLoadingAsync(EventKey key, CancellationToken cancellationToken) =>
        await ledger.PeekAsync(key, cancellationToken) is { } state && (state.IsFree(clock.GetUtcNow()) || state.Status == EventStatus.DeadLettered);

    private async Task<DueEvent?> PreparedAsync(LedgerEvent found, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var room = found.Stored is null ? null : memories.Processing.TryTake(found.BodyLength);
        if (found.Stored is not null && room is null)
        {
            await end.PutOffAsync([found]);
            return null;
        }

        DueEvent? due = null;
        try
        {
            found = Planned(found.Handlers is null ? await WithBodyAsync(found, cancellationToken) : found);
            await paused.RefreshAsync(cancellationToken);
            var next = paused.NextOf(found, now);
            if (next.At > now + Tolerance)
            {
                await WaitAsync(found, next, now);
            }
            else
            {
                due = new(await WithBodyAsync(found, cancellationToken), room);
            }
        }
        catch (BodyLostException lost)
        {
            await end.DeadLetterAsync(found, lost.Message);
        }
        finally
        {
            if (due is null)
            {
                room?.Dispose();
            }
        }

        return due;
    }

    // Before the claim: to get it is no attempt.
    private async Task<LedgerEvent> WithBodyAsync(LedgerEvent found, CancellationToken cancellationToken) =>
        found.Stored is { } stored && found.Body.IsEmpty ? found with { Body = await bodies.ReadAsync(stored, cancellationToken) } : found;

    private Task WaitAsync(LedgerEvent found, NextRun next, DateTimeOffset now) =>
        found.NextAttemptAt <= now + Tolerance ? end.ParkAsync(found, next)
        // Parked already: whoever resumes its handlers sends the next message, or the sweep.
        : next.IsParked ? Task.CompletedTask
        : end.QueueAsync([found], next.At - now);

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

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Debug, Message = "{Source}: nothing to do for {EventId}; message dropped.")]
        public static partial void Dropped(ILogger logger, string source, string eventId);
    }
}

/// <summary>An event that is due, with its body.</summary>
/// <param name="Room">The memory that its body takes.</param>
internal sealed record DueEvent(LedgerEvent Event, IDisposable? Room) : IDisposable
{
    public void Dispose() => Room?.Dispose();
}
