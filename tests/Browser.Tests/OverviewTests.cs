
namespace Browser.Tests;

[Collection(Browser.Collection)]
public sealed class OverviewTests(Browser browser)
{
    [BrowserFact]
    public async Task What_arrived_and_what_became_of_it_is_counted()
    {
        await using var app = await Scene.PlayAsync(browser);
        await using var visit = await browser.VisitAsync(app.Http.BaseAddress!, "overview");

        var valara = visit.This("section[data-key=source-valara]");
        await Expect(valara.Locator(".legend")).ToContainTextAsync("Accepted4");
        await Expect(valara.Locator(".legend")).ToContainTextAsync("Refused1");
        await Expect(valara.Locator(".reasons")).ToHaveTextAsync("Refused: 1 signature_invalid");
        await Expect(valara.Locator(".figures")).ToContainTextAsync("Dead letters3");
        await Expect(visit.This("section[data-key=source-fastpix] .legend")).ToContainTextAsync("Duplicates1");
        await Expect(visit.This("section[data-key=source-envless] .figures")).ToContainTextAsync("Waiting1");
        await Expect(valara.Locator(".figures")).ToContainTextAsync("p95");
        await Expect(visit.This(".attention")).ToContainTextAsync("3 dead letters");
        await Expect(visit.This(".attention")).ToContainTextAsync("1 active problem");
    }

    [BrowserFact]
    public async Task The_chart_is_also_a_table_and_the_span_can_be_changed()
    {
        await using var app = await Scene.PlayAsync(browser);
        await using var visit = await browser.VisitAsync(app.Http.BaseAddress!, "overview");

        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Hour" }).ClickAsync();
        await Expect(visit.This(".switch [aria-current]")).ToHaveTextAsync("Hour");
        var valara = visit.This("section[data-key=source-valara]");
        await Expect(valara.GetByRole(AriaRole.Img, new() { Name = "over the last hour" })).ToBeVisibleAsync();
        await valara.GetByText("Numbers").ClickAsync();
        await Expect(valara.GetByRole(AriaRole.Row, new() { Name = "12:00" })).ToContainTextAsync("3");
    }

    [BrowserFact]
    public async Task What_arrives_while_the_page_is_open_appears_and_what_was_opened_stays_open()
    {
        await using var app = await Scene.PlayAsync(browser);
        await using var visit = await browser.VisitAsync(app.Http.BaseAddress!, "overview");
        var valara = visit.This("section[data-key=source-valara]");
        await valara.GetByText("Numbers").ClickAsync();

        await app.SendAsync(From.Valara().About("evt_late"));

        await Expect(valara.Locator(".legend")).ToContainTextAsync("Accepted5", Patience);
        await Expect(valara.GetByRole(AriaRole.Table)).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task Before_the_first_delivery_it_says_how_to_send_one()
    {
        await using var app = await ReceiverApp.StartAsync(browser.Azurite.NewAccount());
        await using var visit = await browser.VisitAsync(app.Http.BaseAddress!);

        await Expect(visit.This(".empty")).ToContainTextAsync("Nothing has arrived yet");
        await Expect(visit.This(".empty .copy code")).ToHaveTextAsync("hook send envless");
    }

    private static LocatorAssertionsToContainTextOptions Patience => new() { Timeout = 20_000 };

    private static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);
}
