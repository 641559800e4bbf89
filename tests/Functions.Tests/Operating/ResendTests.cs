using System.Net;
using Azure.Data.Tables;
using Functions.Tests.Processing;
using Microsoft.Extensions.DependencyInjection;
using Webhooks.Events;

namespace Functions.Tests.Operating;

/// <summary>What is done runs again only because someone asks for it, and who asked is on record.</summary>
public sealed class ResendTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    private readonly ScriptedHandler crm = new((_, _) => Task.CompletedTask, "crm");
    private readonly ScriptedHandler erp = new((_, _) => Task.CompletedTask, "erp");

    [AzuriteTheory]
    [InlineData("crm", 2, 1)]
    [InlineData(null, 2, 2)]
    public async Task A_processed_event_is_resent_to_one_handler_or_to_all(string? handler, int crms, int erps)
    {
        await using var app = await PausedApp.StartAsync(azurite.NewAccount(), crm, erp);
        var hook = new HookShell(app);
        await app.ProcessAsync(["evt_1"]);

        (await hook.RunAsync(["resend", "evt_1", "--who", "ada@desk", "--reason", "the CRM lost it", .. handler is null ? [] : new[] { "--handler", handler }])).ShouldBe(0, hook.Error);
        (await app.KindsAsync("valara")).ShouldBe("e n p t");
        await app.ProcessAsync();

        (crm.Calls.Count, erp.Calls.Count).ShouldBe((crms, erps));
        (await hook.RunAsync("show", "evt_1")).ShouldBe(0, hook.Error);
        hook.Output.ShouldContain("status    Processed, 1 attempt");
        hook.Output.ShouldContain($"resent  by ada@desk: the CRM lost it ({(handler is null ? "all handlers" : "handler crm")})");
        (await app.KindsAsync("valara")).ShouldBe("e n t");
    }

    [AzuriteFact]
    public async Task An_event_that_is_still_pending_is_resent_at_once()
    {
        var failing = ScriptedHandler.Failing(name: "failing");
        await using var app = await PausedApp.StartAsync(azurite.NewAccount(), failing, crm);
        await app.ProcessAsync(["evt_1"]);
        await app.Queue.ClearMessagesAsync();

        await ResendAsync(app, "evt_1", "failing");
        await app.ProcessAsync();

        (failing.Calls.Count, crm.Calls.Count).ShouldBe((2, 1));
        (await app.StateAsync("evt_1", "failing")).ShouldBe("Waiting 1");
        (await app.RowsAsync("valara", "p|")).ShouldHaveSingleItem();
    }

    [AzuriteFact]
    public async Task An_event_that_was_never_tried_is_resent_and_runs_once()
    {
        await using var app = await PausedApp.StartAsync(azurite.NewAccount(), crm);
        var message = await app.AcceptAsync();

        await ResendAsync(app, From.Valara().Id, "crm");
        await app.ProcessAsync();
        await app.ProcessAsync(message);

        crm.Calls.ShouldHaveSingleItem();
        (await app.RowsAsync("valara", "p|")).ShouldBeEmpty();
    }

    [AzuriteFact]
    public async Task An_event_that_runs_is_not_resent()
    {
        var release = new TaskCompletionSource();
        var slow = new ScriptedHandler((_, _) => release.Task, "slow");
        await using var app = await PausedApp.StartAsync(azurite.NewAccount(), slow);
        var run = app.ProcessAsync(await app.AcceptAsync());
        await Eventually.Async(() => Task.FromResult(slow.Calls.Count == 1));

        using var answer = await app.OrderAsync("resend/valara", Order(From.Valara().Id));
        release.SetResult();
        await run;

        answer.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await answer.DetailAsync()).ShouldContain("being processed");
        (await app.RowsAsync("valara", "e|")).Single().GetString("Status").ShouldBe("Processed");
    }

    [AzuriteFact]
    public async Task A_dead_letter_is_resent_and_is_none_any_more()
    {
        var broken = true;
        var flaky = new ScriptedHandler((_, _) => broken ? throw new PermanentFailureException("no disk") : Task.CompletedTask, "flaky");
        await using var app = await PausedApp.StartAsync(azurite.NewAccount(), crm, flaky);
        await app.ProcessAsync(["evt_1"]);
        broken = false;

        await ResendAsync(app, "evt_1");
        (await app.RowsAsync("valara", "d|")).ShouldBeEmpty();
        await app.ProcessAsync();

        (crm.Calls.Count, flaky.Calls.Count).ShouldBe((2, 2));
        (await app.HistoryAsync("evt_1")).ShouldBe("dead-lettered, resent");
    }

    [AzuriteTheory]
    [InlineData(null, 2, 2)]
    [InlineData("crm", 2, 1)]
    public async Task An_event_that_an_earlier_version_processed_without_states_of_handlers_is_resent(string? handler, int crms, int erps)
    {
        await using var app = await PausedApp.StartAsync(azurite.NewAccount(), crm, erp);
        await app.ProcessAsync(["evt_1"]);
        var row = (await app.RowsAsync("valara", "e|")).Single();
        await app.Table.UpdateEntityAsync(new TableEntity(row.PartitionKey, row.RowKey) { ["Handlers"] = "" }, row.ETag, TableUpdateMode.Merge);

        await ResendAsync(app, "evt_1", handler);
        await app.ProcessAsync();

        (crm.Calls.Count, erp.Calls.Count).ShouldBe((crms, erps));
        (await app.RowsAsync("valara", "e|")).Single().GetString("Status").ShouldBe("Processed");
    }

    [AzuriteFact]
    public async Task A_handler_that_is_new_in_the_app_gets_an_event_that_it_never_met()
    {
        var account = azurite.NewAccount();
        await using (var before = await PausedApp.StartAsync(account, erp))
        {
            await before.ProcessAsync(["evt_1"]);
        }

        await using var app = await PausedApp.StartAsync(account, erp, crm);
        await ResendAsync(app, "evt_1", "crm");
        await app.ProcessAsync();

        (crm.Calls.Count, erp.Calls.Count).ShouldBe((1, 1));
    }

    [AzuriteTheory]
    [InlineData("redrive", 1, 1)]
    [InlineData("redrive --handler crm", 2, 1)]
    [InlineData("redrive --all-handlers", 2, 2)]
    public async Task A_redrive_runs_what_failed_unless_it_says_otherwise(string order, int crms, int erps)
    {
        var broken = true;
        var flaky = new ScriptedHandler((_, _) => broken ? throw new PermanentFailureException("no disk") : Task.CompletedTask, "flaky");
        await using var app = await PausedApp.StartAsync(azurite.NewAccount(), crm, erp, flaky);
        var hook = new HookShell(app);
        await app.ProcessAsync(["evt_1"]);
        broken = false;

        (await hook.RunAsync([.. order.Split(' '), "evt_1", "--source", "valara"])).ShouldBe(0, hook.Error);
        await app.ProcessAsync();

        (crm.Calls.Count, erp.Calls.Count).ShouldBe((crms, erps));
    }

    [AzuriteFact]
    public async Task Redriving_many_for_a_handler_takes_only_those_in_which_it_failed()
    {
        var failing = new ScriptedHandler((found, _) => found.Key.EventId == "evt_1" ? throw new PermanentFailureException("no") : Task.CompletedTask, "failing");
        var other = new ScriptedHandler((found, _) => found.Key.EventId == "evt_2" ? throw new PermanentFailureException("no") : Task.CompletedTask, "other");
        await using var app = await PausedApp.StartAsync(azurite.NewAccount(), failing, other);
        var hook = new HookShell(app);
        await app.ProcessAsync(["evt_1", "evt_2"]);

        (await hook.RunAsync("dead", "--handler", "failing", "--json")).ShouldBe(0, hook.Error);
        hook.Json().ShouldHaveSingleItem()["event_id"]!.ToString().ShouldBe("evt_1");
        (await hook.RunAsync("redrive", "--source", "valara", "--handler", "failing")).ShouldBe(0, hook.Error);

        (await app.RowsAsync("valara", "d|")).ShouldHaveSingleItem().GetString("EventId").ShouldBe("evt_2");
    }

    [AzuriteTheory]
    [InlineData("resend/valara", """{"event_id":"gone","who":"ann","why":"x"}""", 404, "no event 'gone'")]
    [InlineData("resend/nobody", """{"event_id":"evt_1","who":"ann","why":"x"}""", 404, "no source 'nobody'")]
    [InlineData("resend/valara", """{"event_id":"evt_1","handler":"cmr","who":"ann","why":"x"}""", 404, "did you mean 'crm'?")]
    [InlineData("resend/valara", """{"event_id":"evt_1","who":"ann"}""", 400, "'why'")]
    [InlineData("redrive/valara", """{"handler":"nobody","who":"ann","why":"x"}""", 404, "There are built-in, crm.")]
    [InlineData("redrive/valara", """{"handler":"crm","all_handlers":true,"who":"ann","why":"x"}""", 400, "not both")]
    [InlineData("handlers/pause", """{"handler":"cmr","who":"ann"}""", 404, "did you mean 'crm'?")]
    [InlineData("handlers/pause", """{"handler":"crm"}""", 400, "'who'")]
    [InlineData("handlers/resume", """{"handler":"nobody","who":"ann","why":"x"}""", 404, "There are built-in, crm.")]
    [InlineData("handlers/resume", """{"handler":"crm","who":"ann"}""", 400, "'why'")]
    public async Task An_order_that_cannot_be_carried_out_is_told_so(string path, string order, int status, string detail)
    {
        await using var app = await PausedApp.StartAsync(azurite.NewAccount(), crm);

        using var answer = await app.OrderAsync(path, order);

        ((int)answer.StatusCode).ShouldBe(status);
        (await answer.DetailAsync()).ShouldContain(detail);
    }

    private static string Order(string eventId, string? handler = null) =>
        $$"""{"event_id":"{{eventId}}",{{(handler is null ? "" : $"\"handler\":\"{handler}\",")}}"who":"ann","why":"asked"}""";

    private static async Task ResendAsync(ReceiverApp app, string eventId, string? handler = null)
    {
        using var answer = await app.OrderAsync("resend/valara", Order(eventId, handler));
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
    }
}
