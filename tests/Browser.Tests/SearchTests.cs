using System.Text.Json.Nodes;

namespace Browser.Tests;

/// <summary>One box for whatever a person knows of a delivery.</summary>
[Collection(Browser.Collection)]
public sealed class SearchTests(Browser browser)
{
    [BrowserFact]
    public async Task The_slash_leads_to_the_box_and_what_it_finds_is_listed_accepted_and_refused_ones()
    {
        await using var app = await Scene.PlayAsync(browser);
        await using var visit = await browser.VisitAsync(app.Http.BaseAddress!, "status");
        await Expect(visit.This(".resource").First).ToBeVisibleAsync();

        await visit.Page.Keyboard.PressAsync("/");
        await visit.Page.Keyboard.TypeAsync(" ABC1234");
        await visit.Page.Keyboard.PressAsync("Enter");

        await Expect(visit.This("h1")).ToHaveTextAsync("Search");
        await Expect(visit.This("[role=status].muted")).ToHaveTextAsync("5 found for ABC1234");
        await Expect(visit.Row("evt_listing_001")).ToContainTextAsync("subject abc1234; 1 attempt");
        await Expect(visit.Row("evt_listing_001").Locator(".mark")).ToHaveTextAsync("Dead letter");
        var refused = visit.Row("claims subject abc1234, not verified");
        await Expect(refused.Locator(".mark")).ToHaveTextAsync("Refused");
        await Expect(visit.Row("Processed")).Not.ToContainTextAsync("not verified");

        await visit.Page.Keyboard.PressAsync("j");
        await visit.Page.Keyboard.PressAsync("Enter");
        await Expect(refused.Locator(".diagnosis")).ToBeVisibleAsync();
        await visit.Row("evt_delivered").Locator("summary").ClickAsync();
        await Expect(visit.Row("evt_delivered").Locator(".detail")).ToContainTextAsync("accepted on arrival");
    }

    [BrowserTheory]
    [InlineData("evt_delivered", "event id evt_delivered;", 1)]
    [InlineData("evt_list*", "event id evt_listing_002;", 3)]
    [InlineData("0192a1b2-c3d4-7000-8000-0000000000d1", "delivery id 0192a1b2-c3d4-7000-8000-0000000000d1;", 2)]
    [InlineData("abc*&type=media.*", "subject abc1234; processed", 1)]
    [InlineData("abc1234&source=valara&type=LISTING.*", "subject abc1234; 1 attempt", 3)]
    public async Task Each_id_finds_what_it_belongs_to_whole_or_by_its_beginning(string query, string summary, int count)
    {
        await using var app = await Scene.PlayAsync(browser);
        await using var visit = await browser.VisitAsync(app.Http.BaseAddress!, "search?q=" + query);

        await Expect(visit.This("#rows > li")).ToHaveCountAsync(count);
        await Expect(visit.This("#rows > li").Filter(new() { HasText = summary }).First).ToBeVisibleAsync();
        await Expect(visit.This("#find")).ToHaveValueAsync(query.Split('&')[0]);
    }

