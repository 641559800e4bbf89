using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Webhooks.Notifying;
using Webhooks.Notifying.Flooding;
using Webhooks.Storage;

namespace Functions;

// A notification that failed in every run of the host becomes a visible dead letter and gets another attempt: storage may have been
// unavailable, or workers may have ended for other reasons. It must not cause a notification.
public sealed partial class RecordUnsent(FloodGate gate, IMessageLedger ledger, TimeProvider clock, ILogger<RecordUnsent> logger)
{
    private const string Reason = "It failed in every run of the host.";

    [Function(nameof(RecordUnsent))]
    public async Task RunAsync([QueueTrigger(StorageNames.NotificationPoisonQueue)] string message, CancellationToken cancellationToken)
    {
        // A call is not lost: its message waits in the ledger, and the flush calls again.
        var text = QueueText.Of(message);
        if (MessageCall.Read(text) is not null)
        {
            return;
        }

        if (Notification.Read(text) is not { } notification)
        {
            await ledger.DeadLetterAsync(message, Reason, clock.GetUtcNow(), cancellationToken);
            Log.Unreadable(logger, message.Length);
            return;
        }

        // Dead letter first, in case this attempt ends the worker, too.
        await ledger.DeadLetterAsync(notification, Reason, clock.GetUtcNow(), cancellationToken);
        Log.DeadLettered(logger, notification.Channel ?? "", notification.Source, notification.Notice.Rule);
        await gate.TakeAsync(notification, cancellationToken);
        await ledger.RemoveDeadAsync(notification, cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "A notification of length {Length} cannot be read by this version; it is kept as a dead letter.")]
        public static partial void Unreadable(ILogger logger, int length);

        [LoggerMessage(Level = LogLevel.Error, Message = "Channel {Channel}: a notification of {Source} ({Rule}) failed in every run; it is kept as a dead letter and gets another attempt.")]
        public static partial void DeadLettered(ILogger logger, string channel, string source, string rule);
    }
}
