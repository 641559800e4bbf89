namespace Webhooks.Notifying;

public interface INotificationChannel
{
    string Name { get; }

    /// <summary>One attempt. Every failure is an outcome; only cancellation throws.</summary>
    Task<ChannelOutcome> SendAsync(ChannelMessage message, CancellationToken cancellationToken);
}
