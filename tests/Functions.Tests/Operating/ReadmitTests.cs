using System.Net;
using Functions.Tests.Processing;

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
