using System.Text.Json.Nodes;
using Functions.Tests.Senders;

namespace Functions.Tests.Notifying;

/// <summary>What people call it comes first, also where the event has an id only.</summary>
public sealed class NameTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    [AzuriteFact]
    public async Task A_delivery_that_failed_has_the_address_of_its_listing_and_so_has_its_end()
    {
        await using var slack = await ChannelEndpoint.StartAsync();
        await using var app = await NotifyingApp.StartAsync(azurite, NotifyingApp.Slack(slack));
        await app.App.ReceiveAsync(ValaraDeliveries.Listing());

        await app.App.ReceiveAsync(ValaraDeliveries.Failed(_ => { }));
        await app.App.ReceiveAsync(ValaraDeliveries.Failed(body => (body["data"]!["job_id"], body["data"]!["listing_number"]) = ("job-2", "other99")));
        await app.DrainAsync();
        app.Clock.Advance(TimeSpan.FromMinutes(2));
        var now = app.Clock.GetUtcNow();
        await app.App.ReceiveAsync(ValaraDeliveries.Completed(body => body["timestamp"] = now.ToUnixTimeSeconds()) with { SentAt = now, Now = now });
        await app.DrainAsync();

        Headers(slack).ShouldBe(
        [
            "Error: Delivery of listing 1 Main St (abc1234) failed",
            "Error: Delivery of listing other99 failed",
            "Recovered after 2 min: Delivery of listing 1 Main St (abc1234) succeeded",
        ], ignoreOrder: true);
    }

    [AzuriteFact]
    public async Task A_digest_has_the_addresses_of_its_listings()
    {
        await using var slack = await ChannelEndpoint.StartAsync();
        await using var app = await NotifyingApp.StartAsync(azurite, NotifyingApp.Slack(slack));
        await app.App.ReceiveAsync(ValaraDeliveries.Listing());
        foreach (var job in Enumerable.Range(1, 4))
        {
            await app.App.ReceiveAsync(ValaraDeliveries.Failed(body => body["data"]!["job_id"] = $"job-{job}"));
            await app.DrainAsync();
        }

        await app.PassAsync(TimeSpan.FromMinutes(11));

        Texts(slack.Received.Last()).ShouldContain("• listing 1 Main St (abc1234), job job-4");
    }

    [AzuriteFact]
    public async Task A_name_that_is_hostile_harms_nothing_and_an_endless_one_is_cut()
    {
        await using var slack = await ChannelEndpoint.StartAsync();
        await using var app = await NotifyingApp.StartAsync(azurite, NotifyingApp.Slack(slack));
        await app.App.ReceiveAsync(ValaraDeliveries.Listing().WithBody(body => body["data"]!["address"] = "<!channel>\n\u202Eevil" + new string('x', 5_000)));

        await app.App.ReceiveAsync(ValaraDeliveries.Failed(_ => { }));
        await app.DrainAsync();

        var header = Headers(slack).ShouldHaveSingleItem();
        header.ShouldStartWith("Error: Delivery of listing &lt;!channel&gt;\uFFFD\uFFFDevilxxx");
        header.ShouldEndWith("… (abc1234) failed");
        header.Length.ShouldBeLessThanOrEqualTo(150);
    }

    private static IEnumerable<string> Headers(ChannelEndpoint slack) =>
        slack.Received.Select(received => (string)JsonNode.Parse(received.Body.Span)!["blocks"]![0]!["text"]!["text"]!);

    private static string Texts(Webhooks.Signatures.Deliveries.Delivery received) => string.Join('\n', SlackTests.Blocks(received).SelectMany(block => SlackTests.Texts(block)));
}
