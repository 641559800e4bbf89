using Microsoft.Extensions.Logging;
using Webhooks.Events;
using Webhooks.Refusing;
using Webhooks.Signatures.Schemes;

namespace Webhooks.Receiving;

/// <summary>One log line per admission; those of refusals are limited per source.</summary>
public sealed partial class AdmissionLog(RefusalLines lines, ILogger<AdmissionLog> logger)
{
    internal void Write(string source, Admission admission)
    {
        switch (admission)
        {
            case Admission.Accepted { Redriven: true } redriven:
                Log.Redriven(logger, source, Printable.Of(redriven.EventId));
                break;
            case Admission.Accepted accepted:
                Log.Accepted(logger, source, Printable.Of(accepted.EventId));
                break;
            case Admission.Duplicate duplicate:
                Log.Duplicate(logger, source, Printable.Of(duplicate.EventId));
                break;
            case Admission.Replayed:
                Log.Replayed(logger, source);
                break;
            case Admission.Refused refused:
                WriteRefused(source, refused.Why);
                break;
            case Admission.Probe:
                Log.Probed(logger, source);
                break;
            case Admission.Unavailable:
                Log.Unavailable(logger, source);
                break;
        }
    }

    private void WriteRefused(string source, Refusal refusal)
    {
        if (!lines.TryTake(source, out var suppressed))
        {
            return;
        }

        Log.Refused(logger, source, refusal.Reason, refusal.Detail);
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
    }
}
