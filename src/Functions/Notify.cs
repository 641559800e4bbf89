using Microsoft.Azure.Functions.Worker;
using Webhooks.Notifying;
using Webhooks.Notifying.Flooding;
using Webhooks.Storage;

namespace Functions;

// A notification for a channel, or the call to send a message that waits in the ledger.
public sealed class Notify(FloodGate gate, MessageSender sender)
{
    [Function(nameof(Notify))]
    public Task RunAsync([QueueTrigger(StorageNames.NotificationQueue)] string message, CancellationToken cancellationToken)
    {
        var text = QueueText.Of(message);
        return Notification.Read(text) is { } notification ? gate.TakeAsync(notification, cancellationToken)
            : MessageCall.Read(text) is { } call ? sender.SendAsync(call, cancellationToken)
            : throw new FormatException("The queue message is not a notification of a known version.");
    }
}
