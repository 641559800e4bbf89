using System.Net;
using Webhooks.Notifying;

namespace Functions.Tests.Notifying;

public sealed class ZoneTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    [AzuriteFact]
    public async Task A_mail_has_the_times_of_its_readers_and_a_chat_those_of_each_reader()
    {
        using var mail = await MailServer.StartAsync(MailSecurity.None);
        await using var slack = await ChannelEndpoint.StartAsync();
        await using var app = await NotifyingApp.StartAsync(azurite, new(NotifyingApp.Slack(slack))
        {
            ["Notifications__Channels__mail__Type"] = "email",
            ["Notifications__Channels__mail__Host"] = "localhost",
            ["Notifications__Channels__mail__Port"] = $"{mail.Port}",
            ["Notifications__Channels__mail__Tls"] = "none",
            ["Notifications__Channels__mail__From"] = "webhooks@example.com",
            ["Notifications__Channels__mail__To__0"] = "on-call@example.com",
            ["Notifications__Channels__mail__TimeZone"] = "America/Los_Angeles",
        });

        await app.NotifyAsync(NotifyingApp.Failed() with { What = "It failed at 2026-07-01 03:00 UTC." });
        await app.DrainAsync();

        var sent = await mail.OnlyMailAsync();
        foreach (var part in new[] { sent.Part("text/plain"), WebUtility.HtmlDecode(sent.Part("text/html")) })
        {
            part.ShouldContain("It failed at 2026-06-30 20:00 -07:00.");
            part.ShouldContain("2026-11-21 04:00:00 -08:00");
            part.ShouldNotContain("UTC");
        }

        var texts = string.Join('\n', SlackTests.Blocks(slack.Received.ShouldHaveSingleItem()).SelectMany(block => SlackTests.Texts(block)));
        texts.ShouldContain("It failed at <!date^1782874800^{date_short_pretty} {time}|2026-07-01 03:00 UTC>.");
        texts.ShouldContain("<!date^1795262400^{date_short_pretty} {time_secs}|2026-11-21 12:00:00 UTC>");
    }
}
