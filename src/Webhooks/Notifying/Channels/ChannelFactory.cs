namespace Webhooks.Notifying.Channels;

public static class ChannelFactory
{
    /// <param name="threads">Null: no message is an answer to an earlier one.</param>
    public static INotificationChannel Create(ChannelOptions options, ChannelHttp http, TimeProvider clock, IThreadLedger? threads = null) => options.Target switch
    {
        ChannelTarget.Slack slack => new SlackChannel(options.Name, slack, http),
        ChannelTarget.SlackBot bot => new SlackBotChannel(options.Name, bot, http, clock, threads),
        ChannelTarget.Https https => new HttpsChannel(options.Name, https, http, clock),
        ChannelTarget.Email email => new EmailChannel(options.Name, email, clock),
        _ => throw new NotSupportedException(options.Target.GetType().Name),
    };
}
