using System.Text.Json.Nodes;
using Functions.Tests.Processing;
using Functions.Tests.Senders;
using Microsoft.Extensions.DependencyInjection;
using Webhooks.Events;
using Webhooks.Processing;

namespace Functions.Tests.Operating;

/// <summary>What operators see of handlers.</summary>
public sealed class HandlerListTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    private readonly ScriptedHandler crm = new((found, _) => found.Key.EventId == "evt_1" ? throw new PermanentFailureException("no such member") : Task.CompletedTask, "crm");
    private readonly ScriptedHandler erp = ScriptedHandler.Failing("the cloud is full", "erp");

    [AzuriteFact]
    public async Task The_list_counts_what_waits_and_what_failed_and_has_the_last_success_and_the_last_error()
    {
        await using var app = await PausedApp.StartAsync(azurite.NewAccount(), crm, erp);
        var hook = new HookShell(app);
        await app.ProcessAsync(["evt_1", "evt_2"]);
        for (var i = 0; i < 8; i++)
        {
            app.Clock.Advance(TimeSpan.FromHours(8));
            await app.ProcessAsync(Messages("evt_1"));
        }

        (await hook.RunAsync("handlers", "--json")).ShouldBe(0, hook.Error);

        var (crms, erps) = (hook.Json().Single(line => (string)line["name"]! == "crm"), hook.Json().Single(line => (string)line["name"]! == "erp"));
        ((int)crms["waiting"]!, (int)crms["failed"]!).ShouldBe((0, 1));
        ((int)erps["waiting"]!, (int)erps["failed"]!).ShouldBe((1, 1));
        ((string)erps["last_error"]!).ShouldContain("the cloud is full");
        ((string)erps["last_error_at"]!).ShouldNotBe((string)crms["last_error_at"]!);
        erps["last_success_at"].ShouldBeNull();
        crms["last_success_at"].ShouldNotBeNull();
        (await hook.RunAsync("handlers")).ShouldBe(0, hook.Error);
        hook.Output.ShouldContain("3 handlers, 0 paused.");
    }

    [AzuriteFact]
    public async Task A_paused_handler_is_shown_wherever_operators_look_and_keeps_no_app_from_being_ready()
    {
        await using var app = await PausedApp.StartAsync(azurite.NewAccount(), crm);
        var hook = new HookShell(app);
        (await hook.RunAsync("pause", "crm", "--note", "maintenance until 04:00", "--who", "ada@desk")).ShouldBe(0, hook.Error);
        hook.Output.ShouldContain("paused since 2026-11-21 12:00:00Z by ada@desk: maintenance until 04:00");
        await app.ProcessAsync(["evt_2"]);

        (await hook.RunAsync("handlers")).ShouldBe(0, hook.Error);
        hook.Output.ShouldMatch("crm +paused since 2026-11-21 12:00:00Z by ada@desk: maintenance until 04:00 +1 +0");
        (await hook.RunAsync("overview")).ShouldBe(0, hook.Error);
        hook.Output.ShouldContain("Handler crm is paused since 2026-11-21 12:00:00Z by ada@desk: maintenance until 04:00");
        (await hook.RunAsync("show", "evt_2")).ShouldBe(0, hook.Error);
        hook.Output.ShouldContain("crm  Paused  0 attempts");
        hook.Output.ShouldContain("built-in  Done  1 attempt");
        // The clock of a test is not storage's, which is a problem of another check.
        using var answer = await app.Http.GetAsync(new Uri("health/ready", UriKind.Relative));
        var check = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["checks"]!.AsArray().Single(one => (string)one!["name"]! == "handlers")!;
        check["problem"].ShouldBeNull();
        ((string)check["note"]!).ShouldBe("1 handler is paused");
        check.ToJsonString().ShouldNotContain("crm");

        (await hook.RunAsync("resume", "crm", "--why", "done")).ShouldBe(0, hook.Error);
        hook.Output.ShouldContain("resuming: its events are being queued");
        app.Clock.Advance(TimeSpan.FromMinutes(3));
        await app.SweepAsync();
        (await hook.RunAsync("handlers")).ShouldBe(0, hook.Error);
        hook.Output.ShouldMatch("crm +active");
    }

    [AzuriteFact]
    public async Task Pausing_again_changes_the_note_and_not_the_time()
    {
        await using var app = await PausedApp.StartAsync(azurite.NewAccount(), crm);
        await app.PauseAsync("crm");
        app.Clock.Advance(TimeSpan.FromHours(1));

        await app.PauseAsync("crm", "until 06:00");

        var paused = (await app.HandlerAsync("crm"))!["paused"]!;
        ((string)paused["note"]!).ShouldBe("until 06:00");
        DateTimeOffset.Parse((string)paused["since"]!, System.Globalization.CultureInfo.InvariantCulture).ShouldBe(SignedDelivery.Noon);
    }

    [AzuriteFact]
    public async Task A_paused_handler_is_told_once_a_day_and_its_end_too()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), NotifiedQueue.Channel, overrides: services => services.AddSingleton<IEventHandler>(crm));
        await app.PauseAsync("crm", "until 04:00");

        await app.SweepAsync();
        app.Clock.Advance(TimeSpan.FromHours(23));
        await app.SweepAsync();
        var notice = (await app.NotifiedAsync()).ShouldHaveSingleItem().Notice;
        notice.Rule.ShouldBe("receiver.handler-paused");
        notice.Title.ShouldBe("Handler crm is paused");
        notice.What.ShouldBe("Paused by ann at 2026-11-21 12:00:00 UTC: until 04:00. Its events wait.");
        app.Clock.Advance(TimeSpan.FromHours(1));
        await app.SweepAsync();
        (await app.NotifiedAsync()).ShouldHaveSingleItem().At.ShouldBe(SignedDelivery.Noon.AddDays(1));

        await app.ResumeAsync("crm");
        var notified = new List<Webhooks.Notifying.Notification>();
        await Eventually.Async(async () =>
        {
            notified.AddRange(await app.NotifiedAsync());
            return notified.Count > 0;
        });
        notified.ShouldHaveSingleItem().Notice.Recovered.ShouldBeTrue();
        app.Clock.Advance(TimeSpan.FromDays(1));
        await app.SweepAsync();
        (await app.NotifiedAsync()).ShouldBeEmpty();
    }

    private static string Messages(string eventId) => Envelope.For(new EventKey("valara", null, eventId), null).Write();
}
