
namespace Browser.Tests;

[Collection(Browser.Collection)]
public sealed class LogTests(Browser browser)
{
    [BrowserFact]
    public async Task Everything_that_arrived_is_listed_and_the_filter_narrows_it()
    {
        await using var app = await Scene.PlayAsync(browser);
        await using var visit = await browser.VisitAsync(app.Http.BaseAddress!, "log");
        var rows = visit.This("#rows > li");
        await Expect(rows).ToHaveCountAsync(9);

        await visit.Page.GetByLabel("Status").SelectOptionAsync("DeadLettered");
        await Expect(rows).ToHaveCountAsync(3);
        visit.Page.Url.ShouldEndWith("#/log?status=DeadLettered");

        await visit.Page.GetByLabel("Id contains").FillAsync("listing_002");
        await visit.Page.Keyboard.PressAsync("Enter");
        await Expect(rows).ToHaveCountAsync(1);
        await Expect(rows).ToContainTextAsync("the catalogue does not know");

        await visit.Page.GoBackAsync();
        await Expect(rows).ToHaveCountAsync(3);
        await visit.Page.GetByLabel("Source").SelectOptionAsync("envless");
        await Expect(visit.This(".empty")).ToContainTextAsync("No matching deliveries");
    }

    [BrowserFact]
    public async Task A_row_opens_to_all_that_is_known_and_takes_a_note()
    {
        await using var app = await Scene.PlayAsync(browser);
        await using var visit = await browser.VisitAsync(app.Http.BaseAddress!, "log");

        var row = visit.Row("evt_listing_001");
        await row.Locator("summary").ClickAsync();
        await Expect(row.Locator(".history").First).ToContainTextAsync(Scene.Error);
        await Expect(row.Locator(".body")).ToContainTextAsync("\"listing_number\": \"abc1234\"");
        await Expect(row.Locator(".headers")).ToContainTextAsync("X-Webhook-Event-Id");
        await Expect(row.Locator(".copy code")).ToContainTextAsync("hook check --scheme valara");
        await Expect(row.Locator(".facts").First).ToContainTextAsync("accepted on arrival");

        await row.GetByLabel("Author").FillAsync("ada@desk");
        await row.GetByRole(AriaRole.Textbox, new() { Name = "Note" }).FillAsync("asked the catalogue team");
        await row.GetByRole(AriaRole.Button, new() { Name = "Add note" }).ClickAsync();
        await Expect(row.Locator(".history").First).ToContainTextAsync("by ada@desk: asked the catalogue team");
    }

    [BrowserFact]
    public async Task A_refused_delivery_opens_to_its_diagnosis()
    {
        await using var app = await Scene.PlayAsync(browser);
        await using var visit = await browser.VisitAsync(app.Http.BaseAddress!, "log?status=Refused");

        var row = visit.Row("signature_invalid");
        await row.Locator("summary").ClickAsync();
        await Expect(row.Locator(".diagnosis li").First).Not.ToBeEmptyAsync();
        await Expect(row.Locator(".copy code")).ToContainTextAsync("hook check --scheme valara");
        await row.GetByRole(AriaRole.Button, new() { Name = "Copy" }).ClickAsync();
        await Expect(visit.This("#announcement")).Not.ToBeEmptyAsync();
    }

