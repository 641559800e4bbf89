namespace Webhooks.Notifying.Channels;

/// <summary>Makes what sends on a channel.</summary>
public static class ChannelFactory
{
    /// <summary>The channel of a target.</summary>
    public static INotificationChannel Create(ChannelOptions options, ChannelHttp http, TimeProvider clock) => options.Target switch
    {
        ChannelTarget.Slack slack => new SlackChannel(options.Name, slack, http),
        ChannelTarget.Https https => new HttpsChannel(options.Name, https, http, clock),
        ChannelTarget.Email email => new EmailChannel(options.Name, email, clock),
        _ => throw new NotSupportedException(options.Target.GetType().Name),
    };
}
