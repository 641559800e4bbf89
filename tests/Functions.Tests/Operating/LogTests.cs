using System.Text.Json.Nodes;
using Functions.Tests.Processing;
using Webhooks.Events;

namespace Functions.Tests.Operating;

public sealed class LogTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    private static ScriptedHandler FailingAt(string type) => new((found, _) =>
        found.EventType == type ? throw new PermanentFailureException("no disk") : Task.CompletedTask);

    [AzuriteFact]
    public async Task Pages_hold_pending_ended_and_refused_ones_of_all_shards_once_and_in_order_whatever_arrives_meanwhile()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), new() { ["Sources__valara__Shards"] = "4" });
        foreach (var round in Enumerable.Range(0, 3))
        {
            // Everything within a round arrives in one and the same moment.
            await app.ProcessAsync(Enumerable.Range(0, 5).Select(number => $"ended_{round}_{number}"));
            await app.AcceptAsync(Enumerable.Range(0, 4).Select(number => $"pending_{round}_{number}"));
            await app.RefuseAsync(2);
            app.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        await app.RefusedAsync("valara|00", 6);
        var first = await app.AskAsync("log?limit=7");
        await app.AcceptAsync(["late_1", "late_2"]);
        var lines = Lines(first).Concat(await app.LogAsync("log?limit=7", (string?)first["continue"])).ToList();

        lines.Select(Id).ShouldBeUnique();
        lines.Count(line => Id(line).StartsWith("ended_", StringComparison.Ordinal)).ShouldBe(15);
        lines.Select(Received).ShouldBe(lines.Select(Received).OrderDescending());
        lines.Count(line => (string)line["status"]! == "Pending").ShouldBe(12);
        lines.Count(line => (string)line["status"]! == "Refused").ShouldBe(6);
        lines.Count.ShouldBe(33);
        (await app.LogAsync("log?limit=500")).Count.ShouldBe(35);
    }

    [AzuriteFact]
    public async Task A_line_says_what_became_of_what_arrived()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), handler: FailingAt("broken"));
        await app.ProcessAsync(["evt_dead"], "broken");
        await app.AcceptAsync(["evt_waits"]);

        var lines = (await app.LogAsync("log")).ToDictionary(Id);

        var dead = lines["evt_dead"];
        ((string)dead["source"]!, (string)dead["status"]!, (string)dead["event_type"]!, (int)dead["attempts"]!).ShouldBe(("valara", "DeadLettered", "broken", 1));
        ((string)dead["reason"]!).ShouldContain("no disk");
        ((int)dead["body_bytes"]!).ShouldBeGreaterThan(100);
        dead["ended_at"].ShouldNotBeNull();
        var waits = lines["evt_waits"];
        ((string)waits["status"]!, (string)waits["event_type"]!, (int)waits["attempts"]!).ShouldBe(("Pending", "listing.created", 0));
        (waits["ended_at"], waits["reason"]).ShouldBe((null, null));
    }

    [AzuriteFact]
    public async Task A_redriven_event_is_one_line_and_pending()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), handler: FailingAt("broken"));
        var hook = new HookShell(app);
        await app.ProcessAsync(["evt_1"], "broken");
        (await hook.RunAsync("redrive", "evt_1", "--source", "valara")).ShouldBe(0, hook.Error);

        var line = (await app.LogAsync("log")).ShouldHaveSingleItem();
        ((string)line["status"]!, (int)line["attempts"]!, line["ended_at"]).ShouldBe(("Pending", 0, null));
        (await app.LogAsync("log?status=DeadLettered")).ShouldBeEmpty();
        (await app.LogAsync("log?status=pending")).Count.ShouldBe(1);

        await app.ProcessAsync();
        ((string)(await app.LogAsync("log")).ShouldHaveSingleItem()["status"]!).ShouldBe("DeadLettered");
    }

    [AzuriteTheory]
    [InlineData("", "pending dead fine envless refused")]
    [InlineData("source=envless", "envless")]
    [InlineData("source=valara", "pending dead fine refused")]
    [InlineData("status=Processed", "fine envless")]
    [InlineData("status=DeadLettered", "dead")]
    [InlineData("status=Pending", "pending")]
    [InlineData("status=Refused", "refused")]
    [InlineData("type=broken", "dead")]
    [InlineData("type=listing.created&status=Pending", "pending")]
    [InlineData("type=broken&status=Refused", "")]
    [InlineData("since=2026-11-21T12:00:02Z", "pending refused envless")]
    [InlineData("before=2026-11-21T12:00:02Z", "dead fine")]
    [InlineData("since=2026-11-21T12:00:01Z&before=2026-11-21T12:00:02Z", "dead")]
    [InlineData("text=PEND", "pending")]
    [InlineData("text=dead", "dead")]
    [InlineData("text=nothing-like-it", "")]
    public async Task A_filter_gives_what_it_means(string query, string expected)
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), handler: FailingAt("broken"));
        await app.ProcessAsync(["fine"]);
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        await app.ProcessAsync(["dead"], "broken");
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        await app.PostAsync(From.Envless().About("envless"));
        await app.ProcessAsync();
        await app.AcceptAsync(["pending"]);
        await app.RefuseAsync(1);
        await app.RefusedAsync("valara", 1);

        var lines = await app.LogAsync("log?" + query);

        lines.Select(line => (string)line["status"]! == "Refused" ? "refused" : Id(line)).Order()
            .ShouldBe(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order());
    }

    [AzuriteFact]
    public async Task A_search_finds_a_whole_id_at_once_and_parts_of_event_delivery_and_refused_ids_behind_it()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());
        await app.ProcessAsync(["order-1", "order-10", "other"]);
        await app.PostAsync(From.NovaVms().About("alert-7"));
        await app.ProcessAsync();
        await app.RefuseAsync(1);
        await app.RefusedAsync("valara", 1);
        var refused = Id((await app.LogAsync("log?status=Refused")).Single());

        Lines(await app.AskAsync("log?text=order-1")).Select(Id).ShouldBe(["order-1"]);
        (await app.LogAsync("log?text=order-1")).Select(Id).ShouldBe(["order-1", "order-10"]);
        (await app.LogAsync("log?text=" + From.NovaVms().Id[4..20].ToUpperInvariant())).Select(line => (string)line["source"]!).ShouldBe(["novavms"]);
        (await app.LogAsync("log?text=" + refused[3..])).Select(Id).ShouldBe([refused]);
        (await app.LogAsync("log?text=order-1&status=Pending")).ShouldBeEmpty();
    }

    [AzuriteFact]
    public async Task An_id_that_means_something_to_browsers_or_to_storage_is_data()
    {
        const string Id = "<script>alert('1')</script>|p e/x\\#?";
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());
        await app.PostAsync(From.FastPix().About(Id));

        using var answer = await app.Http.GetAsync(new Uri("operator/log?text=" + Uri.EscapeDataString(Id[3..^2]), UriKind.Relative));
        var text = await answer.Content.ReadAsStringAsync();

        Lines(JsonNode.Parse(text)!).Select(LogTests.Id).ShouldBe([Id]);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        (await app.LogAsync("log?text=" + Uri.EscapeDataString(Id))).Select(LogTests.Id).ShouldBe([Id]);
        (await app.LogAsync("log?text=" + Uri.EscapeDataString("' or 1 eq 1 or '"))).ShouldBeEmpty();
    }

    private static IEnumerable<JsonNode> Lines(JsonNode page) => page["lines"]!.AsArray().Select(line => line!);

    private static string Id(JsonNode line) => (string)line["id"]!;

    private static DateTimeOffset Received(JsonNode line) => (DateTimeOffset)line["received_at"]!;
}
