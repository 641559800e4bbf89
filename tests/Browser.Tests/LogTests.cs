
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
        await Parallel.ForAsync(0, 130, async (number, _) => await app.SendAsync(From.Valara().About($"evt_{number:D3}")));
        await using var visit = await browser.VisitAsync(app.Http.BaseAddress!, "log");
        var rows = visit.This("#rows > li");
        await Expect(rows).ToHaveCountAsync(50);

        await visit.Page.EvaluateAsync("scrollTo(0, document.body.scrollHeight)");
        await Expect(rows).ToHaveCountAsync(100);
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Older" }).ClickAsync();
        await Expect(rows).ToHaveCountAsync(130);
        await Expect(visit.This("#more")).ToHaveCountAsync(0);
        (await rows.EvaluateAllAsync<string[]>("all => all.map(row => row.dataset.key)")).ShouldBeUnique();
    }

    private static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);
}
