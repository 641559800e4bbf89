namespace Functions.Tests.Moving;

public sealed class DrainedTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    [AzuriteFact]
    public async Task A_source_is_drained_when_it_was_closed_long_enough_and_nothing_is_left_of_it()
    {
        await using var move = await Move.StartAsync(azurite.NewAccount(), azurite.NewAccount());
        await Move.PostAsync(move.Old, From.Valara());
        await IsLeftAsync(move, "It is open: deliveries are still admitted here. Set Sources__valara__MovedTo.", "1 event is pending.");

        await move.CloseAsync();
        await IsLeftAsync(move, "It was closed less than 2 minutes ago: what was under way may still be recorded.", "1 event is pending.");

        move.Clock.Advance(TimeSpan.FromMinutes(2));
        await IsLeftAsync(move, "1 event is pending.");

        (await move.Old.ProcessAsync()).ShouldBe(1);
        await Move.PostAsync(move.Old, From.Valara().About("evt_2"));
        var hook = new HookShell(move.Old);
        (await hook.RunAsync("drained", "valara", "--wait")).ShouldBe(0, hook.Error);
        hook.Output.ShouldBe($"valara: drained; closed since 2026-11-21 12:00:00Z, 1 passed on in the last hour to {Move.AddressOf(move.New)}/{Environment.NewLine}");
    }

    [AzuriteFact]
    public async Task Dead_letters_are_left_unless_they_may_stay()
    {
        var account = azurite.NewAccount();
        var clock = new ManualClock(SignedDelivery.Noon);
        await using (var open = await ReceiverApp.StartAsync(account, new() { ["Processing__MaxAttempts"] = "1" }, ScriptedHandler.Failing(), clock: clock))
        {
            await Move.PostAsync(open, From.Valara());
            await open.ProcessAsync();
        }

        await using var app = await ReceiverApp.StartAsync(account, new() { ["Sources__valara__MovedTo"] = "https://hooks-2.example.com" }, clock: clock);
        clock.Advance(TimeSpan.FromMinutes(2));
        var hook = new HookShell(app);

        (await hook.RunAsync("drained", "valara")).ShouldBe(1);
        hook.Output.ShouldContain("1 event is a dead letter: redrive what can succeed.");
        (await hook.RunAsync("drained", "valara", "--keep-dead", "--json")).ShouldBe(0, hook.Error);
        var view = hook.Json().ShouldHaveSingleItem();
        ((bool)view["is_drained"]!, (int)view["dead"]!).ShouldBe((true, 1));
    }

    [AzuriteFact]
    public async Task An_instance_that_still_accepts_after_the_source_was_closed_is_found_out()
    {
        var account = azurite.NewAccount();
        var clock = new ManualClock(SignedDelivery.Noon);
        await using var stray = await ReceiverApp.StartAsync(account, clock: clock);
        await using var app = await ReceiverApp.StartAsync(account, new() { ["Sources__valara__MovedTo"] = "https://hooks-2.example.com" }, clock: clock);
        clock.Advance(TimeSpan.FromMinutes(2));
        await Move.PostAsync(stray, From.Valara() with { SentAt = clock.GetUtcNow() });
        await stray.ProcessAsync();
        await new HookShell(stray).RunAsync("overview");
        var hook = new HookShell(app);

        (await hook.RunAsync("drained", "valara")).ShouldBe(1);

        hook.Output.ShouldContain("1 event was accepted here after it was closed: an instance runs with the settings from before. Restart the app.");
    }

    [AzuriteFact]
    public async Task A_source_that_is_not_there_is_named_with_those_that_are()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());
        var hook = new HookShell(app);

        (await hook.RunAsync("drained", "valar")).ShouldBe(1);

        hook.Error.ShouldContain("There is no source 'valar' here; did you mean 'valara'? There are envless, fastpix");
    }

    private static async Task IsLeftAsync(Move move, params string[] left)
    {
        var hook = new HookShell(move.Old);
        (await hook.RunAsync("drained", "valara", "--json")).ShouldBe(1, hook.Error);
        hook.Json().ShouldHaveSingleItem()["left"]!.AsArray().Select(text => (string)text!).ShouldBe(left);
    }
}
