using Microsoft.Extensions.Logging;
using Webhooks.Events;

namespace Webhooks.Receiving;

/// <summary>
/// Turns a verified delivery into an admission: one atomic write, then the queue message. When storage leaves open whether a write landed, it is
/// tried again, and what it loses to is asked whose it is: an answer of 503 for a recorded event would come back as a replay.
/// </summary>
public sealed partial class EventRecorder(IEventLedger ledger, IEarlierLedger earlier, IBodyStore bodies, IEventQueue queue, UnacknowledgedNonces unacknowledged, LineLimit lines, TimeProvider clock, ILogger<EventRecorder> logger)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);

    /// <summary>Records the event within the deadline.</summary>
    public async Task<Admission> RecordAsync(Source source, NewEvent newEvent, CancellationToken deadline)
    {
        if (newEvent.Delivery.Body.Length > Source.LargestRowBody)
        {
            newEvent = newEvent with { Stored = StoredBody.Of(source.Name, newEvent.Delivery.Body, clock.GetUtcNow()) };
        }

        using var recording = new Recording(ledger, earlier, bodies, source, newEvent, clock, deadline);
        for (var pause = FirstPause; !deadline.IsCancellationRequested; pause *= 2)
        {
            try
            {
                var admission = await recording.TryAsync();
                if (admission is Admission.Accepted)
                {
                    await QueueAsync(recording, newEvent);
                }

                if (admission is Admission.Unavailable { IsMoving: true } && lines.TryTake(source.Name, nameof(Log.StillOpen), LogLevel.Error))
                {
                    Log.StillOpen(logger, source.Name);
                }

                if (admission is not null)
                {
                    return admission;
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

            await Task.Delay(pause, clock, deadline).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        unacknowledged.Add(newEvent);
        return new Admission.Unavailable();
    }

    private async Task QueueAsync(Recording recording, NewEvent newEvent)
    {
        try
        {
            await queue.SendAsync(Envelope.For(newEvent.Key, newEvent.Origin.TraceParent, newEvent.Delivery.Body.Length), TimeSpan.Zero, recording.BeginCall());
        }
#pragma warning disable CA1031 // Whatever the queue's failure is: the event is safe in the ledger, and the sweep will queue it.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            Log.NotQueued(logger, newEvent.Key.Source, Printable.Of(newEvent.Key.EventId), failure.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "{Source}: the receiver it is moved from has not closed it, or only just; answered 503, the sender retries.")]
        public static partial void StillOpen(ILogger logger, string source);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{Source}: storage did not confirm a write ({Problem}); trying again.")]
        public static partial void Unclear(ILogger logger, string source, string problem);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{Source}: storage did not answer in time; trying again.")]
        public static partial void Slow(ILogger logger, string source);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{Source}: {EventId} is in the ledger but not queued ({Problem}); the sweep will queue it.")]
        public static partial void NotQueued(ILogger logger, string source, string eventId, string problem);
    }
}
