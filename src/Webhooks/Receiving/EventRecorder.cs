using Microsoft.Extensions.Logging;
using Webhooks.Events;
using Webhooks.Signatures.Deliveries;

namespace Webhooks.Receiving;

/// <summary>
/// Turns a verified delivery into an admission: one atomic write, then the doorbell. When storage leaves open whether a write landed,
/// the event row is asked, since an answer of 503 for a recorded event would come back as a replay.
/// </summary>
public sealed partial class EventRecorder(IEventLedger ledger, IEventQueue queue, TimeProvider clock, ILogger<EventRecorder> logger)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);

    /// <summary>Records the event within the deadline.</summary>
    public async Task<Admission> RecordAsync(Source source, NewEvent newEvent, CancellationToken deadline)
    {
        // A third of the deadline for each call leaves time to ask what became of the first.
        var patience = source.Deadline / 3;
        var pause = FirstPause;
        // Once redriving was tried, what turns out to be ours is that redrive, and no second acceptance of the event.
        var redriving = false;
        for (var unclear = false; !deadline.IsCancellationRequested; unclear = true, pause *= 2)
        {
            try
            {
                if (unclear && await WithinAsync(patience, cancellationToken => ledger.FindAsync(newEvent.Key, cancellationToken), deadline) is { } known)
                {
                    redriving |= IsDead(known, newEvent);
                    if (await AdmitKnownAsync(source, newEvent, known, redriving, patience, deadline) is { } admitted)
                    {
                        return admitted;
                    }
                }

                var outcome = await WithinAsync(patience, cancellationToken => ledger.RecordAsync(newEvent, cancellationToken), deadline);
                switch (outcome)
                {
                    case RecordOutcome.Recorded:
                        return await AcceptAsync(newEvent, patience, deadline);
                    case RecordOutcome.NonceSeen when !unclear && source.OnReplay == ReplayAnswer.Reject:
                        return new Admission.Replayed(ReplayAnswer.Reject);
                }

                // The event is there: recorded earlier, or just now by a write of ours that was thought lost.
                var found = await WithinAsync(patience, cancellationToken => ledger.FindAsync(newEvent.Key, cancellationToken), deadline);
                if (outcome == RecordOutcome.NonceSeen && found?.ArrivalId != newEvent.Delivery.ArrivalId)
                {
                    // A nonce that another event consumed is acknowledged to nobody: this event is not in the ledger.
                    return new Admission.Replayed(found is null ? ReplayAnswer.Reject : source.OnReplay);
                }

                if (found is not null)
                {
                    redriving |= IsDead(found, newEvent);
                    if (await AdmitKnownAsync(source, newEvent, found, redriving, patience, deadline) is { } decided)
                    {
                        return decided;
                    }
                }
            }
            catch (LedgerUnavailableException failure)
            {
                Log.Unclear(logger, source.Name, failure.Message);
            }
            catch (OperationCanceledException)
            {
                Log.Slow(logger, source.Name);
            }

            if (!await PauseAsync(pause, deadline))
            {
                break;
            }
        }

        return new Admission.Unavailable();
    }

    /// <summary>Null when the event changed meanwhile and has to be looked at again.</summary>
    private async Task<Admission?> AdmitKnownAsync(Source source, NewEvent newEvent, KnownEvent known, bool redriving, TimeSpan patience, CancellationToken deadline)
    {
        if (known.ArrivalId == newEvent.Delivery.ArrivalId)
        {
            return await AcceptAsync(newEvent, patience, deadline) with { Redriven = redriving };
        }

        if (known.Status != EventStatus.DeadLettered)
        {
            return new Admission.Duplicate(known.Key.EventId);
        }

        // A fresh, signed delivery of a dead letter is the sender's operator pressing "Replay".
        switch (await WithinAsync(patience, cancellationToken => ledger.RedriveAsync(known, newEvent, cancellationToken), deadline))
        {
            case RedriveOutcome.Redriven:
                return await AcceptAsync(newEvent, patience, deadline) with { Redriven = true };
            case RedriveOutcome.NonceSeen:
                return new Admission.Replayed(source.OnReplay);
            default:
                return null;
        }
    }

    private static bool IsDead(KnownEvent known, NewEvent newEvent) =>
        known.Status == EventStatus.DeadLettered && known.ArrivalId != newEvent.Delivery.ArrivalId;

    private async Task<Admission.Accepted> AcceptAsync(NewEvent newEvent, TimeSpan patience, CancellationToken deadline)
    {
        try
        {
            using var timer = new CancellationTokenSource(patience, clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, deadline);
            await queue.SendAsync(Envelope.For(newEvent.Key, newEvent.Delivery.TraceParent), TimeSpan.Zero, either.Token);
        }
#pragma warning disable CA1031 // Whatever the queue's failure is: the event is safe in the ledger, and the sweep will queue it.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            Log.NotQueued(logger, newEvent.Key.Source, Printable.Of(newEvent.Key.EventId), failure.Message);
        }

        return new Admission.Accepted(newEvent.Key.EventId);
    }

    private async Task<T> WithinAsync<T>(TimeSpan patience, Func<CancellationToken, Task<T>> call, CancellationToken deadline)
    {
        using var timer = new CancellationTokenSource(patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, deadline);
        return await call(either.Token);
    }

    private async Task<bool> PauseAsync(TimeSpan pause, CancellationToken deadline)
    {
        try
        {
            await Task.Delay(pause, clock, deadline);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "{Source}: storage did not confirm a write ({Problem}); asking the ledger what became of it.")]
        public static partial void Unclear(ILogger logger, string source, string problem);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{Source}: storage did not answer in time; asking the ledger what became of the write.")]
        public static partial void Slow(ILogger logger, string source);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{Source}: {EventId} is in the ledger but not queued ({Problem}); the sweep will queue it.")]
        public static partial void NotQueued(ILogger logger, string source, string eventId, string problem);
    }
}
