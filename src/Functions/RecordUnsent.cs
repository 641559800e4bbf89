using Functions.Storage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Webhooks.Notifying;

namespace Functions;

/// <summary>A notification that the host gave up is a dead letter that can be seen, and nothing more: it must not become a notification.</summary>
public sealed partial class RecordUnsent(IMessageLedger ledger, TimeProvider clock, ILogger<RecordUnsent> logger)
{
    [Function(nameof(RecordUnsent))]
    public async Task RunAsync([QueueTrigger(StorageNames.NotificationPoisonQueue)] string message, CancellationToken stop)
    {
        // A call is no loss: its message waits in the ledger, and the flush rings again.
        if (MessageCall.Read(message) is null)
        {
            var channel = Notification.Read(message)?.Channel ?? "";
            await ledger.BuryAsync(channel, message, "The host gave it up: it failed each time it was read.", clock.GetUtcNow(), stop);
            Log.Buried(logger, channel, message.Length);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Channel {Channel}: a notification of {Length} characters failed each time it was read; it is kept as a dead letter.")]
        public static partial void Buried(ILogger logger, string channel, int length);
    }
}
