namespace Webhooks.Notifying;

public sealed class ChannelCatalog(NotificationOptions options, IEnumerable<INotificationChannel> channels)
{
    private readonly Dictionary<string, INotificationChannel> byName = channels.ToDictionary(channel => channel.Name, StringComparer.Ordinal);

    public IReadOnlyList<ChannelOptions> All => options.Channels;

    /// <summary>A message as it is sent.</summary>
    public ChannelMessage Headed(ChannelMessage message) => Letterhead.On(message, options);

    /// <summary>Null when the channel is no longer configured.</summary>
    public (ChannelOptions Options, INotificationChannel Channel)? Find(string name) =>
        options.Channels.FirstOrDefault(channel => channel.Name == name) is { } found && byName.TryGetValue(name, out var channel) ? (found, channel) : null;
}
