using System.Net;
using System.Net.Http.Json;
using System.Text;
using Functions.Tests.Processing;
using Webhooks.Events;

namespace Functions.Tests.Operating;

public sealed class DeadLetterListTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    private static ScriptedHandler Failing => new((_, _) => throw new PermanentFailureException("no disk"));

    [AzuriteFact]
    public async Task Pages_over_shards_hold_each_dead_letter_once_and_the_newest_first()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), new() { ["Sources__valara__Shards"] = "8" }, Failing);
        foreach (var number in Enumerable.Range(0, 20))
        {
            app.Clock.Advance(TimeSpan.FromSeconds(1));
            await app.ProcessAsync([$"evt_{number}"]);
        }

        var ids = new List<string>();
        for (var path = "dead-letters?source=valara&limit=7"; path is not null;)
        {
            var page = await app.AskAsync(path);
            ids.AddRange(page["dead_letters"]!.AsArray().Select(dead => (string)dead!["event_id"]!));
            path = (string?)page["continue"] is { } next ? $"dead-letters?source=valara&limit=7&after={Uri.EscapeDataString(next)}" : null;
        }

        ids.ShouldBe(Enumerable.Range(0, 20).Reverse().Select(number => $"evt_{number}"));
    }

    [AzuriteFact]
    public async Task Every_way_into_dead_lettered_is_in_the_list_of_all_sources()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), handler: Failing);
        var hook = new HookShell(app);
        await app.ProcessAsync(["evt_1"]);
        await app.PostAsync(From.Envless());
        await app.ProcessAsync();
        await app.PostAsync(From.FastPix());
        var poisoned = (await app.Queue.ReceiveMessagesAsync(1)).Value.Single().Body.ToString();
        for (var crash = 0; crash < 3; crash++)
        {
            await app.RecordPoisonAsync(poisoned);
        }

        await app.RecordPoisonAsync("not an envelope");

        (await hook.RunAsync("dead")).ShouldBe(0, hook.Error);

        hook.Output.ShouldContain("valara  evt_1  listing.created  1 attempt  scripted: PermanentFailureException: no disk (done: built-in)");
        hook.Output.ShouldContain("envless  " + From.Envless().Id);
        hook.Output.ShouldContain("The host gave up its message");
        hook.Output.ShouldContain("was no envelope");
        hook.Output.ShouldContain("4 dead letters.");
    }

    [AzuriteFact]
    public async Task An_event_id_with_every_forbidden_character_is_found_and_redriven()
    {
        const string Id = "a/b\\c#d?e f&g%h|é";
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), handler: Failing);
        var hook = new HookShell(app);
        await app.PostAsync(From.FastPix().About(Id));
        await app.ProcessAsync();

        (await hook.RunAsync("redrive", Id, "--source", "fastpix")).ShouldBe(0, hook.Error);

        (await app.HistoryAsync(Id, "fastpix")).ShouldBe("dead-lettered, redriven");
    }

    [AzuriteTheory]
    [InlineData("", "JSON")]
    [InlineData("null", "JSON object")]
    [InlineData("""{"who":"a","why":"b","typ":"c"}""", "check the names")]
    [InlineData("""{"why":"b"}""", "'who'")]
    [InlineData("""{"who":"a"}""", "'why'")]
    [InlineData("""{"who":"a","why":"b","limit":101}""", "'limit'")]
    [InlineData("""{"who":"a","why":"b","rate":0}""", "'rate'")]
    [InlineData("""{"who":"a","why":"b","event_ids":[]}""", "'event_ids'")]
    [InlineData("""{"who":"a","why":"b","event_ids":["x"],"type":"y"}""", "not both")]
    public async Task An_order_that_leaves_anything_open_is_refused_and_redrives_nothing(string body, string detail)
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), handler: Failing);
        await app.ProcessAsync(["evt_1"]);

        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await app.Http.PostAsync(new Uri("operator/redrive/valara", UriKind.Relative), content);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.DetailAsync()).ShouldContain(detail);
        (await app.RowsAsync("valara", "d|")).Count.ShouldBe(1);
    }

    [AzuriteFact]
    public async Task An_order_of_the_least_needs_only_who_and_why()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), handler: Failing);
        await app.ProcessAsync(["evt_1", "evt_2"]);

        using var content = new StringContent("""{"who":"a","why":"b"}""", Encoding.UTF8, "application/json");
        using var answer = await app.Http.PostAsync(new Uri("operator/redrive/valara", UriKind.Relative), content);

        (await answer.Content.ReadAsStringAsync()).ShouldBe("""{"redriven":2,"not_dead":[],"not_found":[],"continue":null,"survey":null}""");
    }

    [AzuriteFact]
    public async Task An_order_may_be_streamed_and_may_not_be_endless()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), handler: Failing);
        await app.ProcessAsync(["evt_1"]);
        var redrive = new Uri("operator/redrive/valara", UriKind.Relative);

        // This is how .NET's own client sends JSON: in chunks, without a length.
        using var endless = await app.Http.PostAsJsonAsync(redrive, new { who = new string('a', 300_000), why = "b" });
        using var streamed = await app.Http.PostAsJsonAsync(redrive, new { who = "a", why = "b" });

        endless.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await endless.DetailAsync()).ShouldContain("at most 262144 bytes");
        (await streamed.Content.ReadAsStringAsync()).ShouldStartWith("""{"redriven":1""");
    }
}
