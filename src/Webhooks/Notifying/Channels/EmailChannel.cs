using System.Net.Sockets;
using System.Security.Authentication;
using Webhooks.Notifying.Channels.Smtp;

namespace Webhooks.Notifying.Channels;

/// <summary>Hands mails to an SMTP server.</summary>
internal sealed class EmailChannel(string name, ChannelTarget.Email target, TimeProvider clock) : INotificationChannel
{
    // However often the server answers just in time.
    private static readonly TimeSpan LongestConversation = TimeSpan.FromSeconds(60);

    public string Name => name;

    public async Task<ChannelOutcome> SendAsync(ChannelMessage message, CancellationToken stop)
    {
        using var tooLong = new CancellationTokenSource(LongestConversation, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(tooLong.Token, stop);
        try
        {
            await using var conversation = await SmtpConversation.BeginAsync(target, clock, either.Token);
            var refused = await conversation.SendAsync(Mail.Of(message, target, clock.GetUtcNow()), either.Token);
            await conversation.EndAsync(either.Token);
            return new ChannelOutcome.Sent
            {
                Remark = refused.Count == 0 ? null : $"{refused.Count} of {target.To.Count} recipients were refused: {string.Join("; ", refused.Select(reply => $"{reply}").Distinct())}.",
            };
        }
        catch (SmtpRefusedException refused)
        {
            return new ChannelOutcome.Failed(refused.Message, refused.IsPermanent);
        }
        catch (AuthenticationException)
        {
            return new ChannelOutcome.Failed("The mail server's certificate is not one to trust for its name, or it speaks no TLS on this port.", Permanent: false);
        }
        catch (Exception failure) when (failure is SocketException or IOException or TimeoutException || (failure is OperationCanceledException && !stop.IsCancellationRequested))
        {
            return new ChannelOutcome.Failed(failure is OperationCanceledException ? "The mail server took too long." : Printable.Of(failure.Message, 200), Permanent: false);
        }
    }
}
