using Azure.Storage.Queues;
using Webhooks.Notifying;

namespace Webhooks.Storage.Notifications;

/// <summary>Sends notifications, and calls for messages that wait.</summary>
internal sealed class StorageNotificationQueue(StorageConnection storage) : INotificationQueue
{
    private readonly QueueClient queue = storage.Queue(StorageNames.NotificationQueue, retries: 3);

    public Task SendAsync(Notification notification, TimeSpan delay, CancellationToken cancellationToken) =>
        queue.SendMessageAsync(notification.Write(), visibilityTimeout: delay, timeToLive: null, cancellationToken: cancellationToken);

    public Task SendAsync(MessageCall call, TimeSpan delay, CancellationToken cancellationToken) =>
        queue.SendMessageAsync(call.Write(), visibilityTimeout: delay, timeToLive: null, cancellationToken: cancellationToken);
}
