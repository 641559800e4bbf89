namespace Webhooks.Notifying.Channels;

public static class ChannelFactory
{
    public static INotificationChannel Create(ChannelOptions options, ChannelHttp http, TimeProvider clock) => options.Target switch
    {
        ChannelTarget.Slack slack => new SlackChannel(options.Name, slack, http),
        ChannelTarget.Https https => new HttpsChannel(options.Name, https, http, clock),
        ChannelTarget.Email email => new EmailChannel(options.Name, email, clock),
        _ => throw new NotSupportedException(options.Target.GetType().Name),
    };
}
