using System.Net;
using System.Text.Json.Nodes;

namespace Functions.Tests.Notifying;

/// <summary>Test messages that an operator asks the receiver for.</summary>
public sealed class ChannelTestTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    private const string Ann = """{"who":"ann"}""";

    [AzuriteFact]
    public async Task Every_channel_is_tested_and_what_each_answered_is_said()
    {
        await using var good = await ChannelEndpoint.StartAsync();
        await using var bad = await ChannelEndpoint.StartAsync();
        bad.AnswerWith(404);
        await using var app = await StartAsync(good, bad);

        var tests = await TestAsync(app, Ann);

        tests.Select(test => ((string?)test!["channel"], (string?)test["outcome"])).ShouldBe([("bad", "failed"), ("good", "sent")], ignoreOrder: true);
        tests.Single(test => (string?)test!["channel"] == "bad")!["detail"]!.ToString().ShouldBe("Answered 404: the address or the message was rejected.");
        tests.ToJsonString().ShouldNotContain("secret-path");
        SlackTests.Blocks(good.Received.ShouldHaveSingleItem()).SelectMany(SlackTests.Texts).ShouldContain(text => text.Contains("ann ran hook notify test", StringComparison.Ordinal));
    }

    [AzuriteFact]
    public async Task A_test_is_neither_retried_nor_counted()
    {
        await using var bad = await ChannelEndpoint.StartAsync();
        bad.AnswerWith(500);
        await using var app = await StartAsync(bad, bad);

        await TestAsync(app, """{"who":"ann","channel":"bad"}""");
        await app.PassAsync(TimeSpan.FromHours(1));

        bad.Received.ShouldHaveSingleItem();
        (await app.RowsAsync("~notify|bad")).ShouldBeEmpty();
    }

    [AzuriteFact]
    public async Task A_channel_is_tested_every_ten_seconds_at_most()
    {
        await using var good = await ChannelEndpoint.StartAsync();
        await using var app = await StartAsync(good, good);
        const string One = """{"who":"ann","channel":"good"}""";

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => TestAsync(app, One)));
        answers.Count(tests => (string?)tests[0]!["outcome"] == "sent").ShouldBe(1);
        answers.Select(tests => tests[0]!).Where(test => (string?)test["outcome"] != "sent")
            .ShouldAllBe(test => (string?)test["outcome"] == "too_soon" && ((string)test["detail"]!).Contains("wait 10 s"));
        good.Received.Count.ShouldBe(1);

        app.Clock.Advance(TimeSpan.FromSeconds(10));
        (await TestAsync(app, One))[0]!["outcome"]!.ToString().ShouldBe("sent");
    }

    [AzuriteTheory]
    [InlineData("""{"who":"ann","channel":"goood"}""", HttpStatusCode.NotFound, "There is no channel 'goood' here; did you mean 'good'?")]
    [InlineData("""{"channel":"good"}""", HttpStatusCode.BadRequest, "'who' is missing")]
    [InlineData("""{"who":"ann","chanel":"good"}""", HttpStatusCode.BadRequest, "not the expected JSON")]
    public async Task A_wrong_order_sends_nothing_and_says_why(string order, HttpStatusCode status, string said)
    {
        await using var good = await ChannelEndpoint.StartAsync();
        await using var app = await StartAsync(good, good);

        using var answer = await app.App.OrderAsync("channels/test", order);

        answer.StatusCode.ShouldBe(status);
        (await answer.Content.ReadAsStringAsync()).ShouldContain(said);
        good.Received.ShouldBeEmpty();
    }

    [AzuriteFact]
    public async Task The_tool_lists_what_each_channel_answered()
    {
        await using var good = await ChannelEndpoint.StartAsync();
        await using var app = await StartAsync(good, good);
        var hook = new HookShell(app.App);

        (await hook.RunAsync("notify", "test", "good")).ShouldBe(0, hook.Error);
        hook.Output.ShouldBe("good (slack): sent." + Environment.NewLine);
        (await hook.RunAsync("notify", "test")).ShouldBe(1);
        hook.Output.ShouldContain("good (slack): not sent. It was tested a moment ago; wait 10 s.");
        (await hook.RunAsync("notify", "test", "god")).ShouldBe(1);
        hook.Error.ShouldContain("did you mean 'good'?");
        (await app.App.Http.GetStringAsync(new Uri("operator/channels", UriKind.Relative))).ShouldBe("""{"channels":[{"name":"bad","type":"slack"},{"name":"good","type":"slack"}]}""");
    }

    private Task<NotifyingApp> StartAsync(ChannelEndpoint good, ChannelEndpoint bad) =>
        NotifyingApp.StartAsync(azurite, new(NotifyingApp.Slack(good, "good").Concat(NotifyingApp.Slack(bad, "bad"))));

    private static async Task<JsonArray> TestAsync(NotifyingApp app, string order)
    {
        using var answer = await app.App.OrderAsync("channels/test", order);
        answer.EnsureSuccessStatusCode();
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["tests"]!.AsArray();
    }
}
