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
        Timeout = (int)server.StepTimeout.TotalMilliseconds;

        // A revocation server that cannot be reached must not block notifications.
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
        // MailKit tries every mechanism that is offered: a wrong password would be sent more than once, and lock the account sooner.
        if (AuthenticationMechanisms.Contains("PLAIN"))
        {
            AuthenticationMechanisms.IntersectWith(["PLAIN"]);
        }

        await AuthenticateAsync(Encoding.UTF8, new NetworkCredential(server.User, server.Password), cancellationToken);
    }

    // MailKit would send the machine's name as EHLO, which on Azure has no domain: some servers reject that. An address is always accepted.
    private async Task<Socket> DialAsync(CancellationToken cancellationToken)
    {
        // MailKit sets these on our socket only after implicit TLS, and a server may be silent during the handshake, too.
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveTimeout = Timeout, SendTimeout = Timeout };
        using var timeout = new CancellationTokenSource(server.StepTimeout, clock);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            await socket.ConnectAsync(new DnsEndPoint(server.Host, server.Port), linked.Token);
            LocalDomain = ((IPEndPoint)socket.LocalEndPoint!).Address.ToString();
            return socket;
        }
        catch (Exception failure)
        {
            socket.Dispose();
            throw failure is OperationCanceledException && timeout.IsCancellationRequested ? new TimeoutException() : failure;
        }
    }
}
