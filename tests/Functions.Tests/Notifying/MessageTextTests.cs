using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Webhooks.Notifying;
using Webhooks.Notifying.Channels;
using Webhooks.Signatures.Secrets;

namespace Functions.Tests.Notifying;

/// <summary>What every channel shows of every kind of message, word for word, as an endpoint or a mail server got it.</summary>
public sealed class MessageTextTests
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly ChannelMessage Full = new()
    {
        Id = "ntf_1",
        Kind = MessageKind.Immediate,
        Severity = Severity.Error,
        Title = "Media delivery failed",
        What = "The cloud of <Jörg> & sons is full.\nNothing was copied.",
        Next = "Free some space.",
        Source = "valara",
        Rule = "valara.delivery-failed",
        Subject = "delivery-job deliver_1",
        EventId = "evt_1",
        At = new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero),
        First = new DateTimeOffset(2026, 3, 4, 5, 0, 0, TimeSpan.Zero),
        Last = new DateTimeOffset(2026, 3, 4, 5, 0, 0, TimeSpan.Zero),
        Link = "https://receiver.example.com/api/operator#/event?source=valara&id=a|b",
        Command = "hook show evt_1 --source valara --url https://receiver.example.com",
        Runbook = "https://wiki.example.com/notifications.md#valaradelivery-failed",
        App = "func-webhooks",
        Environment = "prod",
    };

    private static readonly (string Name, ChannelMessage Message)[] Messages =
    [
        ("at once", Full),
        ("at once, the last of its hour", Full with { Note = "This channel's budget is used up." }),
        ("the least", new ChannelMessage { Id = "ntf_1", Kind = MessageKind.Immediate, Severity = Severity.Info, Title = "Camera back", What = "It answers.", At = Full.At }),
        ("recovered", Full with { Kind = MessageKind.Recovered, Severity = Severity.Info, Count = 0, Total = 3, Last = Full.At, Lasted = new TimeSpan(1, 12, 30), Command = null, What = "A later delivery completed. It lasted 1 h 12 min, since 2026-03-04 05:00:00 UTC; 3 events were affected." }),
        ("digest", Full with { Kind = MessageKind.Digest, Subject = null, Count = 1_200, Total = 12_345, Last = Full.At, Examples = ["job <1>", "job 2"], Link = "https://receiver.example.com/api/operator#/log?source=valara", LinkText = "Open these events" }),
        ("digest of one", Full with { Kind = MessageKind.Digest, Count = 1, Total = 2 }),
        ("over budget", Full with { Kind = MessageKind.OverBudget, Source = null, Rule = null, Subject = null, EventId = null, Link = null, Count = 7, Total = 7, Examples = ["4 × valara one", "3 × valara two"] }),
        ("sample", Full with { Kind = MessageKind.Sample, Next = "", Link = null }),
        ("without an environment, an address and a runbook page", Full with { Environment = null, Link = null, Runbook = "docs/operating/notifications.md#valaradelivery-failed" }),
    ];

    [Fact]
    public async Task Slack_messages_are_as_approved()
    {
        await using var endpoint = await ChannelEndpoint.StartAsync();

        var said = await PostedAsync(endpoint, new ChannelTarget.Slack(new Uri(endpoint.Url)));

        said.ShouldMatchApproved(approved => approved.SubFolder("Approved").NoDiff());
    }

    [Fact]
    public async Task Https_messages_are_as_approved()
    {
        await using var endpoint = await ChannelEndpoint.StartAsync();

        var said = await PostedAsync(endpoint, new ChannelTarget.Https(new Uri(endpoint.Url), SecretKey.Read("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", KeyForm.Whsec, out _)!));

        said.ShouldMatchApproved(approved => approved.SubFolder("Approved").NoDiff());
    }

    [AzuriteFact]
    public async Task Mails_are_as_approved()
    {
        using var server = await MailServer.StartAsync(MailSecurity.None);
        var said = new StringBuilder();
        foreach (var (name, message) in Messages)
        {
            (await server.Channel(clock: new ManualClock(Full.At)).SendAsync(message, CancellationToken.None)).ShouldBeOfType<ChannelOutcome.Sent>();
            var mail = await server.OnlyMailAsync();
            server.Received.Clear();
            said.Append($"# {name}\n{string.Join('\n', mail.Header)}\n\n{mail.Part("text/plain")}\n{mail.Part("text/html")}\n");
        }

        said.ToString().ShouldMatchApproved(approved => approved.SubFolder("Approved").NoDiff());
    }

    private static async Task<string> PostedAsync(ChannelEndpoint endpoint, ChannelTarget target)
    {
        using var http = new ChannelHttp(TimeProvider.System, TimeSpan.FromSeconds(10));
        var channel = ChannelFactory.Create(new ChannelOptions { Name = "team", Target = target }, http, TimeProvider.System);
        var said = new StringBuilder();
        foreach (var (name, message) in Messages)
        {
            (await channel.SendAsync(message, CancellationToken.None)).ShouldBeOfType<ChannelOutcome.Sent>();
            endpoint.Received.TryDequeue(out var received).ShouldBeTrue();
            said.Append($"# {name}\n{JsonNode.Parse(received!.Body.Span)!.ToJsonString(Readable)}\n\n");
        }

        return said.ToString();
    }
}