    [BrowserFact]
    public async Task A_new_row_appears_on_top_while_an_open_one_stays_open_and_focus_where_it_was()
    {
        await using var app = await Scene.PlayAsync(browser);
        await using var visit = await browser.VisitAsync(app.Http.BaseAddress!, "log");
        var open = visit.Row("evt_listing_001");
        var note = open.GetByRole(AriaRole.Textbox, new() { Name = "Note" });
        await open.Locator("summary").ClickAsync();
        await note.FillAsync("half a sent");

        app.Clock.Advance(TimeSpan.FromSeconds(5));
        await app.SendAsync(From.Valara().About("evt_live"));

        await Expect(visit.This("#rows > li").First).ToContainTextAsync("evt_live", new() { Timeout = 20_000 });
        await Expect(visit.This("#rows > li").First).ToHaveClassAsync("fresh");
        await Expect(note).ToBeFocusedAsync();
        await Expect(note).ToHaveValueAsync("half a sent");

        await app.ProcessAsync();
        await Expect(visit.Row("evt_live")).ToContainTextAsync("Dead letter", new() { Timeout = 20_000 });
        await Expect(open.Locator(".body")).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task The_log_goes_on_when_it_is_scrolled_and_at_the_button()
    {
        await using var app = await ReceiverApp.StartAsync(browser.Azurite.NewAccount());
        await Parallel.ForAsync(0, 130, async (number, _) => await app.SendAsync(From.Valara().About($"evt_{number:D3}").WithBody(body => body["event_type"] = $"type.{number}")));
        await using var visit = await browser.VisitAsync(app.Http.BaseAddress!, "log");
        var rows = visit.This("#rows > li");
        await Expect(rows).ToHaveCountAsync(50);

        await visit.Page.EvaluateAsync("scrollTo(0, document.body.scrollHeight)");
        await Expect(rows).ToHaveCountAsync(100);
        // Without the scrolling of a real click, which loads the page by itself.
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Older" }).DispatchEventAsync("click");
        await Expect(rows).ToHaveCountAsync(130);
        await Expect(visit.This("#more")).ToHaveCountAsync(0);
        (await rows.EvaluateAllAsync<string[]>("all => all.map(row => row.dataset.key)")).ShouldBeUnique();
    }

    [BrowserFact]
    public async Task Each_row_has_one_line_with_the_exact_time_and_a_summary()
    {
        await using var app = await Scene.PlayAsync(browser);
        await using var visit = await browser.VisitAsync(app.Http.BaseAddress!, "log");

        await Expect(visit.Row("evt_delivered").Locator("time")).ToHaveTextAsync("21 Nov 12:03:00");
        await Expect(visit.Row("evt_delivered").Locator("time")).ToHaveAttributeAsync("title", "2026-11-21 12:03:00.000 UTC");
        await Expect(visit.Row("evt_delivered").Locator(".reason")).ToContainTextAsync("breaches");
        await Expect(visit.Row("evt_listing_001").Locator(".reason")).ToContainTextAsync("1 attempt: scripted: PermanentFailureException: " + Scene.Error);
        await Expect(visit.Row("video.media.created").Locator(".reason")).ToContainTextAsync("processed within");
        await Expect(visit.Row("signature_invalid").Locator(".reason")).ToContainTextAsync("bytes");
        var heights = await visit.This("#rows summary").EvaluateAllAsync<double[]>("all => all.map(row => row.getBoundingClientRect().height)");
        heights.Max().ShouldBeLessThan(36);
        heights.Distinct().Count().ShouldBe(1);
    }

    [BrowserFact]
    public async Task Repeats_are_grouped_until_they_are_asked_for_and_an_open_one_stays()
    {
        await using var app = await ReceiverApp.StartAsync(browser.Azurite.NewAccount());
        foreach (var number in Enumerable.Range(0, 6))
        {
            await app.SendAsync(Scene.Now(app, From.Valara()).About($"evt_{number}"));
            app.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        await app.SendAsync(From.FastPix());
        await using var visit = await browser.VisitAsync(app.Http.BaseAddress!, "log");
        await Expect(visit.Row("evt_5")).ToBeVisibleAsync();
        await Expect(visit.Row("evt_4")).ToBeHiddenAsync();
        await Expect(visit.This("[data-repeats]:not([hidden])")).ToHaveTextAsync("5 more like this, 12:00:00 to 12:00:04");

        await visit.This("[data-repeats]:not([hidden])").ClickAsync();
        await Expect(visit.Row("evt_0")).ToBeVisibleAsync();
        await visit.Row("evt_2").Locator("summary").First.ClickAsync();
        await Expect(visit.Row("evt_2").Locator(".body")).ToBeVisibleAsync();
        await visit.This("[data-repeats]:not([hidden])").ClickAsync();
        await Expect(visit.Row("evt_1")).ToBeHiddenAsync();
        await Expect(visit.Row("evt_2").Locator(".body")).ToBeVisibleAsync();

        app.Clock.Advance(TimeSpan.FromSeconds(1));
        await app.SendAsync(Scene.Now(app, From.Valara()).About("evt_6"));
        await Expect(visit.Row("evt_6")).ToBeVisibleAsync(new() { Timeout = 20_000 });
        await Expect(visit.Row("evt_5")).ToBeVisibleAsync();
    }

    [BrowserTheory]
    [InlineData("log", "Id contains")]
    [InlineData("dead", "Error contains")]
    public async Task On_a_phone_the_filter_is_folded_until_it_is_asked_for(string view, string field)
    {
        await using var app = await Scene.PlayAsync(browser);
        await using var visit = await browser.VisitAsync(app.Http.BaseAddress!, view, viewport: Viewport.Phone);
        var fold = visit.Page.GetByRole(AriaRole.Button, new() { Name = "Filter" });
        await Expect(visit.Row("evt_listing_001")).ToBeInViewportAsync();
        await Expect(visit.Page.GetByLabel(field)).ToBeHiddenAsync();
        await Expect(fold).ToHaveAttributeAsync("aria-expanded", "false");

        await fold.ClickAsync();
        await visit.Page.GetByLabel(field).FillAsync("listing");
        await visit.Page.WaitForResponseAsync(answer => answer.Url.Contains("/operator/page/", StringComparison.Ordinal));
        await Expect(visit.Page.GetByLabel(field)).ToHaveValueAsync("listing");
        await visit.Page.Keyboard.PressAsync("Enter");
        await Expect(fold).ToHaveTextAsync("Filter: 1 set");
    }

    private static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);
}
