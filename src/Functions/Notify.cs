using Microsoft.Azure.Functions.Worker;
using Webhooks.Notifying;
using Webhooks.Notifying.Flooding;
using Webhooks.Storage;

namespace Functions;

/// <summary>A notification for a channel, or the call for a message that waits to be sent.</summary>
public sealed class Notify(FloodGate gate, MessageSender sender)
{
    [Function(nameof(Notify))]
    public Task RunAsync([QueueTrigger(StorageNames.NotificationQueue)] string message, CancellationToken cancellationToken)
    {
        var text = QueueText.Of(message);
        return Notification.Read(text) is { } notification ? gate.TakeAsync(notification, cancellationToken)
            : MessageCall.Read(text) is { } call ? sender.SendAsync(call, cancellationToken)
            : throw new FormatException("The queue message is no notification of a version this app knows.");
    }
}
