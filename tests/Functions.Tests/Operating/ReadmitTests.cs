using System.Net;
using System.Net.Http.Json;
using Functions.Tests.Processing;
using Microsoft.Extensions.DependencyInjection;
using Webhooks;
using Webhooks.Readmitting;
using Webhooks.Refusing;
using Webhooks.Signatures.Schemes;

namespace Functions.Tests.Operating;

// The receiver's secret is wrong at first; then it is corrected, and the app starts again.
public sealed class ReadmitTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    private static readonly Dictionary<string, string?> WrongSecret = new() { ["Sources__valara__Secrets__0__Value"] = "wh_0000000000000000" };

    [AzuriteFact]
    public async Task What_was_refused_for_a_wrong_secret_is_readmitted_once_that_is_corrected()
    {
        var account = azurite.NewAccount();
        var clock = await RefuseAsync(account, From.Valara().About("evt_1"), From.Valara().About("evt_2"), From.Valara().SentBefore(TimeSpan.FromMinutes(6)).About("old"));
        clock.Advance(TimeSpan.FromHours(5));
        var handler = ScriptedHandler.Succeeding;
        await using var app = await ReceiverApp.StartAsync(account, handler: handler, clock: clock);
        var hook = new HookShell(app);

        (await hook.RunAsync("readmit", "--source", "valara", "--dry-run")).ShouldBe(0, hook.Error);
        hook.Output.ShouldContain("2 would be readmitted. Nothing was changed.");
        (await app.RowsAsync("valara", "r|")).Count.ShouldBe(3);
        (await hook.RunAsync("readmit", "--source", "valara", "--who", "ada@desk", "--why", "secret corrected")).ShouldBe(0, hook.Error);
        hook.Output.ShouldContain("2 readmitted.");
        hook.Output.ShouldContain("1 still refused: too_old");

        (await app.ProcessAsync()).ShouldBe(2);
        handler.Calls.Select(call => call.Key.EventId).Order().ShouldBe(["evt_1", "evt_2"]);
        (await app.HistoryAsync("evt_1")).ShouldBe("readmitted");
        (await app.RowsAsync("valara", "r|")).Count.ShouldBe(1);
        (await hook.RunAsync("readmit", "--source", "valara")).ShouldBe(0, hook.Error);
        hook.Output.ShouldContain("0 readmitted.");
        (await hook.RunAsync("secrets", "valara")).ShouldBe(0, hook.Error);
        hook.Output.ShouldContain("2 uses");
    }

    [AzuriteFact]
    public async Task A_delivery_whose_event_came_in_another_way_meanwhile_is_no_second_event()
    {
        var account = azurite.NewAccount();
        var clock = await RefuseAsync(account, From.Valara().About("evt_1"), From.Valara().About("evt_2"));
        await using var app = await ReceiverApp.StartAsync(account, clock: clock);
        var hook = new HookShell(app);
        using var retried = await app.PostAsync(From.Valara().About("evt_1", "another nonce"));
        using var same = await app.PostAsync(From.Valara().About("evt_2"));

        (await hook.RunAsync("readmit", "--source", "valara")).ShouldBe(0, hook.Error);

        hook.Output.ShouldContain("0 readmitted.");
        hook.Output.ShouldContain("2 verified, but their events already exist.");
        (await app.RowsAsync("valara", "e|")).Count.ShouldBe(2);
        (await app.RowsAsync("valara", "r|")).ShouldBeEmpty();
    }

    [AzuriteFact]
    public async Task A_readmitted_delivery_consumes_its_nonce()
    {
        var account = azurite.NewAccount();
        var clock = await RefuseAsync(account, From.Valara());
        await using var app = await ReceiverApp.StartAsync(account, clock: clock);
        var hook = new HookShell(app);

        (await hook.RunAsync("readmit", "--source", "valara")).ShouldBe(0, hook.Error);
        using var replay = await app.PostAsync(From.Valara());

        replay.StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [AzuriteFact]
    public async Task A_corrected_secret_counts_though_it_began_after_the_delivery()
    {
        var account = azurite.NewAccount();
        var clock = await RefuseAsync(account, From.Valara());
        clock.Advance(TimeSpan.FromHours(2));
        await using var app = await ReceiverApp.StartAsync(account, new() { ["Sources__valara__Secrets__0__NotBefore"] = "2026-11-21T13:00:00Z" }, clock: clock);
        var hook = new HookShell(app);

        (await hook.RunAsync("readmit", "--source", "valara")).ShouldBe(0, hook.Error);

        hook.Output.ShouldContain("1 readmitted.");
    }

    [AzuriteFact]
    public async Task What_does_not_verify_and_what_was_not_kept_whole_stay_refused()
    {
        var account = azurite.NewAccount();
        var clock = await RefuseAsync(
            account, From.Valara().With("X-Webhook-Signature", "sha256=" + new string('0', 64)), From.Valara().WithBody(new byte[70_000]));
        await using var app = await ReceiverApp.StartAsync(account, clock: clock);
        var hook = new HookShell(app);

        (await hook.RunAsync("readmit", "--source", "valara")).ShouldBe(0, hook.Error);

        hook.Output.ShouldContain("1 still refused: body_not_kept");
        hook.Output.ShouldContain("1 still refused: signature_invalid");
        (await hook.RunAsync("readmit", "--source", "nobody")).ShouldBe(1);
        hook.Error.ShouldContain("no source 'nobody'");
    }

    [AzuriteFact]
    public async Task A_flood_of_anything_else_does_not_push_out_what_may_be_the_senders()
    {
        var account = azurite.NewAccount();
        ManualClock clock;
        await using (var refusing = await ReceiverApp.StartAsync(account, new(WrongSecret)))
        {
            clock = refusing.Clock;
            foreach (var number in Enumerable.Range(0, 60))
            {
                var flood = From.Valara().WithBody(new byte[60_000]);
                using var unsigned = await refusing.PostAsync(number % 2 == 0 ? flood.Without("X-Webhook-Signature") : flood.With("X-Webhook-Signature", "sha256=0"));
                using var copy = await refusing.PostAsync(From.Valara().About("evt_forged").With("X-Webhook-Signature", "sha256=" + new string('0', 64)));
            }

            using var genuine = await refusing.PostAsync(From.Valara().About("evt_1"));
        }

        await using var app = await ReceiverApp.StartAsync(account, clock: clock);
        var hook = new HookShell(app);
        (await hook.RunAsync("readmit", "--source", "valara")).ShouldBe(0, hook.Error);

        hook.Output.ShouldContain("1 readmitted.");
        (await app.RowsAsync("valara", "r|")).Count.ShouldBeLessThanOrEqualTo(2 * 20);
    }

    [AzuriteFact]
    public async Task Of_copies_that_differ_in_their_unsigned_type_the_first_is_readmitted_and_the_others_are_listed()
    {
        var account = azurite.NewAccount();
        var github = new Dictionary<string, string?> { ["Sources__github__Scheme"] = "github", ["Sources__github__Secrets__0__Value"] = "another secret of github" };
        ManualClock clock;
        await using (var refusing = await ReceiverApp.StartAsync(account, new(github)))
        {
            clock = refusing.Clock;
            foreach (var type in (string[])["push", "release", "push", "fork"])
            {
                using var answer = await refusing.PostAsync(Pushed(type), "github");
                answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
                clock.Advance(TimeSpan.FromMinutes(1));
            }
        }

        github["Sources__github__Secrets__0__Value"] = Pushed("push").Secret;
        var handler = ScriptedHandler.Succeeding;
        await using var app = await ReceiverApp.StartAsync(account, github, handler, clock: clock);
        var hook = new HookShell(app);

        foreach (var order in (string[][])[["--dry-run"], []])
        {
            (await hook.RunAsync(["readmit", "--source", "github", .. order])).ShouldBe(0, hook.Error);
            hook.Output.ShouldContain(order.Length > 0 ? "1 would be readmitted" : "1 readmitted.");
            hook.Output.ShouldContain("1 verified, but their events already exist.");
            hook.Output.ShouldContain("its type is release, but event");
            hook.Output.ShouldContain("its type is fork, but event");
        }

        await app.ProcessAsync();
        handler.Calls.ShouldHaveSingleItem().EventType.ShouldBe("push");
        (await app.RowsAsync("github", "r|")).Count.ShouldBe(2);

        // Also when the first was admitted by an earlier run.
        (await hook.RunAsync("readmit", "--source", "github")).ShouldBe(0, hook.Error);
        hook.Output.ShouldContain("0 readmitted.");
        hook.Output.ShouldContain("its type is release, but event");
    }

    [AzuriteFact]
    public async Task One_is_readmitted_by_its_id_and_no_other_is()
    {
        var account = azurite.NewAccount();
        var clock = await RefuseAsync(account, From.Valara().About("evt_1"), From.Valara().About("evt_2"), From.Valara().With("X-Webhook-Signature", "sha256=" + new string('0', 64)));
        await using var app = await ReceiverApp.StartAsync(account, clock: clock);
        var kept = (await app.Services.GetRequiredService<IRefusedLedger>().ListAsync(new() { Source = "valara", WithBodies = true }, CancellationToken.None).ToListAsync())
            .ToDictionary(refused => refused.Headers.First(header => header.Key == "X-Webhook-Event-Id").Value, refused => refused.Id);

        (await OrderAsync(app, "valara", new { id = kept["evt_1"], dry_run = true })).ShouldContain("\"readmitted\":1,\"known_already\":0");
        (await app.RowsAsync("valara", "r|")).Count.ShouldBe(3);
        (await OrderAsync(app, "valara", new { id = kept[From.Valara().Id], dry_run = true })).ShouldContain("\"signature_invalid\":1");
        (await OrderAsync(app, "valara", new { id = kept["evt_1"], who = "ada@desk", why = "secret corrected" })).ShouldContain("\"readmitted\":1");
        (await app.HistoryAsync("evt_1")).ShouldBe("readmitted");
        (await app.RowsAsync("valara", "e|")).Count.ShouldBe(1);
        (await app.RowsAsync("valara", "r|")).Count.ShouldBe(2);

        (await OrderAsync(app, "valara", new { id = kept["evt_1"], who = "ada@desk", why = "again" })).ShouldContain("it was readmitted, or its three days are over");
        (await OrderAsync(app, "valara", new { id = kept["evt_2"], limit = 5, who = "ada@desk", why = "both" })).ShouldContain("Give 'id' or a filter, not both.");
        (await OrderAsync(app, "valara", new { id = kept["evt_2"] })).ShouldContain("'who' is missing");
        (await app.RowsAsync("valara", "e|")).Count.ShouldBe(1);
    }

    [AzuriteFact]
    public async Task By_its_id_too_a_copy_of_another_unsigned_type_stays_refused_while_the_older_one_is_kept()
    {
        var account = azurite.NewAccount();
        var github = new Dictionary<string, string?> { ["Sources__github__Scheme"] = "github", ["Sources__github__Secrets__0__Value"] = "another secret of github" };
        ManualClock clock;
        await using (var refusing = await ReceiverApp.StartAsync(account, new(github)))
        {
            clock = refusing.Clock;
            foreach (var type in (string[])["push", "release"])
            {
                (await refusing.PostAsync(Pushed(type), "github")).Dispose();
                clock.Advance(TimeSpan.FromMinutes(1));
            }

            await Eventually.Async(async () => (await refusing.RowsAsync("github", "r|")).Count == 2);
        }

        github["Sources__github__Secrets__0__Value"] = Pushed("push").Secret;
        await using var app = await ReceiverApp.StartAsync(account, github, clock: clock);
        var kept = await app.Services.GetRequiredService<IRefusedLedger>().ListAsync(new() { Source = "github" }, CancellationToken.None).ToListAsync();
        var (release, push) = (kept[0].Id, kept[1].Id);

        foreach (var dryRun in (bool[])[true, false])
        {
            (await OrderAsync(app, "github", new { id = release, dry_run = dryRun, who = "ada@desk", why = "secret corrected" })).ShouldContain("\"admitted_as\":\"push\"");
        }

        (await app.RowsAsync("github", "e|")).ShouldBeEmpty();
        (await OrderAsync(app, "github", new { id = push, dry_run = true })).ShouldContain("\"readmitted\":1");
        (await OrderAsync(app, "github", new { id = push, who = "ada@desk", why = "secret corrected" })).ShouldContain("\"readmitted\":1");
        (await OrderAsync(app, "github", new { id = release, who = "ada@desk", why = "secret corrected" })).ShouldContain("\"admitted_as\":\"push\"");
        (await app.RowsAsync("github", "e|")).Count.ShouldBe(1);
    }

    private static async Task<string> OrderAsync(ReceiverApp app, string source, object order)
    {
        using var answer = await app.Http.PostAsJsonAsync($"operator/readmit/{source}", order);
        return await answer.Content.ReadAsStringAsync();
    }

    [AzuriteFact]
    public async Task However_many_there_are_each_is_checked_once_and_the_oldest_first()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());
        var ledger = app.Services.GetRequiredService<IRefusedLedger>();
        var now = app.Clock.GetUtcNow();
        var kept = Enumerable.Range(0, 350).Select(number => new RefusedDelivery
        {
            Id = $"{number * 7919 % 1000:x32}",
            Source = "valara",
            // Two days with nothing, many at one moment, and the rest close together.
            ReceivedAt = number switch { < 10 => now.AddDays(-2).AddSeconds(number), < 250 => now.AddHours(-1), _ => now.AddMilliseconds(number - 1_000) },
            Reason = RefusalReason.SignatureInvalid,
            Detail = "",
            Headers = [],
            BodyIsWhole = true,
        }).ToList();
        await ledger.KeepAsync(kept, CancellationToken.None);
        var expected = kept.OrderBy(refused => refused.ReceivedAt).ThenBy(refused => refused.Id, StringComparer.Ordinal).Select(refused => refused.Id).ToList();

        var (seen, filter) = (new List<int>(), new RefusedFilter());
        do
        {
            var run = await app.Services.GetRequiredService<Readmitter>().RunAsync(
                app.Services.GetRequiredService<SourceCatalog>().Find("valara")!, filter, new("ada@desk", "test") { Limit = 90 }, CancellationToken.None);
            seen.Add(run.StillRefused.Values.Sum());
            filter = filter with { After = run.Continue };
            if (run.Continue is { } cursor)
            {
                cursor.ShouldEndWith(expected[seen.Sum() - 1]);
            }
        }
        while (filter.After is not null);

        seen.ShouldBe([90, 90, 90, 80]);
    }

    private static SignedDelivery Pushed(string type) =>
        From.Preset("github", sent => [("X-Hub-Signature-256", "sha256=" + From.Hex(sent.Key, "", sent.Body)), ("X-GitHub-Event", type)]);

    private static async Task<ManualClock> RefuseAsync(string account, params SignedDelivery[] deliveries)
    {
        await using var app = await ReceiverApp.StartAsync(account, new(WrongSecret));
        foreach (var delivery in deliveries)
        {
            using var answer = await app.PostAsync(delivery);
            answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }

        await Eventually.Async(async () => (await app.RowsAsync("valara", "r|")).Count == deliveries.Length);
        return app.Clock;
    }
}
