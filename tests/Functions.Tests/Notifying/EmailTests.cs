using System.Net;
using System.Net.Mail;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using Webhooks.Notifying;

namespace Functions.Tests.Notifying;

public sealed class EmailTests
{
    private static readonly ChannelMessage Message = new()
    {
        Id = "ntf_1",
        Kind = MessageKind.Immediate,
        Severity = Severity.Error,
        Title = "Media delivery failed",
        What = "The cloud of <b>Jörg</b> & sons is full.\n.\n.leading dot",
        Next = "Free some space.",
        Source = "valara",
        Subject = "delivery-job deliver_1",
        At = new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero),
        Link = "https://receiver.example.com/api/operator#/event?source=valara&id=evt_1",
    };

    [AzuriteTheory]
    [InlineData(MailSecurity.None)]
    [InlineData(MailSecurity.StartTls)]
    [InlineData(MailSecurity.Tls)]
    public async Task A_mail_arrives_in_clear_or_protected_as_the_setting_says(MailSecurity security)
    {
        using var server = await MailServer.StartAsync(security);

        (await SendAsync(server.Channel(to: ["one@example.com", "Two <two@example.com>", "three@example.com"]))).ShouldBeOfType<ChannelOutcome.Sent>().Remark.ShouldBeNull();

        var mail = await server.OnlyMailAsync();
        mail.IsSecure.ShouldBe(security != MailSecurity.None);
        mail.From.ShouldBe("webhooks@example.com");
        mail.To.ShouldBe(["one@example.com", "two@example.com", "three@example.com"]);
        mail.Field("Subject").ShouldBe("Error: Media delivery failed");
        mail.Field("To").ShouldBe("one@example.com, Two <two@example.com>, three@example.com");
        mail.Field("Auto-Submitted").ShouldBe("auto-generated");
        mail.Part("text/plain").ShouldContain("The cloud of <b>Jörg</b> & sons is full.\n.\n.leading dot");
        mail.Part("text/html").ShouldContain("The cloud of &lt;b&gt;J&#246;rg&lt;/b&gt; &amp; sons is full.<br>.<br>.leading dot");
        mail.Part("text/html").ShouldContain("<a href=\"https://receiver.example.com/api/operator#/event?source=valara&amp;id=evt_1\">");
        mail.Text.Split("\r\n").ShouldAllBe(line => line.Length <= 78);
    }

    [AzuriteTheory]
    [InlineData("PLAIN")]
    [InlineData("LOGIN")]
    public async Task An_account_signs_in(string way)
    {
        using var server = await MailServer.StartAsync(MailSecurity.StartTls, asksForAccount: true, way);

        (await SendAsync(server.Channel(password: MailServer.Password))).ShouldBeOfType<ChannelOutcome.Sent>();
        (await server.OnlyMailAsync()).User.ShouldBe(MailServer.User);

        var failed = (await SendAsync(server.Channel(password: "wrong-password"))).ShouldBeOfType<ChannelOutcome.Failed>();
        failed.Permanent.ShouldBeTrue();
        failed.Reason.ShouldContain("535");
        failed.Reason.ShouldNotContain("wrong-password");
        server.Received.Count.ShouldBe(1);
    }

    [AzuriteFact]
    public async Task Without_its_account_or_a_way_to_sign_in_the_mail_is_not_handed_in()
    {
        using var server = await MailServer.StartAsync(MailSecurity.None, asksForAccount: true, "XOAUTH2");

        (await SendAsync(server.Channel())).ShouldBeOfType<ChannelOutcome.Failed>().Permanent.ShouldBeTrue();
        (await SendAsync(server.Channel(password: MailServer.Password))).ShouldBeOfType<ChannelOutcome.Failed>().ShouldBe(new ChannelOutcome.Failed("No compatible authentication mechanisms found.", Permanent: true));
        server.Received.ShouldBeEmpty();
    }

    [AzuriteFact]
    public async Task A_refused_recipient_keeps_the_mail_from_nobody_else()
    {
        using var server = await MailServer.StartAsync(MailSecurity.None);

        var sent = (await SendAsync(server.Channel(to: ["refused@example.com", "two@example.com"]))).ShouldBeOfType<ChannelOutcome.Sent>();
        sent.Remark.ShouldNotBeNull().ShouldContain("1 of 2 recipients were refused: 550");
        (await server.OnlyMailAsync()).To.ShouldBe(["two@example.com"]);

        (await SendAsync(server.Channel(to: "refused@example.com"))).ShouldBeOfType<ChannelOutcome.Failed>().Permanent.ShouldBeTrue();
        (await SendAsync(server.Channel(to: ["refused@example.com", "later@example.com"]))).ShouldBeOfType<ChannelOutcome.Failed>().Permanent.ShouldBeFalse();
    }

    [AzuriteTheory]
    [InlineData(MailSecurity.StartTls)]
    [InlineData(MailSecurity.Tls)]
    public async Task A_certificate_of_nobody_known_or_for_another_name_ends_it(MailSecurity security)
    {
        using var server = await MailServer.StartAsync(security);

        var failures = new[] { await SendAsync(server.Channel(trusted: false)), await SendAsync(server.Channel(host: "127.0.0.1")) };

        failures.ShouldAllBe(failure => ((ChannelOutcome.Failed)failure).Reason.Contains("certificate"));
        server.Received.ShouldBeEmpty();
    }

    [AzuriteFact]
    public async Task A_server_that_hides_STARTTLS_gets_no_mail_and_no_password()
    {
        using var server = await MailServer.StartAsync(MailSecurity.None, asksForAccount: true);

        var failed = (await SendAsync(MailServer.ChannelOf(Target(server.Port, MailSecurity.StartTls)))).ShouldBeOfType<ChannelOutcome.Failed>();

        failed.ShouldBe(new ChannelOutcome.Failed("The SMTP server does not support the STARTTLS extension.", Permanent: true));
        server.Received.ShouldBeEmpty();
    }

    [AzuriteTheory]
    [InlineData("Bad\r\nBcc: victim@example.com", "Bad\uFFFD\uFFFDBcc: victim@example.com")]
    [InlineData("Grüße aus dem Lager № 5, wo heute früh um drei Uhr alles stillstand, bis 漢字 und 🙂 kamen", null)]
    [InlineData("=?utf-8?B?QmNjOg==?=", "= ?utf-8?B?QmNjOg== ?=")]
    public async Task No_text_of_a_sender_can_add_a_field(string title, string? shown)
    {
        using var server = await MailServer.StartAsync(MailSecurity.None);

        await SendAsync(server.Channel(), Message with { Title = title, What = "x\r\n.\r\nMAIL FROM:<evil@example.com>\r\n" });

        var mail = await server.OnlyMailAsync();
        mail.Field("Subject").ShouldBe("Error: " + (shown ?? title));
        mail.Header.Select(line => line.Split(':')[0]).ShouldBe(["From", "Date", "Subject", "Message-Id", "To", "Auto-Submitted", "MIME-Version", "Content-Type"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("220-I say\r\n220-and say\r\n")]
    [InlineData("hello there, this is no mail server\r\n")]
    public async Task A_server_that_hangs_or_talks_nonsense_costs_a_moment(string says)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var accepted = listener.AcceptTcpClientAsync();
        var sending = SendAsync(MailServer.ChannelOf(Target(((IPEndPoint)listener.LocalEndpoint).Port, MailSecurity.None)));
        using var connection = await accepted;
        await connection.GetStream().WriteAsync(Encoding.ASCII.GetBytes(says));

        var failed = (await sending.WaitAsync(TimeSpan.FromSeconds(20))).ShouldBeOfType<ChannelOutcome.Failed>();

        failed.Permanent.ShouldBeFalse();
    }

    [Theory]
    [InlineData(MailSecurity.None)]
    [InlineData(MailSecurity.Tls)]
    public async Task A_server_that_says_nothing_is_asked_again(MailSecurity security)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();

        var outcome = await SendAsync(MailServer.ChannelOf(Target(((IPEndPoint)listener.LocalEndpoint).Port, security)));

        outcome.ShouldBe(new ChannelOutcome.Failed("The mail server did not answer in time.", Permanent: false));
    }

    [Fact]
    public async Task A_server_that_always_answers_just_in_time_is_given_a_minute()
    {
        var clock = new FakeTimeProvider();
        using var server = new TalkingServer();
        var sending = SendAsync(MailServer.ChannelOf(Target(server.Port, MailSecurity.None, patience: 30), clock));
        await server.GreetAsync();

        clock.Advance(TimeSpan.FromSeconds(59));
        await server.SayAsync("250 I am\r\n");
        await server.HearAsync("MAIL");
        sending.IsCompleted.ShouldBeFalse();
        clock.Advance(TimeSpan.FromSeconds(1));

        (await sending.WaitAsync(TimeSpan.FromSeconds(20))).ShouldBe(new ChannelOutcome.Failed("The mail server took too long.", Permanent: false));
    }

    [Fact]
    public async Task A_stop_is_no_outcome()
    {
        using var cancellationToken = new CancellationTokenSource();
        using var server = new TalkingServer();
        var sending = MailServer.ChannelOf(Target(server.Port, MailSecurity.None, patience: 30)).SendAsync(Message, cancellationToken.Token);
        await server.GreetAsync();

        await cancellationToken.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => sending.WaitAsync(TimeSpan.FromSeconds(20)));
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_a_failure_that_passes()
    {
        var failed = (await SendAsync(MailServer.ChannelOf(Target(1, MailSecurity.None)))).ShouldBeOfType<ChannelOutcome.Failed>();

        failed.Permanent.ShouldBeFalse();
    }

    private static ChannelTarget.Email Target(int port, MailSecurity security, int patience = 1) => new()
    {
        Host = "localhost",
        Port = port,
        Security = security,
        User = security == MailSecurity.None ? null : MailServer.User,
        Password = security == MailSecurity.None ? null : MailServer.Password,
        From = new MailAddress("webhooks@example.com"),
        To = [new MailAddress("on-call@example.com")],
        StepTimeout = TimeSpan.FromSeconds(patience),
    };

    private static Task<ChannelOutcome> SendAsync(INotificationChannel channel, ChannelMessage? message = null) => channel.SendAsync(message ?? Message, CancellationToken.None);

    /// <summary>A server that greets and is then in no hurry.</summary>
    private sealed class TalkingServer : IDisposable
    {
        private readonly TcpListener listener = new(IPAddress.Loopback, 0);
        private TcpClient? connection;
        private StreamReader? heard;

        public TalkingServer() => listener.Start();

        public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

        public async Task GreetAsync()
        {
            connection = await listener.AcceptTcpClientAsync();
            heard = new StreamReader(connection.GetStream(), Encoding.ASCII);
            await SayAsync("220 hello\r\n");
            await HearAsync("EHLO");
        }

        /// <summary>Waits for this command, which shows that what was said before it has been read.</summary>
        public async Task HearAsync(string command) =>
            (await heard!.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(20))).ShouldNotBeNull().ShouldStartWith(command);

        public ValueTask SayAsync(string text) => connection!.GetStream().WriteAsync(Encoding.ASCII.GetBytes(text));

        public void Dispose()
        {
            heard?.Dispose();
            connection?.Dispose();
            listener.Dispose();
        }
    }
}
