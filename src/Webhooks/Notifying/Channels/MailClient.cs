using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Webhooks.Notifying.Channels;

internal sealed class MailClient : SmtpClient
{
    private readonly ChannelTarget.Email server;
    private readonly TimeProvider clock;
    private readonly List<SmtpResponse> refused = [];

    public MailClient(ChannelTarget.Email server, TimeProvider clock)
        : base(new ReplyLimit())
    {
        (this.server, this.clock) = (server, clock);
        Timeout = (int)server.Patience.TotalMilliseconds;

        // An authority's server that cannot be reached from here must not keep people from being notified.
        CheckCertificateRevocation = false;
    }

    public IReadOnlyList<SmtpResponse> Refused => refused;

    public bool IsOpen { get; private set; }

    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        var security = server.Security switch
        {
            MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
            MailSecurity.StartTls => SecureSocketOptions.StartTls,
            _ => SecureSocketOptions.None,
        };
        var socket = await DialAsync(cancellationToken);
        await ConnectAsync(socket, server.Host, server.Port, security, cancellationToken);
        if (server.User is not null)
        {
            await SignInAsync(cancellationToken);
        }

        IsOpen = true;
    }

    protected override SslClientAuthenticationOptions GetSslClientAuthenticationOptions(string host, RemoteCertificateValidationCallback remoteCertificateValidationCallback)
    {
        var options = base.GetSslClientAuthenticationOptions(host, remoteCertificateValidationCallback);
        if (server.TrustedRoot is { } root)
        {
            options.CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                CustomTrustStore = { root },
                RevocationMode = X509RevocationMode.NoCheck,
            };
        }

        return options;
    }

    // One refused recipient does not keep the mail from the others.
    protected override void OnRecipientNotAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response) => refused.Add(response);

    // As long as one recipient may be accepted later, a retry is worthwhile.
    protected override void OnNoRecipientsAccepted(MimeMessage message)
    {
        var mildest = refused.MinBy(response => response.StatusCode)!;
        throw new SmtpCommandException(SmtpErrorCode.RecipientNotAccepted, mildest.StatusCode, mildest.Response);
    }

    private async Task SignInAsync(CancellationToken cancellationToken)
    {
        // MailKit tries every way that is offered: a wrong password would be given more than once, and lock the account sooner.
        if (AuthenticationMechanisms.Contains("PLAIN"))
        {
            AuthenticationMechanisms.IntersectWith(["PLAIN"]);
        }

        await AuthenticateAsync(Encoding.UTF8, new NetworkCredential(server.User, server.Password), cancellationToken);
    }

    // The library would greet with the machine's name, which on Azure has no domain: servers that check greetings refuse it. An address is always accepted.
    private async Task<Socket> DialAsync(CancellationToken cancellationToken)
    {
        // The library sets these on a socket of ours after TLS from the first byte only, and a server may be silent in that, too.
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveTimeout = Timeout, SendTimeout = Timeout };
        using var tooLong = new CancellationTokenSource(server.Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(tooLong.Token, cancellationToken);
        try
        {
            await socket.ConnectAsync(new DnsEndPoint(server.Host, server.Port), either.Token);
            LocalDomain = ((IPEndPoint)socket.LocalEndPoint!).Address.ToString();
            return socket;
        }
        catch (Exception failure)
        {
            socket.Dispose();
            throw failure is OperationCanceledException && tooLong.IsCancellationRequested ? new TimeoutException() : failure;
        }
    }
}
