namespace Webhooks.Notifying;

/// <summary>The configured channels, and what sends on them.</summary>
public sealed class ChannelCatalog(NotificationOptions options, IEnumerable<INotificationChannel> channels)
{
    private readonly Dictionary<string, INotificationChannel> byName = channels.ToDictionary(channel => channel.Name, StringComparer.Ordinal);

    /// <summary>All of them, in order.</summary>
    public IReadOnlyList<ChannelOptions> All => options.Channels;

    /// <summary>A channel by its name; null when it is configured no more.</summary>
    public (ChannelOptions Options, INotificationChannel Channel)? Find(string name) =>
        options.Channels.FirstOrDefault(channel => channel.Name == name) is { } found && byName.TryGetValue(name, out var channel) ? (found, channel) : null;
}
