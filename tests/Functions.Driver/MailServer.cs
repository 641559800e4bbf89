using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Mail;
using System.Text.Json;
using Webhooks.Notifying;
using Webhooks.Notifying.Channels;

namespace Functions.Driver;

/// <summary>A real SMTP server in a process of its own, and the channel that leads to it.</summary>
internal sealed class MailServer : IDisposable
{
    public const string User = "webhooks";
    public const string Password = "päss=word with spaces";

    private readonly Process process;
    private readonly TestAuthority authority;
    private readonly MailSecurity security;
    private readonly TaskCompletionSource<int> port = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private MailServer(Process process, TestAuthority authority, MailSecurity security) =>
        (this.process, this.authority, this.security) = (process, authority, security);

    public ConcurrentQueue<ReceivedMail> Received { get; } = [];

    /// <summary>The only mail. The server tells the sender first, and this process a moment later.</summary>
    public async Task<ReceivedMail> OnlyMailAsync()
    {
        await Eventually.Async(() => Task.FromResult(!Received.IsEmpty));
        return Received.ShouldHaveSingleItem();
    }

    public int Port => port.Task.Result;

    public static async Task<MailServer> StartAsync(MailSecurity security, bool asksForAccount = false, params string[] ways)
    {
        await Azurite.InstallAsync();
        var authority = new TestAuthority();
        var process = Process.Start(new ProcessStartInfo(Azurite.OnPath("node")!, [RepositoryRoot.Combine("tests", "Functions.Driver", "smtp.cjs")])
        {
            WorkingDirectory = RepositoryRoot.Path,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var server = new MailServer(process, authority, security);
        process.OutputDataReceived += (_, line) => server.Hear(line.Data);
        process.BeginOutputReadLine();
        await process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(new
        {
            tls = security.ToString().ToLowerInvariant(),
            key = security == MailSecurity.None ? null : authority.KeyPem,
            certificate = security == MailSecurity.None ? null : authority.CertificatePem,
            user = asksForAccount ? User : null,
            password = Password,
            ways = ways.Length == 0 ? ["PLAIN", "LOGIN"] : ways,
        }));
        await process.StandardInput.FlushAsync();
        await server.port.Task.WaitAsync(TimeSpan.FromSeconds(30));
        return server;
    }

    /// <summary>A channel to this server, as settings would make it.</summary>
    public INotificationChannel Channel(string? password = null, bool trusted = true, string host = "localhost", string from = "Webhooks <webhooks@example.com>", TimeProvider? clock = null, params string[] to) =>
        ChannelOf(new ChannelTarget.Email
        {
            Host = host,
            Port = Port,
            Security = security,
            User = password is null ? null : User,
            Password = password,
            From = new MailAddress(from),
            To = [.. (to.Length == 0 ? ["on-call@example.com"] : to).Select(address => new MailAddress(address))],
            TrustedRoot = trusted ? authority.Root : null,
        }, clock);

    public static INotificationChannel ChannelOf(ChannelTarget.Email target, TimeProvider? clock = null) =>
        ChannelFactory.Create(new ChannelOptions { Name = "mail", Target = target }, null!, clock ?? TimeProvider.System);

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
        authority.Dispose();
    }

    private void Hear(string? line)
    {
        if (line is null)
        {
            return;
        }

        var said = JsonDocument.Parse(line).RootElement;
        if (said.TryGetProperty("port", out var number))
        {
            port.SetResult(number.GetInt32());
        }
        else
        {
            Received.Enqueue(ReceivedMail.Read(said));
        }
    }
}
