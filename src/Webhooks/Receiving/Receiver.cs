using Microsoft.Extensions.Logging;
using Webhooks.Events;
using Webhooks.PublishedKeys;
using Webhooks.Refusing;
using Webhooks.Rotating;
using Webhooks.Signatures.Deliveries;
using Webhooks.Signatures.Schemes;
using Webhooks.Signatures.Secrets;
using Webhooks.Telemetry;
using Webhooks.Timing;

namespace Webhooks.Receiving;

/// <summary>The use case of the front door: look the source up, read the body, verify, admit in one write, queue the event.</summary>
public sealed partial class Receiver(
    SourceCatalog sources,
    EventRecorder recorder,
    PassingOn passingOn,
    AdmissionLog log,
    HandshakeResponder handshakes,
    KeyCache keys,
    IDeliveryObserver observer,
    RefusedKeeper keeper,
    SecretUses uses,
    LineLimit lines,
    BodyMemories memories,
    TimeProvider clock,
    StorageClock storageClock,
    WebhookMetrics metrics,
    ILogger<Receiver> logger)
{
    /// <summary>Decides about a delivery, within the source's deadline and without throwing for anything a sender can do.</summary>
    public async Task<Admission> AdmitAsync(Arrival arrival, CancellationToken aborted)
    {
        var sender = SenderTrace.Read(arrival.Headers);
        using var activity = WebhookTrace.Receive(sender);
        var started = clock.GetTimestamp();
        var source = sources.Find(arrival.Source);
        Admission admission;
        try
        {
            admission = source is null
                ? new Admission.Refused(new Refusal(RefusalReason.UnknownSource, "There is no source of this name here."))
                : await AdmitAsync(source, arrival, new(arrival.Id, activity?.Id ?? arrival.TraceParent, SenderTrace.Write(sender)), aborted);
        }
#pragma warning disable CA1031 // Our own failure is no verdict on the delivery: the sender retries, and somebody reads the log.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            if (lines.TryTake(source!.Name, nameof(Log.Failed), LogLevel.Critical))
            {
                Log.Failed(logger, source.Name, failure);
            }

            admission = new Admission.Unavailable();
        }

        activity.Decided(source?.Name, admission);
        metrics.Admitted(source?.Name, admission, clock.GetElapsedTime(started));
        log.Write(source?.Name ?? LineLimit.UnknownSource, admission);

        // A slow or broken body says nothing about secrets or clocks, which a burst of refusals asks people to check.
        if (admission is Admission.Refused { Why: { Reason: not (RefusalReason.BodyTooSlow or RefusalReason.Aborted or RefusalReason.BodyUnreadable) } refusal })
        {
            observer.Refused(source, refusal);
        }

        return admission;
    }

    /// <summary>The answer to a GET, HEAD or OPTIONS by which a sender tries an address; null when it is none.</summary>
    public Admission.Handshake? Answer(Arrival arrival)
    {
        var started = clock.GetTimestamp();
        if (sources.Find(arrival.Source) is not { } source || handshakes.Answer(source, arrival, default) is not { } answered)
        {
            return null;
        }

        metrics.Admitted(source.Name, answered, clock.GetElapsedTime(started));
        log.Write(source.Name, answered);
        return answered;
    }

    private async Task<Admission> AdmitAsync(Source source, Arrival arrival, DeliveryOrigin origin, CancellationToken aborted)
    {
        // One timer, first for the body, then for the rest.
        using var deadline = new CancellationTokenSource(source.BodyDeadline, clock);
        var began = clock.GetTimestamp();
        using var room = BodyRoom.For(source, arrival, memories.Receiving);
        var (body, refusal) = await BoundedBody.ReadAsync(arrival, source, room, clock, deadline.Token, aborted);
        if (refusal is null && room is { MayGrow: true })
        {
            await room.TakeAsync(0, deadline.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        var left = source.Deadline - clock.GetElapsedTime(began);
        if (refusal is null && (left <= TimeSpan.Zero || deadline.IsCancellationRequested))
        {
            // Storage cannot be blamed for a time that it never had.
            refusal = BoundedBody.TooSlow(source);
        }

        if (refusal is not null)
        {
            // Of a body that did not come, nothing can be judged, and nothing is kept. One that had to wait for others is not to blame.
            return refusal.Reason is not (RefusalReason.BodyTooSlow or RefusalReason.Aborted) ? Refuse(source, arrival, body: null, refusal)
                : refusal.Reason is RefusalReason.BodyTooSlow && room is { WasFull: true } ? new Admission.Unavailable(IsOverloaded: true)
                : new Admission.Refused(refusal);
        }

        if (source.MovedTo is not null)
        {
            return await passingOn.SendAsync(source, arrival, body, left);
        }

        if (handshakes.Answer(source, arrival, body) is { } handshake)
        {
            return handshake;
        }

        deadline.CancelAfter(left);
        var secrets = source.Secrets;
        if (source.TakesPublishedKeys)
        {
            switch (await keys.FindAsync(source, DeliveryOf(source, arrival, body), left))
            {
                case KeysFound.Found found:
                    secrets = found.Keys;
                    break;
                case KeysFound.Refused refused:
                    return Refuse(source, arrival, body, refused.Why);
                default:
                    return new Admission.Unavailable(LacksKey: true);
            }
        }

        var (delivery, verdict) = Verify(source, secrets, arrival, body);
        if (handshakes.AnswerSigned(source, arrival, body, verdict) is { } signed)
        {
            // Before storage is waited for: a handshake needs none.
            return signed;
        }

        if (!storageClock.Settled.IsCompleted && DependsOnTime(verdict))
        {
            await storageClock.Settled.WaitAsync(deadline.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (deadline.IsCancellationRequested)
            {
                return new Admission.Unavailable();
            }

            (delivery, verdict) = Verify(source, secrets, arrival, body);
            if (handshakes.AnswerSigned(source, arrival, body, verdict) is { } late)
            {
                return late;
            }
        }

        switch (verdict)
        {
            case Verification.Verified verified:
                if (Math.Max(body.Length, verified.Body.Length) <= Source.LargestRowBody)
                {
                    room?.Dispose();
                }

                Watch(source, verified, delivery.ReceivedAt);
                var newEvent = NewEvent.Of(source, delivery, origin, verified) with { AcknowledgeBy = storageClock.GetUtcNow() + source.Deadline - clock.GetElapsedTime(began) };
                // From here on the sender may hang up: a write that has begun is finished.
                return await recorder.RecordAsync(source, newEvent, deadline.Token);
            case Verification.Refused refused:
                return Refuse(source, arrival, body, refused.Why);
            case Verification.ToConfirm asked:
                if (lines.TryTake(source.Name, nameof(Log.ToConfirm), LogLevel.Warning))
                {
                    Log.ToConfirm(logger, source.Name, asked.Address.AbsoluteUri);
                }

                return new Admission.Probe();
            default:
                return new Admission.Probe();
        }
    }

    private (Delivery Delivery, Verification Verdict) Verify(Source source, IReadOnlyList<Secret> secrets, Arrival arrival, ReadOnlyMemory<byte> body)
    {
        var delivery = DeliveryOf(source, arrival, body);
        return (delivery, source.Scheme.Verify(delivery, secrets, source.ReplayWindow, delivery.ReceivedAt, source.Decompression));
    }

    private Delivery DeliveryOf(Source source, Arrival arrival, ReadOnlyMemory<byte> body) => new(source.Name, arrival.Headers, body, clock.GetUtcNow()) { Query = arrival.Query };

    private static bool DependsOnTime(Verification verdict) => verdict is Verification.Verified
        or Verification.Refused { Why.Reason: RefusalReason.TooOld or RefusalReason.FromTheFuture or RefusalReason.NoActiveSecret };

    private Admission.Refused Refuse(Source source, Arrival arrival, ReadOnlyMemory<byte>? body, Refusal why) =>
        new(why, keeper.Offer(source, arrival.Id, arrival.Headers, arrival.Query, arrival.ContentLength, body, why) ? arrival.Id : null);

    private void Watch(Source source, Verification.Verified verified, DateTimeOffset now)
    {
        uses.Note(source.Name, verified.By.Fingerprint, now);
        metrics.Verified(source.Name, verified);
        if (verified.Skew is { } skew && source.Scheme.SignsTimeOfSending && skew.Duration() > source.ReplayWindow / 2)
        {
            if (lines.TryTake(source.Name, nameof(Log.Skewed), LogLevel.Warning))
            {
                Log.Skewed(logger, source.Name, (long)skew.TotalSeconds, (long)source.ReplayWindow.TotalSeconds);
            }

            observer.Skewed(source, skew);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "{Source}: the sender asks to confirm a subscription; nothing comes before. If you made it, open {Address}")]
        public static partial void ToConfirm(ILogger logger, string source, string address);

        [LoggerMessage(Level = LogLevel.Critical, Message = "{Source}: this app failed; answered 503, the sender retries. Please report it.")]
        public static partial void Failed(ILogger logger, string source, Exception failure);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{Source}: signed {SkewSeconds} s from this clock, over half of the window of {WindowSeconds} s. Check both clocks.")]
        public static partial void Skewed(ILogger logger, string source, long skewSeconds, long windowSeconds);
    }
}
