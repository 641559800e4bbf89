using System.Text.Json.Nodes;
using Webhooks.Events;

namespace Browser.Tests;

/// <summary>Everything that a sender writes is text, whatever it looks like.</summary>
[Collection(Browser.Collection)]
public sealed class HostileTextTests(Browser browser)
{
    private const string Script = "<script>window.hit=1</script>";
    private const string Image = "\"'><img src=x onerror=window.hit=1><svg onload=window.hit=1>";

    [BrowserTheory]
    [InlineData("overview", ".source")]
    [InlineData("log", "#rows")]
    [InlineData("status", ".resource")]
    [InlineData("dead", "#rows")]
    [InlineData("search?q=cam-%22%27%3E%3Cimg%20src%3Dx%20onerror%3Dwindow.hit%3D1%3E%3Csvg%20onload%3Dwindow.hit%3D1%3E", "#rows")]
    [InlineData("search?q=id-*", "#rows")]
    public async Task No_field_of_a_sender_becomes_markup(string view, string until)
    {
        await using var app = await PlayAsync();
        await using var visit = await browser.VisitAsync(app.Http.BaseAddress!, view);
        await visit.This(until).First.WaitForAsync();

        foreach (var row in await visit.This("#rows > li").AllAsync())
        {
            await row.Locator("summary").ClickAsync();
            await row.Locator(".detail .event").WaitForAsync();
        }

        if (view != "overview")
        {
            (await visit.This("main").InnerTextAsync()).ShouldContain("onerror=window.hit=1");
        }

        (await visit.This("main img, main script, main [onerror], main [onload]").CountAsync()).ShouldBe(0);
        (await visit.Page.EvaluateAsync<bool>("'hit' in window")).ShouldBeFalse();
    }

    [BrowserFact]
    public async Task No_text_of_the_address_becomes_markup()
    {
        await using var app = await PlayAsync();
        await using var visit = await browser.VisitAsync(app.Http.BaseAddress!, "log?source=" + Uri.EscapeDataString(Image));
        visit.Expected = "404";

        await Assertions.Expect(visit.This("main")).ToContainTextAsync("There is no source '" + Image);
        await visit.Page.GotoAsync(visit.Page.Url.Split('#')[0] + "#/log?text=" + Uri.EscapeDataString(Image));
        await Assertions.Expect(visit.Page.GetByLabel("Id contains")).ToHaveValueAsync(Image);
        await visit.Page.GetByLabel("Search by id").FillAsync(Image);
        await visit.Page.GetByLabel("Search by id").PressAsync("Enter");
        await Assertions.Expect(visit.This("[role=status].muted")).ToHaveTextAsync("0 found for " + Image);
        await Assertions.Expect(visit.This("#find")).ToHaveValueAsync(Image);
        (await visit.This("main img, main svg[onload]").CountAsync()).ShouldBe(0);
        (await visit.Page.EvaluateAsync<bool>("'hit' in window")).ShouldBeFalse();
    }

    private async Task<ReceiverApp> PlayAsync()
    {
        var handler = new ScriptedHandler((found, _) => throw new PermanentFailureException(found.EventType + Image + Script));
        var app = await ReceiverApp.StartAsync(browser.Azurite.NewAccount(), handler: handler);
        var listing = From.Valara().WithBody(body => (body["event_id"], body["event_type"], body["data"]) = ("id-" + Image, "type-" + Script, new JsonObject { [Script] = Image }));
        await app.SendAsync(listing with { Id = "id-" + Image });
        var camera = Scene.CameraStatus(data => (data["camera_id"], data["camera_name"], data["site_name"]) = ("cam-" + Image, Script, Image));
        await app.SendAsync(camera.With("User-Agent", Image));
        await app.RefuseAsync(From.Valara().With("X-Webhook-Signature", "sha256=" + Image).With("User-Agent", Script + Image).WithBody(Image));
        await app.ProcessAsync();
        return app;
    }
}
