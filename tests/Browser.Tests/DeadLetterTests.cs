
namespace Browser.Tests;

[Collection(Browser.Collection)]
public sealed class DeadLetterTests(Browser browser)
{
    private bool broken = true;

    [BrowserFact]
    public async Task Selected_dead_letters_are_redriven_after_a_dry_run_and_are_gone()
    {
        await using var app = await Scene.PlayAsync(browser, broken: () => broken);
        await using var visit = await browser.VisitAsync(app.Http.BaseAddress!, "dead");
        await visit.Row("evt_listing_000").GetByRole(AriaRole.Checkbox).CheckAsync();
        await visit.Row("evt_listing_002").GetByRole(AriaRole.Checkbox).CheckAsync();
        await Expect(visit.This("#picked")).ToHaveTextAsync("2 selected");

        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Redrive selected" }).ClickAsync();
        var dialog = visit.Page.GetByRole(AriaRole.Dialog);
        await Expect(dialog.GetByRole(AriaRole.Heading)).ToHaveTextAsync("Redrive 2 dead letters?");
        await Expect(dialog.Locator(".groups")).ToContainTextAsync("listing.created");
        (await app.RowsAsync("valara", "d|")).Count.ShouldBe(3);

        broken = false;
        await dialog.GetByLabel("Requested by").FillAsync("ada@desk");
        await dialog.GetByLabel("Reason").FillAsync("the catalogue is fixed");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Redrive 2" }).ClickAsync();
        await Expect(dialog).ToContainTextAsync("2 events are pending again");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();

        await Expect(visit.This("#rows > li")).ToHaveCountAsync(1);
        (await app.HistoryAsync("evt_listing_002")).ShouldBe("dead-lettered, redriven");
        await app.ProcessAsync();
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Log", Exact = true }).ClickAsync();
        await Expect(visit.Row("evt_listing_002")).ToContainTextAsync("Processed");
    }

    [BrowserFact]
    public async Task All_that_match_a_filter_are_redriven_in_slices_with_progress()
    {
        await using var app = await Scene.PlayAsync(browser, deadLetters: 45, broken: () => broken);
        await using var visit = await browser.VisitAsync(app.Http.BaseAddress!, "dead?error=catalogue");

        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Redrive all matching" }).ClickAsync();
        var dialog = visit.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Requested by").FillAsync("ada@desk");
        await dialog.GetByLabel("Reason").FillAsync("fixed");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Redrive 45" }).ClickAsync();
        await Expect(dialog.GetByRole(AriaRole.Progressbar)).ToHaveAttributeAsync("max", "45");
        await Expect(dialog).ToContainTextAsync("45 events are pending again", new() { Timeout = 30_000 });
        visit.Requests.Count(request => request.Url.Contains("/redrive/", StringComparison.Ordinal)).ShouldBe(1 + 3);

        await dialog.GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();
        await Expect(visit.This(".empty")).ToContainTextAsync("No matching dead letters");
    }

    [BrowserFact]
    public async Task What_somebody_else_has_redriven_meanwhile_is_reported()
    {
        await using var app = await Scene.PlayAsync(browser, deadLetters: 1);
        await using var visit = await browser.VisitAsync(app.Http.BaseAddress!, "dead");
        await visit.Row("evt_listing_000").GetByRole(AriaRole.Checkbox).CheckAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Live" }).ClickAsync();
        (await new HookShell(app).RunAsync("redrive", "evt_listing_000", "--source", "valara")).ShouldBe(0);

        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Redrive selected" }).ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("No matching dead letters");
    }

    private static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);
}
