using System.Text.Json;
using Webhooks.Signatures.Deliveries;

namespace Functions.Tests.Notifying;

public sealed class SlackTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    [AzuriteFact]
    public async Task A_notice_goes_through_the_queue_and_arrives_in_blocks()
    {
        await using var slack = await ChannelEndpoint.StartAsync();
        var settings = NotifyingApp.Slack(slack);
        settings["Notifications__BaseUrl"] = "https://receiver.example.com/api/operator";
        await using var app = await NotifyingApp.StartAsync(azurite, settings);

        await app.NotifyAsync(NotifyingApp.Failed());
        (await app.DrainAsync()).ShouldBe(1);

        var blocks = Blocks(slack.Received.ShouldHaveSingleItem());
        blocks[0].GetProperty("type").GetString().ShouldBe("header");
        blocks[0].GetProperty("text").GetProperty("text").GetString().ShouldBe("Error: Media delivery failed");
        var text = string.Join('\n', blocks.Select(block => block.GetRawText()));
        text.ShouldContain("The cloud is full.");
        text.ShouldContain("Free some space, then ask for the delivery again.");
        text.ShouldContain("delivery-job deliver_1");
        text.ShouldContain("receiver.example.com/api/operator#/event?source=valara");
        text.ShouldContain("id=evt_1|Open the event");
        (await app.RowsAsync("~notify|team", "m|")).ShouldBeEmpty();
    }

    internal static IReadOnlyList<JsonElement> Blocks(Delivery received) =>
        [.. JsonDocument.Parse(received.Body).RootElement.GetProperty("blocks").EnumerateArray()];

    /// <summary>Every text in it.</summary>
    internal static IEnumerable<string> Texts(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().SelectMany(property =>
            property is { Name: "text", Value.ValueKind: JsonValueKind.String } ? [property.Value.GetString()!] : Texts(property.Value)),
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Texts),
        _ => [],
    };
}
