using System.Net;
using System.Text.Json.Nodes;

namespace Functions.Tests.Operating;

public sealed class RawTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    [AzuriteFact]
    public async Task An_event_is_given_as_it_came_with_its_exact_body_and_headers()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());
        var delivery = From.Valara().WithBody(body => body["data"]!["password"] = "hunter2 \u202E<b>").With("User-Agent", "valara/1 hunter2");
        (await app.PostAsync(delivery)).EnsureSuccessStatusCode();

        var raw = await app.AskAsync($"raw/valara?id={delivery.Id}&who=dana");

        Convert.FromBase64String((string)raw["body"]!).ShouldBe(delivery.Body);
        HeadersOf(raw)["X-Webhook-Signature"].ShouldBe(delivery.Header("X-Webhook-Signature"));
        HeadersOf(raw)["User-Agent"].ShouldBe("valara/1 hunter2");
        ((string)raw["status"]!).ShouldBe("Pending");
        ((string)raw["id"]!).ShouldBe(delivery.Id);
        ((bool)raw["body_is_whole"]!).ShouldBeTrue();
    }

    [AzuriteFact]
    public async Task A_body_beside_the_ledger_is_given_whole()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), new() { ["Sources__valara__MaxBodyBytes"] = "4194304" });
        var delivery = From.Valara().WithBody(body => body["data"]!["blob"] = new string('x', 1_500_000));
        (await app.PostAsync(delivery)).EnsureSuccessStatusCode();

        var raw = await app.AskAsync($"raw/valara?id={delivery.Id}&who=dana");

        Convert.FromBase64String((string)raw["body"]!).ShouldBe(delivery.Body);
        ((int)raw["body_bytes"]!).ShouldBe(delivery.Body.Length);
    }

    [AzuriteFact]
    public async Task A_refused_delivery_is_given_as_far_as_it_was_kept()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());
        var delivery = From.Valara().With("X-Webhook-Signature", "sha256=" + new string('0', 64));
        (await app.PostAsync(delivery)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        await app.RefusedAsync("valara", 1);
        var line = (await app.LogAsync("log?status=Refused")).Single();

        var raw = await app.AskAsync($"raw/valara?id={line["id"]}&who=dana");

        ((string)raw["status"]!).ShouldBe("Refused");
        Convert.FromBase64String((string)raw["body"]!).ShouldBe(delivery.Body);
        HeadersOf(raw)["X-Webhook-Signature"].ShouldBe("sha256=" + new string('0', 64));
    }

    [AzuriteFact]
    public async Task Each_read_is_written_down_with_who_asked()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());
        (await app.PostAsync(From.Valara())).EnsureSuccessStatusCode();

        await app.AskAsync($"raw/valara?id={From.Valara().Id}&who=dana");

        var row = (await app.RowsAsync("~raw-reads")).ShouldHaveSingleItem();
        row.GetString("RequestedBy").ShouldBe("dana");
        row.GetString("Source").ShouldBe("valara");
        row.GetString("Id").ShouldBe(From.Valara().Id);
    }

    [AzuriteFact]
    public async Task Reads_of_over_ninety_days_ago_go_with_a_later_one()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), new() { ["Sources__valara__Retention"] = "365.00:00:00" });
        (await app.PostAsync(From.Valara())).EnsureSuccessStatusCode();
        await app.AskAsync($"raw/valara?id={From.Valara().Id}&who=then");

        app.Clock.Advance(TimeSpan.FromDays(91));
        await app.AskAsync($"raw/valara?id={From.Valara().Id}&who=now");

        (await app.RowsAsync("~raw-reads")).ShouldHaveSingleItem().GetString("RequestedBy").ShouldBe("now");
    }

    [AzuriteTheory]
    [InlineData("false", HttpStatusCode.Forbidden, "Operator__RawBodies=true", "?id=x&who=dana")]
    [InlineData("true", HttpStatusCode.BadRequest, "'who'", "?id=x")]
    [InlineData("true", HttpStatusCode.BadRequest, "id", "?who=dana")]
    [InlineData("true", HttpStatusCode.NotFound, "neither an event nor a refused delivery", "?id=x&who=dana")]
    public async Task What_is_not_given_says_why_and_leaves_no_trace(string allowed, HttpStatusCode status, string detail, string query)
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), new() { ["Operator__RawBodies"] = allowed });
        (await app.PostAsync(From.Valara())).EnsureSuccessStatusCode();

        using var answer = await app.Http.GetAsync(new Uri("operator/raw/valara" + query, UriKind.Relative));

        answer.StatusCode.ShouldBe(status);
        (await answer.Content.ReadAsStringAsync()).ShouldContain(detail);
        (await app.RowsAsync("~raw-reads")).ShouldBeEmpty();
    }

    private static Dictionary<string, string> HeadersOf(JsonNode raw) =>
        raw["headers"]!.AsArray().ToDictionary(header => (string)header!["key"]!, header => (string)header!["value"]!);
}
