using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Browser.Tests;

/// <summary>What pages of others can do to a developer who has LocalHost running, in a real browser.</summary>
[Collection(Browser.Collection)]
public sealed class OtherSiteTests(Browser browser)
{
    private const string Order = """{"who":"mallory","why":"because"}""";

    // Loopback by another name is another site; another port of the same host is the same site.
    [BrowserTheory]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    public async Task A_page_from_elsewhere_redrives_nothing_by_script_and_by_form(string host)
    {
        await using var app = await Scene.PlayAsync(browser);
        var redrive = new Uri(app.Http.BaseAddress!, "operator/redrive/valara").AbsoluteUri;
        // What the browser makes of it is the JSON {"who":"mallory","why":"="}.
        await using var site = await SiteAsync($$"""<form method="post" enctype="text/plain" action="{{redrive}}"><input name='{"who":"mallory","why":"' value='"}'><button>Win</button></form>""");
        var page = await browser.PageAsync();
        await page.GotoAsync($"http://{host}:{new Uri(site.Urls.First()).Port}/");

        var byScript = await page.RunAndWaitForResponseAsync(
            () => page.EvaluateAsync("([url, body]) => fetch(url, { method: 'POST', mode: 'no-cors', body }).catch(() => {})", new[] { redrive, Order }), answer => answer.Url == redrive);
        var byForm = await page.RunAndWaitForResponseAsync(() => page.GetByRole(AriaRole.Button).ClickAsync(), answer => answer.Url == redrive);

        (byScript.Status, byForm.Status).ShouldBe((403, 403));
        (await app.RowsAsync("valara", "d|")).Count.ShouldBe(3);
        await page.CloseAsync();
    }

    [BrowserFact]
    public async Task A_name_that_was_rebound_to_this_machine_reads_nothing_and_redrives_nothing()
    {
        await using var app = await Scene.PlayAsync(browser);
        var page = await browser.PageAsync();

        var shown = await page.GotoAsync($"http://rebound.example:{app.Http.BaseAddress!.Port}/api/operator");
        var redrive = await page.EvaluateAsync<int>(
            "body => fetch('/api/operator/redrive/valara', { method: 'POST', headers: { 'content-type': 'application/json' }, body }).then(answer => answer.status)", Order);

        (shown!.Status, redrive).ShouldBe((421, 421));
        (await app.RowsAsync("valara", "d|")).Count.ShouldBe(3);
        await page.CloseAsync();
    }

    [BrowserFact]
    public async Task A_link_from_elsewhere_opens_the_page_and_the_page_works()
    {
        await using var app = await Scene.PlayAsync(browser);
        await using var site = await SiteAsync($"""<a href="{new Uri(app.Http.BaseAddress!, "operator#/dead")}">See it</a>""");
        var page = await browser.PageAsync();
        await page.GotoAsync($"http://localhost:{new Uri(site.Urls.First()).Port}/");

        await page.GetByRole(AriaRole.Link).ClickAsync();

        await Assertions.Expect(page.Locator("#rows > li").Filter(new() { HasText = "evt_listing_000" })).ToBeVisibleAsync();
        await page.CloseAsync();
    }

    private static async Task<WebApplication> SiteAsync(string html)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var site = builder.Build();
        site.Urls.Add("http://127.0.0.1:0");
        site.Run(context => Results.Content(html, "text/html").ExecuteAsync(context));
        await site.StartAsync();
        return site;
    }
}
