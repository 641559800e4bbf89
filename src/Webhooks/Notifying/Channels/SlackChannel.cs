using System.Text;

namespace Webhooks.Notifying.Channels;

// https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks
internal sealed class SlackChannel(string name, ChannelTarget.Slack target, ChannelHttp http) : INotificationChannel
{
    public string Name => name;

    public async Task<ChannelOutcome> SendAsync(ChannelMessage message, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, target.Url)
        {
            Content = new StringContent(SlackBlocks.Of(message).ToJsonString(), Encoding.UTF8, "application/json"),
        };
        return await http.PostAsync(request, cancellationToken);
    }
}
