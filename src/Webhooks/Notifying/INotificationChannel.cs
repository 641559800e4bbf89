namespace Webhooks.Notifying;

/// <summary>A way to people, or to a system that pages them.</summary>
public interface INotificationChannel
{
    /// <summary>Its name in the settings.</summary>
    string Name { get; }

    /// <summary>Sends a message once. Whatever goes wrong on the way is an outcome; only a stop throws.</summary>
    Task<ChannelOutcome> SendAsync(ChannelMessage message, CancellationToken cancellationToken);
}
