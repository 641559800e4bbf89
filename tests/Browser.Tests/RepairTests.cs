namespace Browser.Tests;

/// <summary>A fault is repaired where it is seen, on a phone.</summary>
[Collection(Browser.Collection)]
public sealed class RepairTests(Browser browser)
{
    [BrowserFact]
    public async Task A_refused_delivery_is_readmitted_from_its_own_view_and_no_other_is()
    {
        var account = browser.Azurite.NewAccount();
        await using var app = await RefusedAsync(account, "evt_1", "evt_2");
        await using var visit = await browser.VisitAsync(app.Http.BaseAddress!, "log?status=Refused", viewport: Viewport.Phone);
        visit.Expected = "404";
        await visit.This("#rows > li").Last.Locator("summary").First.ClickAsync();
        await Expect(visit.This(".diagnosis")).ToContainTextAsync("It verifies with the current settings");
        await visit.This(".detail").GetByRole(AriaRole.Link).First.ClickAsync();
        await Expect(visit.This("h1")).ToContainTextAsync("Refused");

        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Readmit this delivery" }).ClickAsync();
        var dialog = visit.Page.GetByRole(AriaRole.Dialog);
        await Expect(dialog).ToContainTextAsync("Dry run: nothing has changed yet.");
        await Expect(dialog).ToContainTextAsync("It would become an event");
        (await app.RowsAsync("valara", "r|")).Count.ShouldBe(2);
        await visit.OrderAsync("secret corrected", "Readmit");

        (await app.RowsAsync("valara", "r|")).Count.ShouldBe(1);
        (await app.HistoryAsync("evt_1")).ShouldBe("readmitted");
        await Expect(visit.This("main")).ToContainTextAsync("it was readmitted, or its three days are over");
    }

    [BrowserFact]
    public async Task All_refused_deliveries_of_a_source_are_readmitted_after_a_dry_run()
    {
        var account = browser.Azurite.NewAccount();
        await using var app = await RefusedAsync(account, "evt_1", "evt_2", "evt_3");
        await app.RefuseAsync();
        await using var visit = await browser.VisitAsync(app.Http.BaseAddress!, "log?status=Refused");
        await visit.This("#rows > li").First.Locator("summary").ClickAsync();

        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Readmit all of valara" }).ClickAsync();
        var dialog = visit.Page.GetByRole(AriaRole.Dialog);
        await Expect(dialog).ToContainTextAsync("3 ×");
        await Expect(dialog).ToContainTextAsync("signature_invalid");
        await visit.OrderAsync("secret corrected", "Readmit 3");

        (await app.RowsAsync("valara", "e|")).Count.ShouldBe(3);
        (await app.RowsAsync("valara", "r|")).Count.ShouldBe(1);
    }

    [BrowserFact]
    public async Task What_does_not_verify_is_not_offered_as_readmitted()
    {
        await using var app = await Scene.PlayAsync(browser);
        await using var visit = await browser.VisitAsync(app.Http.BaseAddress!, "log?status=Refused", viewport: Viewport.Phone);
        await visit.This("#rows > li").First.Locator("summary").First.ClickAsync();

        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Readmit this delivery" }).ClickAsync();
        var dialog = visit.Page.GetByRole(AriaRole.Dialog);
        await Expect(dialog).ToContainTextAsync("signature_invalid");
        await Expect(dialog.GetByLabel("Requested by")).ToBeHiddenAsync();
        await Expect(dialog.GetByRole(AriaRole.Button)).ToHaveTextAsync(["Close"]);
    }

    [BrowserFact]
    public async Task The_handler_of_an_event_is_paused_and_resumed_in_the_events_own_view()
    {
        await using var app = await Scene.PlayAsync(browser);
        await using var visit = await browser.VisitAsync(app.Http.BaseAddress!, "event?source=valara&id=evt_listing_001", viewport: Viewport.Phone);
        var handler = visit.This("tr").Filter(new() { HasText = "scripted" });

        await handler.GetByRole(AriaRole.Button, new() { Name = "Pause scripted" }).ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("3 failed");
        await visit.OrderAsync("catalogue is down", "Pause");
        await Expect(handler).ToContainTextAsync("handler paused", new() { Timeout = 20_000 });

        await handler.GetByRole(AriaRole.Button, new() { Name = "Resume scripted" }).ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("catalogue is down");
        await visit.OrderAsync("it is back", "Resume");
        await Expect(handler.GetByRole(AriaRole.Button, new() { Name = "Pause scripted" })).ToBeVisibleAsync(new() { Timeout = 20_000 });
    }

    [BrowserFact]
    public async Task A_resend_and_a_redrive_say_first_what_would_run()
    {
        await using var app = await Scene.PlayAsync(browser);
        await using var visit = await browser.VisitAsync(app.Http.BaseAddress!, "event?source=valara&id=evt_listing_001", viewport: Viewport.Phone);
        var dialog = visit.Page.GetByRole(AriaRole.Dialog);

        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Redrive what failed" }).ClickAsync();
        await Expect(dialog).ToContainTextAsync("Dry run: nothing has changed yet.");
        await Expect(dialog.Locator(".groups li")).ToHaveTextAsync(["staysbuilt-in, Done", "runsscripted, Failed after 1 attempt: " + Failure]);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();

        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Resend to all handlers" }).ClickAsync();
        await Expect(dialog.Locator(".groups li")).ToHaveTextAsync(["runsbuilt-in, Done", "runsscripted, Failed after 1 attempt: " + Failure]);
        (await app.HistoryAsync("evt_listing_001")).ShouldBe("dead-lettered");
    }

    [BrowserFact]
    public async Task What_somebody_else_repaired_meanwhile_is_said_before_anything_is_ordered()
    {
        await using var app = await Scene.PlayAsync(browser, deadLetters: 1);
        await using var visit = await browser.VisitAsync(app.Http.BaseAddress!, "event?source=valara&id=evt_listing_000");
        await Expect(visit.This(".body")).ToBeVisibleAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Live" }).ClickAsync();
        (await new HookShell(app).RunAsync("redrive", "evt_listing_000", "--source", "valara")).ShouldBe(0);

        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Redrive what failed" }).ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("No matching dead letters are left");
    }

    private const string Failure = "PermanentFailureException: " + Scene.Error;

    // Refused for a wrong secret, which is corrected.
    private static async Task<ReceiverApp> RefusedAsync(string account, params string[] ids)
    {
        ManualClock clock;
        await using (var refusing = await ReceiverApp.StartAsync(account, new() { ["Sources__valara__Secrets__0__Value"] = "wh_0000000000000000" }))
        {
            clock = refusing.Clock;
            foreach (var id in ids)
            {
                using var answer = await refusing.PostAsync(From.Valara().About(id));
                clock.Advance(TimeSpan.FromSeconds(1));
            }

            await Eventually.Async(async () => (await refusing.RowsAsync("valara", "r|")).Count == ids.Length);
        }

        return await ReceiverApp.StartAsync(account, clock: clock);
    }

    private static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);
}
