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
        await Expect(camera.Locator(".mark")).ToHaveTextAsync("Offline");
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
        await Expect(visit.This("li").Filter(new() { HasText = "camera" }).First).ToContainTextAsync("is offline");
        await Expect(visit.This("li").Filter(new() { HasText = "camera" }).First.Locator(".mark")).ToHaveTextAsync("Cleared");
    }

    [BrowserFact]
    public async Task A_badge_says_the_state_and_an_alert_that_fired_is_not_healthy()
    {
        await using var app = await Scene.PlayAsync(browser);
        var (delivery, alert) = (From.NovaVms(), new Sample("novavms", "alert"));
        (alert.Body["webhook_id"], alert.Body["timestamp"]) = (delivery.Id, "@iso");
        await app.SendAsync(Scene.Now(app, delivery.WithBody(alert.Body.ToJsonString())));
        await app.ProcessAsync();
        await using var visit = await browser.VisitAsync(app.Http.BaseAddress!, "status");

        var rule = visit.This("li").Filter(new() { HasText = "alert-rule" });
        await Expect(rule.Locator(".mark")).ToHaveTextAsync("Fired");
        await Expect(rule.Locator(".mark")).ToHaveClassAsync("mark warn");
        await Expect(visit.This("ul[aria-labelledby=group-alerts]")).ToContainTextAsync("alert-rule");
        await Expect(visit.This("li").Filter(new() { HasText = "camera" }).First.Locator(".mark")).ToHaveTextAsync("Offline");
        await Expect(visit.This("main")).Not.ToContainTextAsync("Healthy 1");
        await Expect(visit.This(".head")).ToContainTextAsync("2 unhealthy and 1 alert of");
    }

    private static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);
}
