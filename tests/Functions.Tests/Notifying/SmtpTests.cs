using System.Net;
using System.Net.Mail;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Webhooks.Notifying;

namespace Functions.Tests.Notifying;

/// <summary>What mail servers may say against the rules or against us, which no well-kept server does: each line of a script answers one of ours.</summary>
public sealed class SmtpTests
{
    private static readonly string[] Polite = ["220 hello", "250 here", "250 sender", "250 recipient", "354 go on", "250 taken", "221 bye"];

    [Fact]
    public async Task A_polite_server_gets_a_mail()
    {
        (await SendAsync(Polite)).Outcome.ShouldBeOfType<ChannelOutcome.Sent>().Remark.ShouldBeNull();
        (await SendAsync(Polite)).Heard.ShouldBe(["EHLO [127.0.0.1]", "MAIL FROM:<webhooks@example.com>", "RCPT TO:<on-call@example.com>", "DATA", "(mail)", "QUIT"]);
    }

    [Theory]
    [InlineData(0, "554 no", "The mail server refused the connection: 554 no.", true)]
    [InlineData(0, "421 later", "The mail server refused the connection: 421 later.", false)]
    [InlineData(1, "500 what|502 not that either", "The mail server refused the connection: 502 not that either.", true)]
    [InlineData(2, "499 no", "The mail server refused the sender: 499 no.", false)]
    [InlineData(2, "550 no", "The mail server refused the sender: 550 no.", true)]
    [InlineData(3, "450-busy\r\n450 later", "The mail server refused every recipient: 450 busy later.", false)]
    [InlineData(4, "250 what", "The mail server refused the mail: 250 what.", false)]
    [InlineData(4, "554", "The mail server refused the mail: 554.", true)]
    [InlineData(5, "552 too large", "The mail server refused the mail: 552 too large.", true)]
    public async Task A_server_that_refuses_is_quoted_and_asked_again_when_it_says_so(int step, string says, string reason, bool isPermanent)
    {
        var failed = (await SendAsync(With(step, says))).Outcome.ShouldBeOfType<ChannelOutcome.Failed>();

        failed.ShouldBe(new ChannelOutcome.Failed(reason, isPermanent));
    }

    [Theory]
    [InlineData(3, "251 will forward")]
    [InlineData(1, "250-here\r\n250-SIZE\r\n250")]
    [InlineData(1, "250-\r\n250 HELP")]
    [InlineData(1, "500 what|250 here")]
    [InlineData(6, "500 no goodbye")]
    public async Task What_a_server_may_say_otherwise_is_understood(int step, string says) =>
        (await SendAsync(With(step, says))).Outcome.ShouldBeOfType<ChannelOutcome.Sent>();

    [Fact]
    public async Task A_server_that_hangs_up_after_it_took_the_mail_has_it() =>
        (await SendAsync(Polite[..^1])).Outcome.ShouldBeOfType<ChannelOutcome.Sent>();

    [Theory]
    [InlineData("22", "Unable to parse status code returned by the server.")]
    [InlineData("2x0 hello", "Unable to parse status code returned by the server.")]
    [InlineData("2200", "Invalid status code returned by the server.")]
    [InlineData("HTTP/1.1 400 Bad Request", "Unable to parse status code returned by the server.")]
    public async Task An_invalid_reply_is_reported_as_such(string says, string reason) =>
        (await SendAsync(With(0, says))).Outcome.ShouldBe(new ChannelOutcome.Failed(reason, Permanent: false));

    [Theory]
    [InlineData(99, true)]
    [InlineData(10_000, false)]
    public async Task A_reply_may_have_a_hundred_lines_but_not_thousands(int before, bool isRead)
    {
        var (outcome, _) = await SendAsync(With(1, string.Concat(Enumerable.Repeat("250-X\r\n", before)) + "250 end"));

        (outcome is ChannelOutcome.Sent).ShouldBe(isRead);
        (outcome as ChannelOutcome.Failed)?.Reason.ShouldBe("The server sent more than 64 KiB.");
    }

    [Theory]
    [InlineData(1_995, true)]
    [InlineData(70_000, false)]
    public async Task A_line_may_have_two_thousand_bytes_but_not_many_more(int length, bool isRead)
    {
        var (outcome, _) = await SendAsync(With(0, "220 " + new string('x', length - 4)));

        (outcome is ChannelOutcome.Sent).ShouldBe(isRead);
        (outcome as ChannelOutcome.Failed)?.Reason.ShouldBe("The server sent more than 64 KiB.");
    }

    [Fact]
    public async Task A_server_that_hangs_up_early_or_says_nothing_is_asked_again()
    {
        (await SendAsync(Polite[..2])).Outcome.ShouldBe(new ChannelOutcome.Failed("The SMTP server has unexpectedly disconnected: here", Permanent: false));
        (await SendAsync([], hangsUp: false)).Outcome.ShouldBe(new ChannelOutcome.Failed("The mail server did not answer in time.", Permanent: false));
    }

