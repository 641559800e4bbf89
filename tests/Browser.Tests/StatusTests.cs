namespace Browser.Tests;

[Collection(Browser.Collection)]
public sealed class StatusTests(Browser browser)
{
    [BrowserFact]
    public async Task Active_problems_are_first_and_link_to_the_event_that_reported_them()
    {
        await using var app = await Scene.PlayAsync(browser);
        await using var visit = await browser.VisitAsync(app.Http.BaseAddress!, "status");

        var camera = visit.This("li").Filter(new() { HasText = "camera" }).First;
        await Expect(camera).ToContainTextAsync("offline");
        await Expect(camera.Locator(".mark")).ToHaveTextAsync("Unhealthy");
        await camera.GetByRole(AriaRole.Link).ClickAsync();
        await Expect(visit.This("h1")).ToHaveTextAsync("camera_status");
        await Expect(visit.This("h1")).ToBeFocusedAsync();
        await Expect(visit.This(".body")).ToContainTextAsync("\"status\": \"offline\"");
    }

    [BrowserFact]
    public async Task An_operator_clears_a_problem()
    {
        await using var app = await Scene.PlayAsync(browser);
        await using var visit = await browser.VisitAsync(app.Http.BaseAddress!, "status?unhealthy=true");

        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Clear camera" }).ClickAsync();
        var dialog = visit.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Requested by").FillAsync("ada@desk");
        await dialog.GetByLabel("Reason").FillAsync("new power supply");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Clear" }).ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();

        await Expect(visit.Page.GetByRole(AriaRole.Button, new() { Name = "Clear camera" })).ToHaveCountAsync(0);
        await visit.Page.GetByLabel("Show").SelectOptionAsync("");
        await Expect(visit.This("li").Filter(new() { HasText = "camera" }).First).ToContainTextAsync("Cleared by ada@desk: new power supply");
    }

    private static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);
}
