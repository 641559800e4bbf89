namespace Webhooks.Notifying;

/// <summary>Separate from the queue of events: a channel that is down delays no event.</summary>
public interface INotificationQueue
{
    Task SendAsync(Notification notification, TimeSpan delay, CancellationToken cancellationToken);
    Task SendAsync(MessageCall call, TimeSpan delay, CancellationToken cancellationToken);
}
