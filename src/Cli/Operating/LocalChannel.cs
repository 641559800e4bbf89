using Cli.Rendering;
using Cli.Sending;
using Webhooks.Notifying;
using Webhooks.Notifying.Channels;
using Webhooks.Senders;
using Webhooks.Settings;

namespace Cli.Operating;

// Tests a channel without a receiver: with the same code, and with the settings of this machine.
internal sealed class LocalChannel(CliContext context)
{
    public async Task<ChannelTestLine> TestAsync(string name, string requestedBy, CancellationToken cancellationToken)
    {
        var (options, channel) = Find(name, LocalSettings.Find(context));
        using var http = new ChannelHttp(context.Clock);
        var sender = ChannelFactory.Create(channel, http, context.Clock);
        return ChannelTestLine.Of(ChannelLine.Of(channel), await sender.SendAsync(Letterhead.On(ChannelMessage.Sample(context.Clock.GetUtcNow(), requestedBy), options), cancellationToken));
    }

    private static (NotificationOptions Options, ChannelOptions Channel) Find(string name, LocalSettings settings)
    {
        string[] sections = ["Notifications__", "Sources__"];
        var reader = new SettingsReader(sections.SelectMany(section =>
            settings.Under(section).Select(pair => KeyValuePair.Create(section + pair.Key, (string?)pair.Value))));
        var options = NotificationSettings.Read(reader, NotificationRules.All);
        if (options.Channels.FirstOrDefault(channel => channel.Name == name) is { } found)
        {
            return (options, found);
        }

        var prefix = $"Notifications__Channels__{name}__";
        var problems = reader.Problems.Where(problem => problem.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)).ToList();
        throw new UsageException(
            problems.Count > 0 ? string.Join(Environment.NewLine, problems)
            : $"CHANNEL: {ChannelsView.Unknown(name, [.. options.Channels.Select(channel => channel.Name)], $"in {settings.Name}")}");
    }
}
