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
            visit.Expected = "Failed to load resource";
            foreach (var (name, show) in Views)
            {
                await show(visit);
                await visit.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}-{viewport}.png"), FullPage = name is not ("redrive" or "pause" or "resend" or "readmit" or "keys") });
                violations.AddRange((await JudgeAsync(visit)).Select(violation => $"{name} {viewport}: {violation}"));
                if (await visit.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth"))
                {
                    violations.Add($"{name} {viewport}: wider than the window");
                }
            }
        }

        violations.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task Nine_sources_and_grouped_repeats_are_accessible_and_fit_the_width_in_every_viewport()
    {
        await using var app = await OverviewTests.NineAsync(browser);
        var folder = Directory.CreateDirectory(RepositoryRoot.Combine("artifacts", "operator-page")).FullName;
        var violations = new List<string>();
        foreach (var viewport in Viewport.All)
        {
            await using var visit = await browser.VisitAsync(app.Http.BaseAddress!, viewport: viewport);
            foreach (var (name, view, until) in new[] { ("nine", "overview", ".source"), ("repeats", "log", ".repeats:visible") })
            {
                await OpenAsync(visit, view, until);
                await visit.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}-{viewport}.png") });
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
        ("source", async visit =>
        {
            await visit.This("[data-key=source-valara] summary").First.ClickAsync();
            await visit.This("[data-key=source-valara] .chart").WaitForAsync();
        }),
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
        ("readmit", async visit =>
        {
            await OpenAsync(visit, "log?status=Refused", "#rows > li:only-child");
            await visit.Row("signature_invalid").Locator("summary").ClickAsync();
            await visit.This("[data-order=readmit]").ClickAsync();
            await visit.Page.GetByText("Nothing to do").WaitForAsync();
        }),
        ("resend", async visit =>
        {
            await visit.Page.Keyboard.PressAsync("Escape");
            await OpenAsync(visit, "event?source=valara&id=evt_listing_001", ".body");
            await visit.This("[data-order=resend]").Last.ClickAsync();
            await visit.This("dialog .groups li").First.WaitForAsync();
        }),
        ("keys", async visit =>
        {
            await visit.Page.Keyboard.PressAsync("Escape");
            await visit.Page.EvaluateAsync("document.getElementById('help').showModal()");
        }),
        ("status", visit => OpenAsync(visit, "status", ".resource")),
        ("handlers", visit => OpenAsync(visit, "handlers", ".resource")),
        ("pause", async visit =>
        {
            await visit.This("[data-order=pause]").First.ClickAsync();
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
        ("filter", async visit =>
        {
            await OpenAsync(visit, "log", "#rows");
            if (await visit.This(".fold").IsVisibleAsync())
            {
                await visit.This(".fold").ClickAsync();
            }
        }),
        ("search", async visit =>
        {
            await OpenAsync(visit, "search?q=abc1234", "#rows");
            await visit.Row("claims").Locator("summary").ClickAsync();
            await visit.This(".diagnosis").WaitForAsync();
        }),
        ("nothing", visit => OpenAsync(visit, "search?q=nothing", ".empty .acts")),
        ("unknown", visit => OpenAsync(visit, "nonsense", ".empty")),
        ("gone", visit => OpenAsync(visit, "event?source=valara&id=nope", "[data-again]:visible")),
        ("stale", async visit =>
        {
            await OpenAsync(visit, "log", "#rows");
            await visit.Page.RouteAsync("**/operator/page/**", route => route.AbortAsync());
            await visit.This("#notice").WaitForAsync(new() { Timeout = 20_000 });
        }),
    ];

    private static async Task OpenAsync(Visit visit, string view, string until)
    {
        await visit.Page.EvaluateAsync("document.querySelector('dialog[open]')?.close()");
        await visit.GoAsync(view);
        await visit.This(until).First.WaitForAsync();
        await visit.This("main:not([aria-busy])").WaitForAsync();
    }

    private static async Task<IEnumerable<string>> JudgeAsync(Visit visit) =>
        (await visit.Page.RunAxe()).Violations.Select(violation => $"{violation.Id}: {violation.Help} at {string.Join(" | ", violation.Nodes.Select(node => node.Html))}");
}
