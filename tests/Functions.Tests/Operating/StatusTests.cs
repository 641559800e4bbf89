using System.Net;
using System.Text.Json.Nodes;
using Functions.Tests.Counting;
using Functions.Tests.Notifying;

namespace Functions.Tests.Operating;

public sealed class StatusTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    private const string Endpoint = "01985c1e-77aa-7b00-9c00-0000000000d0";
    private const string Order = $$"""{"kind":"endpoint","id":"{{Endpoint}}","who":"ann","why":"it answers again"}""";

    [AzuriteFact]
    public async Task The_board_shows_what_is_wrong_first_and_can_be_asked_for_one_half_of_it()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());
        await FailAsync(app, "evt_1");
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        (await app.PostAsync(From.FastPix())).EnsureSuccessStatusCode();
        await app.ProcessAsync();

        var board = (await app.AskAsync("status"))["things"]!.AsArray();
        board.Select(thing => (string)thing!["kind"]!).ShouldBe(["endpoint", "media"]);
        var wrong = (await app.AskAsync("status?unhealthy=true"))["things"]!.AsArray().ShouldHaveSingleItem()!;
        ((string)wrong["id"]!, (string)wrong["state"]!, (bool)wrong["is_unhealthy"]!, (string)wrong["event_id"]!).ShouldBe((Endpoint, "failing", true, "evt_1"));
        (await app.AskAsync("status?unhealthy=false"))["things"]!.AsArray().ShouldHaveSingleItem()!["kind"]!.ToString().ShouldBe("media");
        (await app.AskAsync("status?source=fastpix"))["things"]!.AsArray().Count.ShouldBe(1);
        var first = await app.AskAsync("status?limit=1");
        (first["things"]!.AsArray().Count, (bool)first["more"]!).ShouldBe((1, true));
        var both = await app.AskAsync("status?limit=2");
        (both["things"]!.AsArray().Count, (bool)both["more"]!).ShouldBe((2, false));
        (await app.OverviewAsync()).Sources.Where(source => source.Unhealthy > 0).Select(source => (source.Source, source.Unhealthy)).ShouldBe([("envless", 1)]);
    }

    [AzuriteFact]
    public async Task A_thing_that_is_well_again_is_cleared_by_hand_those_who_heard_of_it_are_told_and_the_next_failure_counts_from_one()
    {
        await using var slack = await ChannelEndpoint.StartAsync();
        await using var app = await NotifyingApp.StartAsync(azurite, NotifyingApp.Slack(slack));
        await FailAsync(app.App, "evt_1");
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        await FailAsync(app.App, "evt_2");
        await app.DrainAsync();
        slack.Received.Count.ShouldBe(1);
        app.Clock.Advance(TimeSpan.FromMinutes(1));

        var summary = (string)(await app.App.AskAsync("status?unhealthy=true"))["things"]![0]!["summary"]!;
        using var answer = await app.App.OrderAsync("status/envless/clear", Order);
        var thing = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        await Eventually.Async(async () => await app.DrainAsync() > 0);

        ((string)thing["state"]!, (bool)thing["is_unhealthy"]!, (string)thing["summary"]!).ShouldBe(("cleared", false, "Cleared by ann: it answers again. Before: " + summary));
        (await app.App.AskAsync("status?unhealthy=true"))["things"]!.AsArray().ShouldBeEmpty();
        slack.Received.Count.ShouldBe(2);
        string.Join('\n', SlackTests.Blocks(slack.Received.Last()).Select(block => block.GetRawText())).ShouldContain(": Cleared: ");

        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await FailAsync(app.App, "evt_3");
        await app.DrainAsync();
        var again = (await app.App.AskAsync("status?unhealthy=true"))["things"]!.AsArray().ShouldHaveSingleItem()!;
        ((string)again["state"]!, (int)again["count"]!).ShouldBe(("failing", 1));
        slack.Received.Count.ShouldBe(3);
    }

    [AzuriteFact]
    public async Task A_failure_from_before_the_clearing_that_arrives_late_does_not_undo_it()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());
        await FailAsync(app, "evt_1");
        var before = app.Clock.GetUtcNow();
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        (await app.OrderAsync("status/envless/clear", Order)).EnsureSuccessStatusCode();

        await FailAsync(app, "evt_2", before);

        (await app.AskAsync("status?unhealthy=true"))["things"]!.AsArray().ShouldBeEmpty();
    }

    [AzuriteTheory]
    [InlineData("""{"kind":"endpoint","id":"none","who":"a","why":"b"}""", 404, "no endpoint 'none'")]
    [InlineData("""{"kind":"endpoint","who":"a","why":"b"}""", 400, "'id'")]
    [InlineData("""{"kind":"endpoint","id":"x","why":"b"}""", 400, "'who'")]
    [InlineData("""{"kind":"endpoint","id":"x","who":"a","why":"b","state":"well"}""", 400, "check the names")]
    public async Task A_clearing_that_leaves_anything_open_is_refused(string body, int status, string detail)
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());

        using var answer = await app.OrderAsync("status/envless/clear", body);

        ((int)answer.StatusCode).ShouldBe(status);
        (await answer.DetailAsync()).ShouldContain(detail);
    }

    [AzuriteFact]
    public async Task Sources_are_listed_with_what_they_can_verify()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), new()
        {
            ["Sources__fastpix__Secrets__0__Value"] = null,
            ["Sources__valara__Shards"] = "8",
        });

        var sources = (await app.AskAsync("sources"))["sources"]!.AsArray().ToDictionary(source => (string)source!["name"]!);

        sources.Keys.Order().ShouldBe(["envless", "fastpix", "novavms", "standard-webhooks", "valara"]);
        ((int)sources["valara"]!["shards"]!, (int)sources["valara"]!["active_secrets"]!).ShouldBe((8, 1));
        ((int)sources["fastpix"]!["active_secrets"]!, (bool)sources["fastpix"]!["answers_probes"]!).ShouldBe((0, true));
        sources.Values.ShouldAllBe(source => !source!.ToJsonString().Contains(From.Envless().Secret));
    }

    [AzuriteTheory]
    [InlineData("log")]
    [InlineData("status")]
    [InlineData("sources")]
    public async Task Who_polls_is_told_that_nothing_has_changed(string path)
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());
        await FailAsync(app, "evt_1");
        using var first = await app.Http.GetAsync(new Uri("operator/" + path, UriKind.Relative));
        app.Clock.Advance(TimeSpan.FromSeconds(5));
        using var request = new HttpRequestMessage(HttpMethod.Get, "operator/" + path) { Headers = { IfNoneMatch = { first.Headers.ETag! } } };

        using var second = await app.Http.SendAsync(request);

        second.StatusCode.ShouldBe(HttpStatusCode.NotModified);
    }

    internal static async Task FailAsync(ReceiverApp app, string eventId, DateTimeOffset? at = null)
    {
        var now = app.Clock.GetUtcNow();
        var body = new JsonObject
        {
            ["id"] = eventId,
            ["type"] = "webhook.delivery_failed",
            ["apiVersion"] = "2026-05-31",
            ["createdAt"] = (at ?? now).ToString("O"),
            ["data"] = new JsonObject { ["delivery"] = new JsonObject { ["endpointId"] = Endpoint, ["endpointName"] = "Operations", ["attempts"] = 5, ["responseStatus"] = 503 } },
        };
        var delivery = (From.Envless() with { Id = eventId, SentAt = now }).WithBody(body.ToJsonString()).With("Envless-Event", "webhook.delivery_failed");
        (await app.PostAsync(delivery)).EnsureSuccessStatusCode();
        await app.ProcessAsync();
    }
}
