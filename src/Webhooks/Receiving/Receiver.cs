using Microsoft.Extensions.Logging;
using Webhooks.Events;
using Webhooks.Refusing;
using Webhooks.Rotating;
using Webhooks.Signatures.Deliveries;
using Webhooks.Signatures.Schemes;
using Webhooks.Telemetry;

namespace Webhooks.Receiving;

/// <summary>The use case of the front door: look the source up, read the body, verify, admit in one write, queue the event.</summary>
public sealed partial class Receiver(
    SourceCatalog sources,
    EventRecorder recorder,
    IDeliveryObserver observer,
    RefusedKeeper keeper,
    RefusalLines lines,
    SecretUses uses,
    TimeProvider clock,
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
            Log.Failed(logger, source!.Name, failure);
            admission = new Admission.Unavailable();
        }

        activity.Decided(source?.Name, admission);
        metrics.Admitted(source?.Name, admission, clock.GetElapsedTime(started));
        Report(source, admission);
        return admission;
    }

    private async Task<Admission> AdmitAsync(Source source, Arrival arrival, DeliveryOrigin origin, CancellationToken aborted)
    {
        // One timer, first for the body, then for the rest.
        using var deadline = new CancellationTokenSource(source.BodyDeadline, clock);
        var began = clock.GetTimestamp();
        byte[]? body;
        try
        {
            using var reading = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, aborted);
            (body, var refusal) = await BoundedBody.ReadAsync(arrival, source.MaxBodyBytes, reading.Token);
            if (body is null)
            {
                return Refuse(source, arrival, body: null, refusal!);
            }
        }
        catch (OperationCanceledException) when (!aborted.IsCancellationRequested)
        {
            // Nothing of it can be judged, and storage is not at fault: it is neither kept nor reported as a storage failure.
            return new Admission.Refused(new Refusal(RefusalReason.BodyTooSlow, $"The body had not arrived within {source.BodyDeadline.TotalSeconds:0.#} seconds."));
        }
        catch (OperationCanceledException)
        {
            return new Admission.Unavailable();
        }

        // If the body took until this very moment, what follows meets a deadline that has passed, and the sender retries.
        var left = source.Deadline - clock.GetElapsedTime(began);
        deadline.CancelAfter(left > TimeSpan.Zero ? left : TimeSpan.Zero);
        var now = clock.GetUtcNow();
        var delivery = new Delivery(source.Name, arrival.Headers, body, now);
        switch (source.Scheme.Verify(delivery, source.Secrets, source.ReplayWindow, now))
        {
            case Verification.Verified verified:
                Watch(source, verified, now);
                // From here on the sender may hang up: a write that has begun is finished.
                return await recorder.RecordAsync(source, NewEvent.Of(source, delivery, origin, verified), deadline.Token);
            case Verification.Refused refused:
                return Refuse(source, arrival, body, refused.Why);
            default:
                return new Admission.Probe();
        }
    }

    private Admission.Refused Refuse(Source source, Arrival arrival, ReadOnlyMemory<byte>? body, Refusal why)
    {
        keeper.Offer(source, arrival.Id, arrival.Headers, arrival.ContentLength, body, why);
        return new Admission.Refused(why);
    }

    private void Watch(Source source, Verification.Verified verified, DateTimeOffset now)
    {
        uses.Note(source.Name, verified.By.Fingerprint, now);
        metrics.Verified(source.Name, verified);
        if (verified.Skew is { } skew && source.Scheme.DefaultWindow <= SignatureScheme.FiveMinutes && skew.Duration() > source.ReplayWindow / 2)
        {
            Log.Skewed(logger, source.Name, (long)skew.TotalSeconds, (long)source.ReplayWindow.TotalSeconds);
            observer.Skewed(source, skew);
        }
    }

    private void Report(Source? source, Admission admission)
    {
        var name = source?.Name ?? "(unknown)";
        switch (admission)
        {
            case Admission.Accepted { Redriven: true } redriven:
                Log.Redriven(logger, name, Printable.Of(redriven.EventId));
                break;
            case Admission.Accepted accepted:
                Log.Accepted(logger, name, Printable.Of(accepted.EventId));
                break;
            case Admission.Duplicate duplicate:
                Log.Duplicate(logger, name, Printable.Of(duplicate.EventId));
                break;
            case Admission.Replayed:
                Log.Replayed(logger, name);
                break;
            case Admission.Refused refused:
                // A slow body says nothing about secrets or clocks, which a burst of refusals asks people to check.
                if (refused.Why.Reason != RefusalReason.BodyTooSlow)
                {
                    observer.Refused(source, refused.Why);
                }

                if (lines.TryTake(name, out var suppressed))
                {
                    Log.Refused(logger, name, refused.Why.Reason, refused.Why.Detail);
                    LogSuppressed(name, suppressed);
                }

                break;
            case Admission.Probe:
                Log.Probed(logger, name);
                break;
            case Admission.Unavailable:
                Log.Unavailable(logger, name);
                break;
        }
    }

    private void LogSuppressed(string source, int suppressed)
    {
        if (suppressed > 0)
        {
            Log.Suppressed(logger, source, suppressed);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "{Source}: accepted {EventId}.")]
        public static partial void Accepted(ILogger logger, string source, string eventId);

        [LoggerMessage(Level = LogLevel.Information, Message = "{Source}: redriven by the sender: {EventId}.")]
        public static partial void Redriven(ILogger logger, string source, string eventId);

        [LoggerMessage(Level = LogLevel.Information, Message = "{Source}: duplicate of {EventId}.")]
        public static partial void Duplicate(ILogger logger, string source, string eventId);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{Source}: replayed; the nonce was consumed before.")]
        public static partial void Replayed(ILogger logger, string source);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{Source}: refused, {Reason}. {Detail}")]
        public static partial void Refused(ILogger logger, string source, RefusalReason reason, string detail);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{Source}: {Count} earlier refusals were not logged, to limit the log.")]
        public static partial void Suppressed(ILogger logger, string source, int count);

        [LoggerMessage(Level = LogLevel.Information, Message = "{Source}: probe answered.")]
        public static partial void Probed(ILogger logger, string source);

        [LoggerMessage(Level = LogLevel.Error, Message = "{Source}: not admitted within the deadline; answered 503, the sender retries.")]
        public static partial void Unavailable(ILogger logger, string source);

        [LoggerMessage(Level = LogLevel.Critical, Message = "{Source}: this app failed; answered 503, the sender retries. Please report it.")]
        public static partial void Failed(ILogger logger, string source, Exception failure);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{Source}: signed {SkewSeconds} s from this clock, over half of the window of {WindowSeconds} s. Check both clocks.")]
        public static partial void Skewed(ILogger logger, string source, long skewSeconds, long windowSeconds);
    }
}
