using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace Webhooks.Notifying.Channels;

// No member of this type names MailKit, which is loaded with the first mail and not at the start.
internal sealed class EmailChannel(string name, ChannelTarget.Email target, TimeProvider clock) : INotificationChannel
{
    // Also for a server that answers each step just in time.
    private static readonly TimeSpan LongestConversation = TimeSpan.FromSeconds(60);

    public string Name => name;

    public async Task<ChannelOutcome> SendAsync(ChannelMessage message, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(LongestConversation, clock);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        using var client = new MailClient(target, clock);
        try
        {
            using var mail = EmailText.Of(message, target, clock.GetUtcNow());
            await client.OpenAsync(linked.Token);
            await client.SendAsync(mail, linked.Token);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested && Outcome(failure, client.IsOpen) is { } failed)
        {
            return failed;
        }

        await EndAsync(client, linked.Token);
        return new ChannelOutcome.Sent
        {
            Remark = client.Refused.Count == 0 ? null
                : $"{client.Refused.Count} of {target.To.Count} recipients were refused: {string.Join("; ", client.Refused.Select(reply => Quote(reply.StatusCode, reply.Response)).Distinct())}.",
        };
    }

    // A code of 500 and above is permanent.
    private static ChannelOutcome.Failed? Outcome(Exception failure, bool isOpen) => failure switch
    {
        SmtpCommandException refused => Refused(Step(refused.ErrorCode, isOpen), refused.StatusCode, refused.Message),
        ServiceNotAuthenticatedException => Refused("a mail without authentication", SmtpStatusCode.AuthenticationRequired, failure.Message),
        AuthenticationException { InnerException: SmtpCommandException refused } => Refused("the account", refused.StatusCode, refused.Message),
        AuthenticationException => Refused("the account", SmtpStatusCode.AuthenticationMechanismTooWeak, ""),
        NotSupportedException => new(OneLine(failure.Message), Permanent: true),
        SslHandshakeException { InnerException: TimeoutException or OperationCanceledException } => Outcome(failure.InnerException, isOpen),
        SslHandshakeException => new("The mail server's certificate is not trusted for its name, or the port does not use TLS.", Permanent: false),
        TimeoutException => new("The mail server did not answer in time.", Permanent: false),
        OperationCanceledException => new("The mail server took too long.", Permanent: false),
        SmtpProtocolException or SocketException or IOException => new(OneLine(failure.Message), Permanent: false),
        _ => null,
    };

    private static ChannelOutcome.Failed Refused(string step, SmtpStatusCode code, string text) =>
        new($"The mail server refused {step}: {Quote(code, text)}.", Permanent: (int)code >= 500);

    private static string Step(SmtpErrorCode error, bool isOpen) => error switch
    {
        SmtpErrorCode.SenderNotAccepted => "the sender",
        SmtpErrorCode.RecipientNotAccepted => "every recipient",
        _ => isOpen ? "the mail" : "the connection",
    };

    private static string Quote(SmtpStatusCode code, string text) => OneLine($"{(int)code} {text}");

    private static string OneLine(string text) => Printable.Of(text.Trim().Replace('\n', ' '), 200);

    // The server has accepted the mail: whatever happens now, it must not be sent again.
    private static async Task EndAsync(MailClient client, CancellationToken cancellationToken)
    {
        try
        {
            await client.DisconnectAsync(quit: true, cancellationToken);
        }
        catch (Exception failure) when (failure is TimeoutException or OperationCanceledException)
        {
        }
    }
}
