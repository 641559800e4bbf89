using Microsoft.Extensions.Logging;
using Webhooks.Events;
using Webhooks.Telemetry;

namespace Webhooks.Processing;

/// <summary>Writes how a run of an event ended, also while the host is stopping: what is not written costs a whole lease.</summary>
public sealed partial class RunEnd(
    IAttemptLedger ledger, IEventQueue queue, Backoff backoff, ProcessingOptions options, TimeProvider clock, Random random, DeadLetters deadLetters, WebhookMetrics metrics, ILogger<RunEnd> logger)
{
    // A queue hides a message for seven days at most. What comes back too early is queued again.
    private static readonly TimeSpan LongestDelay = TimeSpan.FromDays(6);

    /// <summary>Ends a run whose handlers have these states now.</summary>
    public Task OfRunAsync(LedgerEvent ended, NextRun next, string? error) =>
        ended.Handlers!.Any(state => state.Status == HandlerStatus.Waiting) ? PostponeAsync(ended, next, error)
        : ended.Handlers!.Any(state => state.Status == HandlerStatus.Failed) ? DeadLetterAsync(ended, DeadLetters.Describe(ended.Handlers!))
        : CompleteAsync(ended);

    // Another instance may know the source, or the next deployment.
    internal Task OfUnknownSourceAsync(LedgerEvent claimed)
    {
        var error = $"The source '{claimed.Key.Source}' is not in the settings of this app; put Sources__{claimed.Key.Source.Replace('-', '_')}__… back, then redrive.";
        return claimed.Attempts >= options.MaxAttempts ? DeadLetterAsync(claimed, error)
            : PostponeAsync(claimed, new(clock.GetUtcNow() + backoff.After(claimed.Attempts), []), error);
    }

    /// <summary>Has an event wait that nobody has claimed, because what was due is paused or was put off.</summary>
    internal async Task ParkAsync(LedgerEvent found, NextRun next)
    {
        if (await ledger.ParkAsync(found, next, CancellationToken.None))
        {
            Log.Parked(logger, found.Key.Source, Printable.Of(found.Key.EventId), string.Join(", ", next.Paused));
            await QueueAsync(found, next);
        }
    }

    public async Task DeadLetterAsync(LedgerEvent found, string error)
    {
        if (!await deadLetters.WriteAsync(found, error, clock.GetUtcNow()))
        {
            LostClaim(found);
        }
    }

    /// <summary>Sends messages that name the events. Where that fails the sweep finds the events when they are due.</summary>
    public async Task QueueAsync(IReadOnlyList<LedgerEvent> found, TimeSpan wait)
    {
        var delay = wait < TimeSpan.Zero ? TimeSpan.Zero : wait < LongestDelay ? wait : LongestDelay;
        foreach (var envelope in Envelope.Of(found.Select(one => new EnvelopeEntry(one.Key, one.TraceParent) { BodyLength = one.BodyLength }), options.EventsPerMessage))
        {
            try
            {
                await queue.SendAsync(envelope, delay, CancellationToken.None);
            }
#pragma warning disable CA1031 // The ledger says when it is due; without a message the sweep finds it.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                foreach (var entry in envelope.Entries)
                {
                    Log.NotQueued(logger, entry.Key.Source, Printable.Of(entry.Key.EventId), failure.Message);
                }
            }
        }
    }

    /// <summary>Has events come back that cannot run here now; spread out, so that those who are held up do not come back as one.</summary>
    internal Task PutOffAsync(IReadOnlyList<LedgerEvent> found) => QueueAsync(found, TimeSpan.FromSeconds(2 + (3 * random.NextDouble())));

    internal void LostClaim(LedgerEvent claimed)
    {
        metrics.LostClaim(claimed.Key.Source);
        Log.LostClaim(logger, claimed.Key.Source, Printable.Of(claimed.Key.EventId));
    }

    private async Task CompleteAsync(LedgerEvent claimed)
    {
        var now = clock.GetUtcNow();
        if (await ledger.CompleteAsync(claimed, now, CancellationToken.None))
        {
            metrics.Processed(claimed.Key.Source, now - claimed.ReceivedAt);
            Log.Processed(logger, claimed.Key.Source, Printable.Of(claimed.Key.EventId), Printable.Of(claimed.EventType), claimed.Attempts);
        }
        else
        {
            LostClaim(claimed);
        }
    }

    private async Task PostponeAsync(LedgerEvent claimed, NextRun next, string? error)
    {
        if (await ledger.PostponeAsync(claimed, next, error, clock.GetUtcNow(), CancellationToken.None))
        {
            if (error is not null)
            {
                metrics.Postponed(claimed.Key.Source);
            }

            await QueueAsync(claimed, next);
        }
        else
        {
            LostClaim(claimed);
        }
    }

    // Who waits for paused handlers only is queued when they are resumed; should that miss it, the sweep finds it.
    private Task QueueAsync(LedgerEvent found, NextRun next) => next.IsParked ? Task.CompletedTask : QueueAsync([found], next.At - clock.GetUtcNow());

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Debug, Message = "{Source}: no handler of {EventId} is due; paused: {Handlers}.")]
        public static partial void Parked(ILogger logger, string source, string eventId, string handlers);

        [LoggerMessage(Level = LogLevel.Information, Message = "{Source}: processed {EventId} ({EventType}), attempt {Attempt}.")]
        public static partial void Processed(ILogger logger, string source, string eventId, string eventType, int attempt);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{Source}: another run took over {EventId}.")]
        public static partial void LostClaim(ILogger logger, string source, string eventId);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{Source}: {EventId} is postponed but not queued ({Problem}); the sweep will queue it.")]
        public static partial void NotQueued(ILogger logger, string source, string eventId, string problem);
    }
}
