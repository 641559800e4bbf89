using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Webhooks.Notifying.Channels.Smtp;

/// <summary>
/// As much of SMTP as handing in one mail takes. It is here because the framework's own client knows no TLS from the first byte, which
/// is what port 465 is. See docs/decisions.md.
/// <see href="https://www.rfc-editor.org/rfc/rfc5321" />
/// </summary>
internal sealed class SmtpConversation : IAsyncDisposable
{
    private readonly ChannelTarget.Email server;
    private readonly TimeProvider clock;
    private readonly Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private Stream stream = Stream.Null;
    private SmtpLines lines = null!;
    private IReadOnlyList<string> extensions = [];

    private SmtpConversation(ChannelTarget.Email server, TimeProvider clock) => (this.server, this.clock) = (server, clock);

    /// <summary>Connects, protects the connection as configured, and signs in.</summary>
    public static async Task<SmtpConversation> BeginAsync(ChannelTarget.Email server, TimeProvider clock, CancellationToken stop)
    {
        var conversation = new SmtpConversation(server, clock);
        try
        {
            await conversation.GreetAsync(stop);
            return conversation;
        }
        catch
        {
            await conversation.DisposeAsync();
            throw;
        }
    }

    /// <summary>Hands in a mail, and gives the recipients that were refused while others were not.</summary>
    public async Task<IReadOnlyList<SmtpReply>> SendAsync(ReadOnlyMemory<byte> mail, CancellationToken stop)
    {
        await AskAsync($"MAIL FROM:<{server.From.Address}>", "the sender", 250, stop);
        var refused = new List<SmtpReply>();
        foreach (var recipient in server.To)
        {
            await lines.WriteAsync($"RCPT TO:<{recipient.Address}>", stop);
            var reply = await lines.ReadAsync(stop);
            if (reply.Code is not (250 or 251))
            {
                refused.Add(reply);
            }
        }

        if (refused.Count == server.To.Count)
        {
            throw new SmtpRefusedException("every recipient", refused.MinBy(reply => reply.Code)!);
        }

        await AskAsync("DATA", "the mail", 354, stop);
        await lines.WriteAsync(Stuffed(mail.Span), stop);
        await ExpectAsync("the mail", 250, stop);
        return refused;
    }

    /// <summary>Says goodbye; what the server thinks of that changes nothing.</summary>
    public async Task EndAsync(CancellationToken stop)
    {
        try
        {
            await lines.WriteAsync("QUIT", stop);
            await lines.ReadAsync(stop);
        }
        catch (Exception failure) when (failure is IOException or TimeoutException)
        {
            // The mail is in the server's hands already.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stream.DisposeAsync();
        socket.Dispose();
    }

    private async Task GreetAsync(CancellationToken stop)
    {
        using var tooLong = new CancellationTokenSource(server.Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(tooLong.Token, stop);
        try
        {
            await socket.ConnectAsync(new DnsEndPoint(server.Host, server.Port), either.Token);
            Speak(new NetworkStream(socket));
            if (server.Security == MailSecurity.Tls)
            {
                await ProtectAsync(either.Token);
            }
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new TimeoutException("The mail server did not answer in time.");
        }

        await ExpectAsync("the connection", 220, stop);
        await HelloAsync(stop);
        if (server.Security == MailSecurity.StartTls)
        {
            await UpgradeAsync(stop);
        }

        if (server.User is not null)
        {
            await SignInAsync(stop);
        }
    }

    private async Task HelloAsync(CancellationToken stop)
    {
        var local = ((IPEndPoint)socket.LocalEndPoint!).Address;
        var address = local.IsIPv4MappedToIPv6 ? local.MapToIPv4() : local;
        var literal = address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[IPv6:{address}]" : $"[{address}]";
        var reply = await AskAsync($"EHLO {literal}", "the greeting", 250, stop);
        extensions = [.. reply.Lines.Skip(1).Select(line => line.ToUpperInvariant())];
    }

    private async Task UpgradeAsync(CancellationToken stop)
    {
        if (!extensions.Contains("STARTTLS"))
        {
            // Going on in clear is what someone in between would want.
            throw new SmtpRefusedException("TLS", new SmtpReply(502, ["it does not offer STARTTLS"]));
        }

        await AskAsync("STARTTLS", "TLS", 220, stop);
        if (lines.HasMore)
        {
            throw new IOException("The server said more in clear than TLS allows; somebody may be in between.");
        }

        using var tooLong = new CancellationTokenSource(server.Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(tooLong.Token, stop);
        await ProtectAsync(either.Token);
        await HelloAsync(stop);
    }

    private async Task ProtectAsync(CancellationToken stop)
    {
        var options = new SslClientAuthenticationOptions { TargetHost = server.Host };
        if (server.TrustedRoot is { } root)
        {
            options.CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                CustomTrustStore = { root },
                RevocationMode = X509RevocationMode.NoCheck,
            };
        }

        var secured = new SslStream(stream);
        Speak(secured);
        await secured.AuthenticateAsClientAsync(options, stop);
    }

    private async Task SignInAsync(CancellationToken stop)
    {
        var ways = extensions.FirstOrDefault(line => line.StartsWith("AUTH ", StringComparison.Ordinal))?.Split(' ') ?? [];
        if (ways.Contains("PLAIN"))
        {
            await AskAsync("AUTH PLAIN " + Base64($"\0{server.User}\0{server.Password}"), "the account", 235, stop);
        }
        else if (ways.Contains("LOGIN"))
        {
            await AskAsync("AUTH LOGIN", "the account", 334, stop);
            await AskAsync(Base64(server.User!), "the account", 334, stop);
            await AskAsync(Base64(server.Password ?? ""), "the account", 235, stop);
        }
        else
        {
            throw new SmtpRefusedException("the account", new SmtpReply(504, ["it offers neither AUTH PLAIN nor AUTH LOGIN"]));
        }
    }

    private void Speak(Stream over) => (stream, lines) = (over, new SmtpLines(over, server.Patience, clock));

    private async Task<SmtpReply> AskAsync(string command, string step, int expected, CancellationToken stop)
    {
        await lines.WriteAsync(command, stop);
        return await ExpectAsync(step, expected, stop);
    }

    private async Task<SmtpReply> ExpectAsync(string step, int expected, CancellationToken stop)
    {
        var reply = await lines.ReadAsync(stop);
        return reply.Code == expected ? reply : throw new SmtpRefusedException(step, reply);
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    // A line that begins with a dot gets another one; a line of one dot is the end.
    private static byte[] Stuffed(ReadOnlySpan<byte> mail)
    {
        var stuffed = new List<byte>(mail.Length + 64);
        var isLineStart = true;
        foreach (var one in mail)
        {
            if (isLineStart && one == '.')
            {
                stuffed.Add((byte)'.');
            }

            stuffed.Add(one);
            isLineStart = one == '\n';
        }

        stuffed.AddRange(isLineStart ? ".\r\n"u8 : "\r\n.\r\n"u8);
        return [.. stuffed];
    }
}
