namespace Browser.Tests;

/// <summary>What is shown is what the receiver says now, or says of itself that it is not.</summary>
[Collection(Browser.Collection)]
public sealed class StaleTests(Browser browser)
{
    private const string Views = "**/operator/page/**";

    [BrowserFact]
    public async Task An_unknown_event_says_so_and_shows_nothing_of_the_one_before()
    {
        await using var app = await Scene.PlayAsync(browser);
        await using var visit = await browser.VisitAsync(app.Http.BaseAddress!, "event?source=valara&id=evt_delivered");
        visit.Expected = "404";
        await Expect(visit.This(".body")).ToBeVisibleAsync();

        await visit.GoAsync("event?source=valara&id=evt_gone");

        await Expect(visit.This("h1")).ToHaveTextAsync("Not found");
        await Expect(visit.This("h1")).ToBeFocusedAsync();
        await Expect(visit.This("main")).ToContainTextAsync("'valara' has no event 'evt_gone'");
        await Expect(visit.This("main")).Not.ToContainTextAsync("evt_delivered");
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Delivery log" }).ClickAsync();
        await Expect(visit.Row("evt_delivered")).ToBeVisibleAsync();
    }

    [BrowserTheory]
    [InlineData("log?source=nobody", "There is no source 'nobody'")]
    [InlineData("dead?source=nobody", "There is no source 'nobody'")]
    [InlineData("status?source=nobody", "There is no source 'nobody'")]
    [InlineData("refused?source=valara&id=nope", "'valara' has no refused delivery 'nope'")]
    [InlineData("event?source=valara", "Give the source and the id")]
    [InlineData("log?status=Sideways", "'status' must be one of")]
    [InlineData("overview?span=year", "'span' must be one of")]
    public async Task A_view_that_there_is_not_replaces_what_was_shown(string view, string answer)
    {
        await using var app = await Scene.PlayAsync(browser);
        await using var visit = await browser.VisitAsync(app.Http.BaseAddress!, view.Split('?')[0] is "log" or "dead" or "status" or "overview" ? view.Split('?')[0] : "log");
        visit.Expected = "40";
        await Expect(visit.This("main")).ToContainTextAsync("valara");

        await visit.GoAsync(view);

        await Expect(visit.This("main")).ToContainTextAsync(answer);
        await Expect(visit.This("#rows, .source, .resource")).ToHaveCountAsync(0);
        await Expect(visit.Page.GetByRole(AriaRole.Button, new() { Name = "Try again" })).ToBeVisibleAsync();
    }

    [BrowserTheory]
    [InlineData("nonsense")]
    [InlineData("constructor")]
    [InlineData("log/valara")]
    [InlineData("<img src=x onerror=window.hit=1>")]
    public async Task An_unknown_route_says_so_and_leads_back(string route)
    {
        await using var app = await Scene.PlayAsync(browser);
        await using var visit = await browser.VisitAsync(app.Http.BaseAddress!, "log");
        await Expect(visit.Row("evt_delivered")).ToBeVisibleAsync();

        await visit.GoAsync(route);

        await Expect(visit.This("h1")).ToHaveTextAsync("Not found");
        await Expect(visit.This("main")).ToContainTextAsync("There is no view '");
        await Expect(visit.This("#rows")).ToHaveCountAsync(0);
        (await visit.Page.EvaluateAsync<bool>("'hit' in window")).ShouldBeFalse();
        await visit.This("main").GetByRole(AriaRole.Link, new() { Name = "Overview" }).ClickAsync();
        await Expect(visit.This(".source").First).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task A_lost_connection_marks_what_is_shown_as_stale_until_it_is_back()
    {
        await using var app = await Scene.PlayAsync(browser);
        await using var visit = await browser.VisitAsync(app.Http.BaseAddress!, "log");
        visit.Expected = "ERR_FAILED";
        await Expect(visit.Row("evt_delivered")).ToBeVisibleAsync();

        await visit.Page.RouteAsync(Views, route => route.AbortAsync());
        await Expect(visit.This("#notice")).ToContainTextAsync("Stale since ", Patience);
        await Expect(visit.This("#notice")).ToContainTextAsync("cannot be reached");
        await Expect(visit.This("#stale-since")).ToHaveTextAsync("12:04:00");
        await Expect(visit.This("main")).ToHaveAttributeAsync("data-stale", "true");

        await visit.Page.UnrouteAsync(Views);
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();
        await Expect(visit.This("#notice")).ToBeHiddenAsync();
        await Expect(visit.This("main")).Not.ToHaveAttributeAsync("data-stale", "true");
    }

    [BrowserFact]
    public async Task Another_view_without_a_connection_shows_nothing_of_the_one_before()
    {
        await using var app = await Scene.PlayAsync(browser);
        await using var visit = await browser.VisitAsync(app.Http.BaseAddress!, "log");
        visit.Expected = "ERR_FAILED";
        await Expect(visit.Row("evt_delivered")).ToBeVisibleAsync();

        await visit.Page.RouteAsync(Views, route => route.AbortAsync());
        await visit.GoAsync("log?source=envless");
        await Expect(visit.This("main")).ToContainTextAsync("cannot be reached");
        await Expect(visit.This("#rows")).ToHaveCountAsync(0);
        await visit.GoAsync("dead");
        await Expect(visit.This("h1")).ToHaveTextAsync("Dead letters");
        await Expect(visit.This("main")).ToContainTextAsync("cannot be reached");

        await visit.Page.UnrouteAsync(Views);
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();
        await Expect(visit.Row("evt_listing_000")).ToBeVisibleAsync();
        await Expect(visit.This("#notice")).ToBeHiddenAsync();
    }

    [BrowserFact]
    public async Task An_answer_that_does_not_come_is_a_lost_connection_too()
    {
        await using var app = await Scene.PlayAsync(browser);
        await using var visit = await browser.VisitAsync(app.Http.BaseAddress!, "log");
        await Expect(visit.Row("evt_delivered")).ToBeVisibleAsync();

        await visit.Page.RouteAsync(Views, _ => Task.CompletedTask);

        await Expect(visit.This("#notice")).ToContainTextAsync("Stale since ", new() { Timeout = 40_000 });
    }

    [BrowserFact]
    public async Task An_open_row_follows_what_becomes_of_its_event()
    {
        await using var app = await Scene.PlayAsync(browser);
        await using var visit = await browser.VisitAsync(app.Http.BaseAddress!, "log");
        var row = visit.Row("still-pending");
        await row.Locator("summary").First.ClickAsync();
        await Expect(row.Locator(".detail")).ToContainTextAsync("None yet");

        await app.ProcessAsync();

        await Expect(row.Locator(".detail tr").Filter(new() { HasText = "scripted" }).Locator(".mark")).ToHaveTextAsync("Done", new() { Timeout = 20_000 });
    }

    private static LocatorAssertionsToContainTextOptions Patience => new() { Timeout = 20_000 };

    private static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);
}
