using Functions.Tests.Senders;
using Webhooks.Notifying;

namespace Functions.Tests.Notifying;

// "Integrators branch on the code, not the message": so does the digest of their failures.
public sealed class CauseTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    [AzuriteFact]
    public async Task Integrators_branch_on_the_code_so_a_digest_has_each_code_with_its_count_its_remedy_and_up_to_five_jobs_with_their_listings()
    {
        await using var slack = await ChannelEndpoint.StartAsync();
        await using var app = await NotifyingApp.StartAsync(azurite, NotifyingApp.Slack(slack));
        await FailAsync(app, "composio_5xx", 3);
        await app.DrainAsync();
        await FailAsync(app, "composio_401", 9);
        await FailAsync(app, "composio_rate_limited", 2);
        await app.DrainAsync();
        slack.Received.Count.ShouldBe(3);

        await app.PassAsync(TimeSpan.FromMinutes(11));

        var digest = SlackTests.Blocks(slack.Received.Last()).SelectMany(block => SlackTests.Texts(block)).ToList();
        string.Join('\n', digest).ShouldContain("11 more events like");
        var expired = digest.Single(text => text.Contains("composio_401", StringComparison.Ordinal) && text.StartsWith('*'));
        expired.ShouldStartWith("*composio_401: 9 events*\n");
        expired.ShouldContain("have the agent connect the storage account again");
        expired.Split('\n').Count(line => line.Contains("job job-", StringComparison.Ordinal) && line.StartsWith("• listing ", StringComparison.Ordinal)).ShouldBe(5);
        expired.ShouldContain("• listing abc1001, job job-composio_401-1");
        var limited = digest.Single(text => text.StartsWith("*composio_rate_limited: 2 events*", StringComparison.Ordinal));
        limited.ShouldContain("wait some minutes");
        limited.ShouldNotContain("composio_401");
        digest.ShouldNotContain(text => text.Contains("status page", StringComparison.Ordinal), "the first three have been sent by themselves");
        // The most frequent first.
        digest.IndexOf(expired).ShouldBeLessThan(digest.IndexOf(limited));
    }

    [AzuriteFact]
    public async Task Codes_without_end_are_counted_together_and_what_they_hold_forges_nothing()
    {
        await using var slack = await ChannelEndpoint.StartAsync();
        await using var app = await NotifyingApp.StartAsync(azurite, NotifyingApp.Slack(slack));
        await FailAsync(app, "first", 3);
        await app.DrainAsync();
        for (var number = 0; number < 40; number++)
        {
            await FailAsync(app, $"<!channel>*{number}*" + new string('\u20AC', 5_000), 1);
        }

        await app.DrainAsync();
        await app.PassAsync(TimeSpan.FromMinutes(11));

        slack.Received.Count.ShouldBe(4);
        var digest = string.Join('\n', SlackTests.Blocks(slack.Received.Last()).SelectMany(block => SlackTests.Texts(block)));
        digest.ShouldContain("40 more events like");
        digest.ShouldContain("others: 32 events");
        digest.ShouldNotContain("<!channel>");
    }

    [AzuriteFact]
    public async Task A_mail_has_the_causes_as_well()
    {
        using var server = await MailServer.StartAsync(MailSecurity.None);
        var digest = new ChannelMessage
        {
            Id = "ntf_1",
            Kind = MessageKind.Digest,
            Severity = Severity.Error,
            Title = "7 more",
            At = SignedDelivery.Noon,
            Causes = [new("composio_401", 7, "Connect the storage again.", ["job-1, listing abc1234"]), new("composio_5xx", 1, "See its status page.", [])],
        };

        await server.Channel(clock: new ManualClock(SignedDelivery.Noon)).SendAsync(digest, CancellationToken.None);

        var mail = await server.OnlyMailAsync();
        mail.Part("text/plain").ShouldContain("composio_401: 7 events\nConnect the storage again.\n• job-1, listing abc1234\n• …\n\ncomposio_5xx: 1 event\nSee its status page.\n");
        mail.Part("text/html").ShouldContain("<b>composio_401: 7 events</b><br>Connect the storage again.");
    }

    private static async Task FailAsync(NotifyingApp app, string code, int count)
    {
        for (var number = 1; number <= count; number++)
        {
            await app.App.ReceiveAsync(ValaraDeliveries.Failed(body =>
            {
                body["data"]!["job_id"] = $"job-{(code.Length < 64 ? code : $"{code[..20]}")}-{number}";
                body["data"]!["listing_number"] = $"abc{1000 + number}";
                body["data"]!["error"]!["code"] = code;
            }));
        }
    }
}