    [Fact]
    public async Task Some_recipients_are_enough_and_the_others_are_named()
    {
        var (outcome, _) = await SendAsync(["220 hello", "250 here", "250 sender", "550 nobody", "250 two", "550 nobody", "354 go on", "250 taken", "221 bye"], ["a@example.com", "b@example.com", "c@example.com"]);

        outcome.ShouldBeOfType<ChannelOutcome.Sent>().Remark.ShouldBe("2 of 3 recipients were refused: 550 nobody.");
    }

    [Fact]
    public async Task No_password_goes_to_a_server_that_has_said_too_much_before_TLS()
    {
        using var authority = new TestAuthority();

        var (outcome, heard) = await SendAsync(["220 hello", "250-here\r\n250-STARTTLS\r\n250 AUTH PLAIN", "220 go on\r\n250-here already\r\n250 AUTH PLAIN", "250 here"], authority: authority, hasAccount: true);

        // What the server says under TLS is what it offers: no way to sign in.
        outcome.ShouldBe(new ChannelOutcome.Failed("The SMTP server does not support authentication.", Permanent: true));
        heard.ShouldBe(["EHLO [127.0.0.1]", "STARTTLS", "EHLO [127.0.0.1]"]);
    }

    [Theory]
    [InlineData("535 5.7.8 no", "The mail server refused the account: 535 5.7.8 no.", true)]
    [InlineData("534 too weak", "The mail server refused the account: 534.", true)]
    [InlineData("454 later", "The mail server refused the account: 454 later.", false)]
    public async Task A_password_that_is_refused_is_given_once(string says, string reason, bool isPermanent)
    {
        var (outcome, heard) = await SendAsync(["220 hello", "250-here\r\n250 AUTH LOGIN PLAIN CRAM-MD5", says, says], hasAccount: true);

        outcome.ShouldBe(new ChannelOutcome.Failed(reason, isPermanent));
        heard.ShouldBe(["EHLO [127.0.0.1]", "AUTH PLAIN " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0{MailServer.User}\0{MailServer.Password}"))]);
    }

    private static string[] With(int step, string says) => [.. Polite.SelectMany((line, at) => at == step ? says.Split('|') : [line])];

    private static async Task<(ChannelOutcome Outcome, IReadOnlyList<string> Heard)> SendAsync(
        string[] script, string[]? to = null, TestAuthority? authority = null, bool hasAccount = false, bool hangsUp = true)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = ServeAsync(listener, script, authority, hangsUp);
        var channel = MailServer.ChannelOf(new ChannelTarget.Email
        {
            Host = authority is null ? "127.0.0.1" : "localhost",
            Port = ((IPEndPoint)listener.LocalEndpoint).Port,
            Security = authority is null ? MailSecurity.None : MailSecurity.StartTls,
            TrustedRoot = authority?.Root,
            User = hasAccount ? MailServer.User : null,
            Password = hasAccount ? MailServer.Password : null,
            From = new MailAddress("webhooks@example.com"),
            To = [.. (to ?? ["on-call@example.com"]).Select(address => new MailAddress(address))],
            StepTimeout = TimeSpan.FromSeconds(hangsUp ? 10 : 1),
        });
        var outcome = await channel.SendAsync(new ChannelMessage { Id = "ntf_1", Kind = MessageKind.Immediate, Severity = Severity.Error, Title = "x", What = "y", At = default }, CancellationToken.None);
        return (outcome, await serving.WaitAsync(TimeSpan.FromSeconds(20)));
    }

    private static async Task<IReadOnlyList<string>> ServeAsync(TcpListener listener, string[] script, TestAuthority? authority, bool hangsUp)
    {
        using var connection = await listener.AcceptTcpClientAsync();
        Stream stream = connection.GetStream();
        var reader = new StreamReader(stream, Encoding.UTF8);
        var heard = new List<string>();
        for (var step = 0; ; step++)
        {
            if (step < script.Length)
            {
                await stream.WriteAsync(Encoding.UTF8.GetBytes(script[step] + "\r\n"));
            }
            else if (hangsUp)
            {
                return heard;
            }

            try
            {
                if (authority is not null && heard.LastOrDefault() == "STARTTLS")
                {
                    stream = await ProtectAsync(stream, authority);
                    reader = new StreamReader(stream, Encoding.UTF8);
                }

                if (await HearAsync(reader, isMail: heard.LastOrDefault() == "DATA" && script[step].StartsWith("354", StringComparison.Ordinal)) is not { } line)
                {
                    return heard;
                }

                heard.Add(line);
            }
            catch (IOException)
            {
                return heard;
            }
        }
    }

    private static async Task<Stream> ProtectAsync(Stream stream, TestAuthority authority)
    {
        var secured = new SslStream(stream);
        await secured.AuthenticateAsServerAsync(X509Certificate2.CreateFromPem(authority.CertificatePem, authority.KeyPem));
        return secured;
    }

    private static async Task<string?> HearAsync(StreamReader reader, bool isMail)
    {
        var line = await reader.ReadLineAsync();
        while (isMail && line is not (null or "."))
        {
            line = await reader.ReadLineAsync();
        }

        return isMail && line is not null ? "(mail)" : line;
    }
}
