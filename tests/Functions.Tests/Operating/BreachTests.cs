using Cli;
using Functions.Tests.Processing;
using Functions.Tests.Senders;
using Webhooks.Events;

namespace Functions.Tests.Operating;

// Where an event breaks what its sender documents is kept with it, and found by whoever looks.
public sealed class BreachTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    private const string Sentence = "data.job_id missing, data.listing_number out of range";

    private static SignedDelivery Broken => ValaraDeliveries.Failed(body =>
    {
        body["data"]!.AsObject().Remove("job_id");
        body["data"]!["listing_number"] = "ABC";
    });

    [AzuriteFact]
    public async Task Breaches_are_shown_by_hook_show_and_on_the_page_of_the_event()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());
        var hook = new HookShell(app);

        var broken = await app.ReceiveAsync(Broken);
        var sound = await app.ReceiveAsync(ValaraDeliveries.Completed(_ => { }));

        (await hook.RunAsync("show", broken)).ShouldBe(0);
        hook.Output.ShouldContain("breaches  " + Sentence);
        (await app.Http.GetStringAsync(new Uri($"operator/page/event?source=valara&id={broken}", UriKind.Relative))).ShouldContain(Sentence);
        (await hook.RunAsync("show", sound)).ShouldBe(0);
        hook.Output.ShouldNotContain("breaches");
    }

    [AzuriteFact]
    public async Task The_log_is_filtered_by_breaches_in_the_api_by_hook_and_on_the_page()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());
        var hook = new HookShell(app);
        var broken = await app.ReceiveAsync(Broken);
        var sound = await app.ReceiveAsync(ValaraDeliveries.Completed(_ => { }));
        await app.RefuseAsync(1);
        await app.RefusedAsync("valara", 1);

        (await app.LogAsync("log?breaches=true")).ShouldHaveSingleItem()["id"]!.ToString().ShouldBe(broken);
        (await app.LogAsync("log?breaches=false")).Select(line => (string)line["id"]!).ShouldContain(sound);
        (await app.LogAsync("log?breaches=false")).Select(line => (string)line["id"]!).ShouldNotContain(broken);

        (await hook.RunAsync("events", "--breaches", "--json")).ShouldBe(0);
        hook.Json().ShouldHaveSingleItem()["id"]!.ToString().ShouldBe(broken);
        (await hook.RunAsync("events", "--breaches")).ShouldBe(0);
        hook.Output.ShouldContain("data.job_id missing");

        var page = await app.Http.GetStringAsync(new Uri("operator/page/log?breaches=true", UriKind.Relative));
        page.ShouldContain(broken);
        page.ShouldNotContain($"\"{sound}\"");
        page.ShouldContain("data.job_id missing");
    }

    [AzuriteFact]
    public async Task Hook_tail_can_be_asked_for_breaches_only()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());
        var broken = await app.ReceiveAsync(Broken);
        await app.ReceiveAsync(ValaraDeliveries.Completed(_ => { }));
        var hook = new HookShell(app) { StopAt = broken };

        (await hook.RunAsync("tail", "--breaches", "--every", "0.1", "--json")).ShouldBe(0);

        hook.Json().ShouldHaveSingleItem()["id"]!.ToString().ShouldBe(broken);
    }

    [AzuriteFact]
    public async Task Breaches_are_kept_of_an_event_that_waits_for_its_next_attempt_or_is_a_dead_letter()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), new() { ["Processing__MaxAttempts"] = "2" }, ScriptedHandler.Failing());
        var delivery = Broken;
        await app.PostAsync(delivery);

        await app.ProcessAsync();
        (await app.LogAsync("log?breaches=true")).ShouldHaveSingleItem()["status"]!.ToString().ShouldBe("Pending");

        app.Clock.Advance(TimeSpan.FromHours(1));
        await app.ProcessAsync(Envelope.For(new("valara", null, delivery.Id), null).Write());
        (await app.LogAsync("log?breaches=true")).ShouldHaveSingleItem()["status"]!.ToString().ShouldBe("DeadLettered");
        (await app.BreachesAsync("valara", delivery.Id)).ShouldBe("data.job_id Missing, data.listing_number OutOfRange");
    }

    public static TheoryData<string, string, string> OfEachSender => new()
    {
        { "novavms", """{"event_type":"camera_status","timestamp":"@iso","webhook_id":"7e4c2a91-8b3f-4d6a-9c1e-2f5a8b3c4d7e","data":{"camera_id":"c1","new_status":["offline"]}}""", "data.status Mistyped" },
        { "fastpix", """{"type":"video.media.ready","object":{"type":"media","id":"m-1"},"id":"evt-1","workspace":{"id":"w","name":"Lab"},"status":"ready","data":{"id":7},"createdAt":"2026-11-21T11:59:58Z","attempts":[]}""", "data.id Mistyped" },
        { "envless", """{"id":"evt-1","type":"workspace.created","apiVersion":"2026-05-31","createdAt":"then","actor":null,"data":{"workspace":{}}}""", "createdAt Mistyped" },
    };

    [AzuriteTheory]
    [MemberData(nameof(OfEachSender))]
    public async Task Breaches_are_kept_for_every_sender(string sender, string body, string breach)
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());
        var delivery = Receiving.AdmissionTests.Sender(sender).WithBody(body) with { Id = sender == "envless" ? "evt-1" : Receiving.AdmissionTests.Sender(sender).Id };
        (await app.PostAsync(delivery)).EnsureSuccessStatusCode();
        await app.ProcessAsync();

        var line = (await app.LogAsync("log?breaches=true")).ShouldHaveSingleItem();

        (await app.BreachesAsync(sender, (string)line["id"]!)).Split(", ").ShouldContain(breach);
    }

    [AzuriteFact]
    public async Task An_event_that_an_earlier_version_processed_has_no_breaches_and_is_shown()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());
        var broken = await app.ReceiveAsync(Broken);
        foreach (var kind in (string[])["e|", "t|"])
        {
            var row = (await app.RowsAsync("valara", kind)).Single();
            row.Remove("Breaches").ShouldBeTrue();
            await app.Table.UpdateEntityAsync(row, row.ETag, Azure.Data.Tables.TableUpdateMode.Replace);
        }

        (await app.BreachesAsync("valara", broken)).ShouldBe("");
        (await app.LogAsync("log?breaches=true")).ShouldBeEmpty();
    }

    [AzuriteFact]
    public async Task The_log_finds_the_breaches_of_an_event_while_its_first_run_lasts()
    {
        var release = new TaskCompletionSource();
        var handler = new ScriptedHandler((_, _) => release.Task);
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), handler: handler);
        await app.PostAsync(Broken);
        var run = app.ProcessAsync();
        await Eventually.Async(() => Task.FromResult(handler.Calls.Count == 1));

        (await app.LogAsync("log?breaches=true")).ShouldHaveSingleItem()["status"]!.ToString().ShouldBe("Pending");
        release.SetResult();
        await run;
    }
}
