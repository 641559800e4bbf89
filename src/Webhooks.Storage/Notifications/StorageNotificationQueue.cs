using Webhooks.Notifying;

namespace Webhooks.Storage.Notifications;

/// <summary>Sends notifications, and calls for messages that wait.</summary>
internal sealed class StorageNotificationQueue(PreparedStorage prepared, StorageConnection storage) : INotificationQueue
{
    private readonly PreparedQueue queue = new(prepared, storage.Queue(StorageNames.NotificationQueue, retries: 3));

    public Task SendAsync(Notification notification, TimeSpan delay, CancellationToken cancellationToken) => queue.SendAsync(notification.Write(), delay, cancellationToken);

    public Task SendAsync(MessageCall call, TimeSpan delay, CancellationToken cancellationToken) => queue.SendAsync(call.Write(), delay, cancellationToken);
}
