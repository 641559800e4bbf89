using Functions.Tests.Processing;
using Webhooks.Events;

namespace Functions.Tests.Operating;

/// <summary>The verbs that show what the operator's page shows, against the whole app.</summary>
public sealed class HookVerbTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    private const string WrongSignature = "sha256=0000000000000000000000000000000000000000000000000000000000000000";

    private static ScriptedHandler FailingFor(string id) =>
        new((found, _) => found.Key.EventId == id ? throw new PermanentFailureException("no disk") : Task.CompletedTask);

    [AzuriteFact]
    public async Task Events_lists_the_log_newest_first_as_text_and_as_json_and_the_filter_decides()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), handler: FailingFor("evt_2"));
        var hook = new HookShell(app);
        foreach (var number in Enumerable.Range(1, 3))
        {
            app.Clock.Advance(TimeSpan.FromSeconds(1));
            await app.ProcessAsync([$"evt_{number}"]);
        }

        app.Clock.Advance(TimeSpan.FromSeconds(1));
        await app.RefuseAsync(1);
        await app.RefusedAsync("valara", 1);

        (await hook.RunAsync("events")).ShouldBe(0, hook.Error);
        hook.Output.ShouldContain("valara  DeadLettered  listing.created  evt_2  1 attempt  0 s  scripted: PermanentFailureException: no disk (done: built-in)");
        hook.Output.ShouldContain("4 deliveries.");
        (await hook.RunAsync("events", "--json")).ShouldBe(0, hook.Error);
        hook.Json().Select(line => (string)line["status"]!).ShouldBe(["Refused", "Processed", "DeadLettered", "Processed"]);
        (await hook.RunAsync("events", "--json", "--status", "deadlettered", "--since", "1h")).ShouldBe(0, hook.Error);
        hook.Json().ShouldHaveSingleItem()["id"]!.ToString().ShouldBe("evt_2");
        (await hook.RunAsync("events", "--text", "VT_3")).ShouldBe(0, hook.Error);
        hook.Output.ShouldContain("1 delivery.");
        (await hook.RunAsync("events", "--limit", "2")).ShouldBe(0, hook.Error);
        hook.Output.ShouldContain("The newest 2; there are more");
        (await hook.RunAsync("events", "--all", "--source", "envless")).ShouldBe(0, hook.Error);
        hook.Output.ShouldBe("0 deliveries." + Environment.NewLine);
        (await hook.RunAsync("events", "--source", "nobody")).ShouldBe(1);
        hook.Error.ShouldContain("no source 'nobody'");
    }

    [AzuriteFact]
    public async Task Show_finds_an_event_in_whichever_source_and_shows_it_whole()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), handler: FailingFor("evt_1"));
        var hook = new HookShell(app);
        await app.ProcessAsync(["evt_1"]);

        (await hook.RunAsync("show", "evt_1")).ShouldBe(0, hook.Error);

        hook.Output.ShouldContain("valara  evt_1  listing.created");
        hook.Output.ShouldContain("status    DeadLettered, 1 attempt");
        hook.Output.ShouldContain("dead-lettered  scripted: PermanentFailureException: no disk (done: built-in)");
        hook.Output.ShouldContain("Headers");
        hook.Output.ShouldContain("\"event_id\": \"evt_1\"");
        hook.Output.ShouldContain("hook check --scheme valara");
        (await hook.RunAsync("show", "evt_1", "--source", "valara", "--json")).ShouldBe(0, hook.Error);
        hook.Json().ShouldHaveSingleItem()["history"]![0]!["what"]!.ToString().ShouldBe("dead-lettered");
    }

    [AzuriteFact]
    public async Task Show_diagnoses_a_refused_delivery()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());
        var hook = new HookShell(app);
        await app.RefuseAsync(1);
        await app.RefusedAsync("valara", 1);
        (await hook.RunAsync("refused", "--json")).ShouldBe(0, hook.Error);
        var id = (string)hook.Json().ShouldHaveSingleItem()["id"]!;

        (await hook.RunAsync("show", id)).ShouldBe(0, hook.Error);

        hook.Output.ShouldContain("refused   signature_invalid");
        hook.Output.ShouldContain("Diagnosis");
        hook.Output.ShouldContain("hook check --scheme valara");
        hook.Output.ShouldContain(WrongSignature);
    }

    [AzuriteFact]
    public async Task What_is_missing_is_reported_with_where_to_look()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());
        var hook = new HookShell(app);

        (await hook.RunAsync("show", "gone")).ShouldBe(1);
        hook.Error.ShouldContain("No event and no refused delivery has the id 'gone'.");
        (await hook.RunAsync("show", "gone", "--source", "nobody")).ShouldBe(1);
        hook.Error.ShouldContain("no source 'nobody' here; there are");
        (await hook.RunAsync("overview", "--source", "nobody")).ShouldBe(1);
        hook.Error.ShouldContain("no source 'nobody' here; there are");
        (await hook.RunAsync("note", "gone", "text", "--source", "valara")).ShouldBe(1);
        hook.Error.ShouldContain("no event 'gone'");
        (await hook.RunAsync("status", "clear", "camera", "gone", "--source", "novavms")).ShouldBe(1);
        hook.Error.ShouldContain("no camera 'gone'");
    }

    [AzuriteFact]
    public async Task A_note_stands_in_the_history_with_who_wrote_it()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), handler: FailingFor("evt_1"));
        var hook = new HookShell(app);
        await app.ProcessAsync(["evt_1"]);

        (await hook.RunAsync("note", "evt_1", "the listing is gone; leave it", "--source", "valara", "--who", "ada@desk")).ShouldBe(0, hook.Error);

        hook.Output.ShouldContain("note  by ada@desk: the listing is gone; leave it");
        (await app.HistoryAsync("evt_1")).ShouldBe("dead-lettered, note");
    }

    [AzuriteFact]
    public async Task Overview_counts_per_source_and_draws_the_time()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), handler: FailingFor("evt_1"));
        var hook = new HookShell(app);
        await app.ProcessAsync(["evt_1", "evt_2"]);
        await app.RefuseAsync(2);

        (await hook.RunAsync("overview", "--source", "valara")).ShouldBe(0, hook.Error);

        hook.Output.ShouldContain("The last hour, until 2026-11-21 ");
        hook.Output.ShouldMatch(@"valara +2 +·*█·* +0 +0 +2 +0 +1 +0 +1");
        hook.Output.ShouldContain("valara: refused 2 × signature_invalid");
        (await hook.RunAsync("overview", "--span", "week", "--json")).ShouldBe(0, hook.Error);
        var valara = hook.Json().Single(line => (string)line["source"]! == "valara");
        ((long)valara["total"]!["accepted"]!, (long)valara["backlog"]!["dead"]!).ShouldBe((2, 1));
    }

    [AzuriteFact]
    public async Task Status_shows_active_problems_and_clear_ends_them()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());
        var hook = new HookShell(app);
        await StatusTests.FailAsync(app, "evt_1");
        await app.ProcessAsync(["evt_2"]);

        (await hook.RunAsync("status")).ShouldBe(0, hook.Error);
        hook.Output.ShouldContain("1 active problem.");
        (await hook.RunAsync("status", "--unhealthy", "--json")).ShouldBe(0, hook.Error);
        var thing = hook.Json().ShouldHaveSingleItem();
        (await hook.RunAsync("status", "clear", (string)thing["kind"]!, (string)thing["id"]!, "--source", "envless", "--who", "ada", "--why", "it answers again")).ShouldBe(0, hook.Error);
        hook.Output.ShouldContain("cleared. Cleared by ada: it answers again");
        (await hook.RunAsync("status", "--unhealthy")).ShouldBe(0, hook.Error);
        hook.Output.ShouldBe("No active problems." + Environment.NewLine);
    }

    [AzuriteFact]
    public async Task Tail_shows_what_arrives_until_it_is_stopped()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());
        var hook = new HookShell(app) { StopAt = "evt_2" };
        await app.AcceptAsync(["evt_1"]);
        var tail = hook.RunAsync("tail", "--every", "0.1");

        app.Clock.Advance(TimeSpan.FromSeconds(1));
        await app.AcceptAsync(["evt_2"]);

        (await tail).ShouldBe(0, hook.Error);
        hook.Output.ShouldContain("evt_1");
        hook.Output.ShouldContain("Pending");
        hook.Error.ShouldBeEmpty();
    }
}
