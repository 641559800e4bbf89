using System.Net;

namespace Browser.Tests;

[Collection(Browser.Collection)]
public sealed class WeightTests(Browser browser)
{
    private const int MostBytes = 60_000;

    [BrowserFact]
    public async Task The_page_and_its_files_are_light_and_its_files_are_fetched_once()
    {
        await using var app = await Scene.PlayAsync(browser);
        await using var visit = await browser.VisitAsync(app.Http.BaseAddress!);
        await visit.This(".source").First.WaitForAsync();

        var files = visit.Requests.Where(request => !request.Url.Contains("/operator/page/", StringComparison.Ordinal)).ToList();
        var weights = await Task.WhenAll(files.Select(async file => (await (await file.ResponseAsync())!.BodyAsync()).Length));
        weights.Sum().ShouldBeInRange(10_000, MostBytes);
        files.Select(file => file.Url).ShouldBeUnique();
        foreach (var file in files.Skip(1))
        {
            (await (await file.ResponseAsync())!.HeaderValueAsync("cache-control")).ShouldNotBeNull().ShouldContain("immutable");
        }
    }

    [BrowserFact]
    public async Task A_view_that_has_not_changed_is_answered_with_nothing()
    {
        await using var app = await Scene.PlayAsync(browser);
        using var first = await app.Http.GetAsync(new Uri("operator/page/log", UriKind.Relative));
        using var again = new HttpRequestMessage(HttpMethod.Get, "operator/page/log");
        again.Headers.Add("If-None-Match", first.Headers.ETag!.ToString());
        using var second = await app.Http.SendAsync(again);

        second.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        second.Headers.GetValues("X-Receiver-Time").ShouldNotBeEmpty();
        (await second.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
    }
}
