using Microsoft.Extensions.Logging;
using Webhooks.Events;
using Webhooks.Signatures.Schemes;

namespace Webhooks.Receiving;

/// <summary>One log line per admission. Only what is accepted has no limit: the rest, a caller can repeat at will.</summary>
public sealed partial class AdmissionLog(LineLimit limit, ILogger<AdmissionLog> logger)
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
            case Admission.Duplicate duplicate when limit.TryTake(source, nameof(Admission.Duplicate), LogLevel.Information):
                Log.Duplicate(logger, source, Printable.Of(duplicate.EventId));
                break;
            case Admission.Replayed when limit.TryTake(source, nameof(Admission.Replayed), LogLevel.Warning):
                Log.Replayed(logger, source);
                break;
            case Admission.Refused { Why.Reason: RefusalReason.Aborted } when limit.TryTake(source, nameof(RefusalReason.Aborted), LogLevel.Information):
                Log.Aborted(logger, source);
                break;
            case Admission.Refused { Why: { Reason: not RefusalReason.Aborted } why } when limit.TryTake(source, why.Reason.ToString(), LogLevel.Warning):
                Log.Refused(logger, source, why.Reason, why.Detail);
                break;
            case Admission.Probe when limit.TryTake(source, nameof(Admission.Probe), LogLevel.Information):
                Log.Probed(logger, source);
                break;
            case Admission.Handshake when limit.TryTake(source, nameof(Admission.Handshake), LogLevel.Information):
                Log.Handshake(logger, source);
                break;
            case Admission.Unavailable { IsOverloaded: true } when limit.TryTake(source, nameof(Admission.Unavailable.IsOverloaded), LogLevel.Warning):
                Log.Overloaded(logger, source);
                break;
            case Admission.Unavailable { LacksKey: true } when limit.TryTake(source, nameof(Admission.Unavailable.LacksKey), LogLevel.Warning):
                Log.LacksKey(logger, source);
                break;
            case Admission.PassedOn passed when limit.TryTake(source, nameof(Admission.PassedOn), LogLevel.Information):
                Log.PassedOn(logger, source, passed.Status);
                break;
            case Admission.Unavailable { IsOverloaded: false, LacksKey: false, IsMoving: false } when limit.TryTake(source, nameof(Admission.Unavailable), LogLevel.Error):
                Log.Unavailable(logger, source);
                break;
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

        [LoggerMessage(Level = LogLevel.Information, Message = "{Source}: aborted; the connection ended before the body was complete.")]
        public static partial void Aborted(ILogger logger, string source);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{Source}: refused, {Reason}. {Detail}")]
        public static partial void Refused(ILogger logger, string source, RefusalReason reason, string detail);

        [LoggerMessage(Level = LogLevel.Information, Message = "{Source}: probe answered.")]
        public static partial void Probed(ILogger logger, string source);

        [LoggerMessage(Level = LogLevel.Information, Message = "{Source}: handshake answered.")]
        public static partial void Handshake(ILogger logger, string source);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{Source}: too many large bodies came at once; answered 503, the sender retries.")]
        public static partial void Overloaded(ILogger logger, string source);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{Source}: the key that the sender publishes cannot be had at the moment; answered 503, the sender retries.")]
        public static partial void LacksKey(ILogger logger, string source);

        [LoggerMessage(Level = LogLevel.Information, Message = "{Source}: passed on to the receiver it was moved to, which answered {Status}.")]
        public static partial void PassedOn(ILogger logger, string source, int status);

        [LoggerMessage(Level = LogLevel.Error, Message = "{Source}: not admitted within the deadline; answered 503, the sender retries.")]
        public static partial void Unavailable(ILogger logger, string source);
    }
}
