using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Webhooks.Notifying;
using Webhooks.Notifying.Flooding;
using Webhooks.Storage;

namespace Functions;

/// <summary>
/// A notification that the host gave up is a dead letter that can be seen, and is tried some more: storage may have been away, or each worker
/// may have ended for a reason of its own. It must not become a notification.
/// </summary>
public sealed partial class RecordUnsent(FloodGate gate, IMessageLedger ledger, TimeProvider clock, ILogger<RecordUnsent> logger)
{
    private const string Reason = "The host gave it up: it failed each time it was read.";

    [Function(nameof(RecordUnsent))]
    public async Task RunAsync([QueueTrigger(StorageNames.NotificationPoisonQueue)] string message, CancellationToken cancellationToken)
    {
        // A call is no loss: its message waits in the ledger, and the flush rings again.
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

        // In sight first: what ends this worker, too, leaves its dead letter behind.
        await ledger.DeadLetterAsync(notification, Reason, clock.GetUtcNow(), cancellationToken);
        Log.DeadLettered(logger, notification.Channel ?? "", notification.Source, notification.Notice.Rule);
        await gate.TakeAsync(notification, cancellationToken);
        await ledger.RemoveDeadAsync(notification, cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "A notification of {Length} characters that this version cannot read is kept as a dead letter.")]
        public static partial void Unreadable(ILogger logger, int length);

        [LoggerMessage(Level = LogLevel.Error, Message = "Channel {Channel}: a notification of {Source} ({Rule}) failed each time it was read; it is kept as a dead letter and tried some more.")]
        public static partial void DeadLettered(ILogger logger, string channel, string source, string rule);
    }
}
