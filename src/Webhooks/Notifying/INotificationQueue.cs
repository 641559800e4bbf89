namespace Webhooks.Notifying;

/// <summary>The queue of notifications, apart from the queue of events: a channel that is down delays no event.</summary>
public interface INotificationQueue
{
    /// <summary>Sends a notification that becomes visible after <paramref name="delay" />.</summary>
    Task SendAsync(Notification notification, TimeSpan delay, CancellationToken cancellationToken);

    /// <summary>Rings for a message of the ledger that is to be tried after <paramref name="delay" />.</summary>
    Task SendAsync(MessageCall call, TimeSpan delay, CancellationToken cancellationToken);
}
