using Deque.AxeCore.Playwright;

namespace Browser.Tests;

/// <summary>Every view in both themes, on a desk and on a phone: judged by axe-core, and photographed into <c>artifacts/operator-page</c>.</summary>
[Collection(Browser.Collection)]
public sealed class ViewportTests(Browser browser)
{
    [BrowserFact]
    public async Task Every_view_is_accessible_and_fits_the_width_in_every_viewport()
    {
        await using var app = await Scene.PlayAsync(browser);
        var folder = Directory.CreateDirectory(RepositoryRoot.Combine("artifacts", "operator-page")).FullName;
        var violations = new List<string>();
        foreach (var viewport in Viewport.All)
        {
            await using var visit = await browser.VisitAsync(app.Http.BaseAddress!, viewport: viewport);
            foreach (var (name, show) in Views)
            {
                await show(visit);
                await visit.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}-{viewport}.png"), FullPage = name is not ("redrive" or "pause") });
                violations.AddRange((await JudgeAsync(visit)).Select(violation => $"{name} {viewport}: {violation}"));
                if (await visit.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth"))
                {
                    violations.Add($"{name} {viewport}: wider than the window");
                }
            }
        }

        violations.ShouldBeEmpty();
    }

    private static IEnumerable<(string Name, Func<Visit, Task> Show)> Views =>
    [
        ("overview", visit => OpenAsync(visit, "overview", ".source")),
        ("log", visit => OpenAsync(visit, "log", "#rows")),
        ("row", async visit =>
        {
            await visit.Row("evt_listing_001").Locator("summary").ClickAsync();
            await visit.This(".detail .body").WaitForAsync();
        }),
        ("refused", async visit =>
        {
            await OpenAsync(visit, "log?status=Refused", "#rows > li:only-child");
            await visit.Row("signature_invalid").Locator("summary").ClickAsync();
            await visit.This(".diagnosis").WaitForAsync();
        }),
        ("event", visit => OpenAsync(visit, "event?source=valara&id=evt_listing_001", ".body")),
        ("status", visit => OpenAsync(visit, "status", ".resource")),
        ("handlers", visit => OpenAsync(visit, "handlers", ".resource")),
        ("pause", async visit =>
        {
            await visit.This("[data-pause]").First.ClickAsync();
            await visit.This("dialog input").First.WaitForAsync();
        }),
        ("dead", async visit =>
        {
            await visit.Page.Keyboard.PressAsync("Escape");
            await OpenAsync(visit, "dead", ".dead");
        }),
        ("redrive", async visit =>
        {
            await visit.This("#pick-all").CheckAsync();
            await visit.This("#redrive-picked").ClickAsync();
            await visit.This("dialog .groups li").First.WaitForAsync();
        }),
        ("none", async visit =>
        {
            await visit.Page.Keyboard.PressAsync("Escape");
            await OpenAsync(visit, "log?type=nothing", ".empty");
        }),
    ];

    private static async Task OpenAsync(Visit visit, string view, string until)
    {
        await visit.Page.EvaluateAsync("view => { location.hash = '#/' + view; }", view);
        await visit.This(until).First.WaitForAsync();
        await visit.This("main:not([aria-busy])").WaitForAsync();
    }

    private static async Task<IEnumerable<string>> JudgeAsync(Visit visit) =>
        (await visit.Page.RunAxe()).Violations.Select(violation => $"{violation.Id}: {violation.Help} at {string.Join(" | ", violation.Nodes.Select(node => node.Html))}");
}