    [BrowserFact]
    public async Task The_id_of_a_refusal_that_a_senders_admin_quotes_leads_to_its_diagnosis_on_a_phone()
    {
        await using var app = await Scene.PlayAsync(browser);
        using var answer = await app.PostAsync(Scene.Now(app, From.Valara()).With("X-Webhook-Signature", "sha256=" + new string('1', 64)));
        var quoted = (string)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["refusal_id"]!;
        await Eventually.Async(async () => (await app.RowsAsync("valara", "r|")).Count > 1);
        await using var visit = await browser.VisitAsync(app.Http.BaseAddress!, viewport: Viewport.Phone);

        await visit.Page.GetByLabel("Search by id").FillAsync(quoted);
        await visit.Page.GetByLabel("Search by id").PressAsync("Enter");

        await Expect(visit.This("#rows > li")).ToHaveCountAsync(1);
        await Expect(visit.Row("refusal id " + quoted)).Not.ToContainTextAsync("claims");
        await visit.This("#rows summary").ClickAsync();
        await Expect(visit.This(".diagnosis")).ToBeInViewportAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Button, new() { Name = "Readmit this delivery" })).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task What_finds_nothing_says_what_can_be_searched_and_leads_on()
    {
        await using var app = await Scene.PlayAsync(browser);
        await using var visit = await browser.VisitAsync(app.Http.BaseAddress!, "search");
        await Expect(visit.This(".empty")).ToContainTextAsync("Search by what you know");

        await visit.GoAsync("search?q=evt_listing");
        await Expect(visit.This("main h2")).ToHaveTextAsync("Nothing found");
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "What begins so" }).ClickAsync();
        await Expect(visit.This("#rows > li")).ToHaveCountAsync(3);
        await Expect(visit.This("#find")).ToHaveValueAsync("evt_listing*");

        await visit.This("#find").FillAsync("listing.*");
        await visit.This("#find").PressAsync("Enter");
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Events of this type" }).ClickAsync();
        await Expect(visit.This("h1")).ToHaveTextAsync("Delivery log");
        await Expect(visit.This("#find")).ToHaveValueAsync("");
        await Expect(visit.This("#rows > li")).ToHaveCountAsync(3);

        await visit.GoAsync("search?q=abc1234&type=nothing.*");
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Clear filters" }).ClickAsync();
        await Expect(visit.This("#rows > li")).ToHaveCountAsync(5);
    }

    [BrowserTheory]
    [InlineData("search?q=*", "This address is not valid", "Give an id, or its beginning and *")]
    [InlineData("search?q=a&since=yesterday", "This address is not valid", "'since' must be a point in time")]
    [InlineData("search?q=a&source=nobody", "Not found", "There is no source 'nobody'")]
    [InlineData("search?q=a&after=nonsense", "This address is not valid", "'after' is not what a page gave")]
    public async Task What_cannot_be_searched_is_explained(string view, string title, string text)
    {
        await using var app = await Scene.PlayAsync(browser);
        await using var visit = await browser.VisitAsync(app.Http.BaseAddress!, "search?q=abc1234");
        visit.Expected = "Failed to load resource";
        await Expect(visit.This("#rows > li")).ToHaveCountAsync(5);

        await visit.GoAsync(view);

        await Expect(visit.This("h1")).ToHaveTextAsync(title);
        await Expect(visit.This("main")).ToContainTextAsync(text);
        await Expect(visit.This("#rows")).ToHaveCountAsync(0);
    }

    [BrowserFact]
    public async Task A_search_without_a_connection_shows_nothing_of_the_one_before()
    {
        await using var app = await Scene.PlayAsync(browser);
        await using var visit = await browser.VisitAsync(app.Http.BaseAddress!, "search?q=abc1234");
        visit.Expected = "ERR_FAILED";
        await Expect(visit.This("#rows > li")).ToHaveCountAsync(5);

        await visit.Page.RouteAsync("**/operator/page/**", route => route.AbortAsync());
        await visit.This("#find").FillAsync("evt_delivered");
        await visit.This("#find").PressAsync("Enter");
        await Expect(visit.This("main")).ToContainTextAsync("cannot be reached");
        await Expect(visit.This("#rows")).ToHaveCountAsync(0);

        await visit.Page.UnrouteAsync("**/operator/page/**");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();
        await Expect(visit.This("#rows > li")).ToHaveCountAsync(1);
    }

    [BrowserFact]
    public async Task What_does_not_fit_on_a_page_is_loaded_and_stays_when_the_page_refreshes()
    {
        await using var app = await Scene.PlayAsync(browser, deadLetters: 55);
        await using var visit = await browser.VisitAsync(app.Http.BaseAddress!, "search?q=evt_*");
        await Expect(visit.This("#rows > li")).ToHaveCountAsync(50);
        await Expect(visit.This("[role=status].muted")).ToHaveTextAsync("50+ found for evt_*");

        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "More", Exact = true }).ClickAsync();
        await Expect(visit.This("#rows > li")).ToHaveCountAsync(57);
        await app.SendAsync(Scene.Now(app, From.Valara()).About("evt_0"));

        await Expect(visit.Row("event id evt_0;")).ToBeVisibleAsync(new() { Timeout = 20_000 });
        await Expect(visit.This("#rows > li")).ToHaveCountAsync(58);
    }

    private static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);
}
