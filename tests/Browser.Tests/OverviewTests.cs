using Webhooks.Events;

namespace Browser.Tests;

[Collection(Browser.Collection)]
public sealed class OverviewTests(Browser browser)
{
    [BrowserFact]
    public async Task What_arrived_and_what_became_of_it_is_counted()
    {
        await using var app = await Scene.PlayAsync(browser);
        await using var visit = await browser.VisitAsync(app.Http.BaseAddress!, "overview");

        var valara = visit.This("[data-key=source-valara]");
        await Expect(valara.Locator(".legend")).ToContainTextAsync("Accepted4");
        await Expect(valara.Locator(".legend")).ToContainTextAsync("Refused1");
        await Expect(valara.Locator(".reasons")).ToHaveTextAsync("Refused: 1 signature_invalid");
        await Expect(valara.Locator(".figures")).ToContainTextAsync("Dead letters3");
        await Expect(visit.This("[data-key=source-fastpix] .legend")).ToContainTextAsync("Duplicates1");
        await Expect(visit.This("[data-key=source-envless] .figures")).ToContainTextAsync("Waiting1");
        await Expect(valara.Locator(".figures")).ToContainTextAsync("p95");
        await Expect(valara.Locator(".attention")).ToContainTextAsync("3 dead letters");
        await Expect(visit.This("[data-key=source-novavms] .attention")).ToContainTextAsync("1 active problem");
    }

    [BrowserFact]
    public async Task The_chart_is_also_a_table_and_the_span_can_be_changed()
    {
        await using var app = await Scene.PlayAsync(browser);
        await using var visit = await browser.VisitAsync(app.Http.BaseAddress!, "overview");

        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Hour" }).ClickAsync();
        await Expect(visit.This(".switch [aria-current]")).ToHaveTextAsync("Hour");
        var valara = visit.This("[data-key=source-valara]");
        await valara.Locator("summary").First.ClickAsync();
        await Expect(valara.GetByRole(AriaRole.Img, new() { Name = "Deliveries of valara over the last hour" })).ToBeVisibleAsync();
        await valara.GetByText("Numbers").ClickAsync();
        await Expect(valara.GetByRole(AriaRole.Row, new() { Name = "12:00" })).ToContainTextAsync("3");
    }

    [BrowserFact]
    public async Task What_arrives_while_the_page_is_open_appears_and_what_was_opened_stays_open()
    {
        await using var app = await Scene.PlayAsync(browser);
        await using var visit = await browser.VisitAsync(app.Http.BaseAddress!, "overview");
        var valara = visit.This("[data-key=source-valara]");
        await valara.Locator("summary").First.ClickAsync();
        await valara.GetByText("Numbers").ClickAsync();

        await app.SendAsync(From.Valara().About("evt_late"));

        await Expect(valara.Locator(".legend")).ToContainTextAsync("Accepted5", Patience);
        await Expect(valara.GetByRole(AriaRole.Table)).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task Before_the_first_delivery_it_says_how_to_send_one()
    {
        await using var app = await ReceiverApp.StartAsync(browser.Azurite.NewAccount());
        await using var visit = await browser.VisitAsync(app.Http.BaseAddress!);

        await Expect(visit.This(".empty")).ToContainTextAsync("Nothing has arrived yet");
        await Expect(visit.This(".empty .copy code")).ToHaveTextAsync("hook send envless");
    }

    [BrowserFact]
    public async Task Nine_sources_fit_on_one_screen_the_worst_first()
    {
        await using var app = await NineAsync(browser);
        await using var visit = await browser.VisitAsync(app.Http.BaseAddress!, "overview");
        var sources = visit.This(".source");
        await Expect(sources).ToHaveCountAsync(9);

        var order = await sources.EvaluateAllAsync<string[]>("all => all.map(source => source.dataset.key)");
        order[0].ShouldBe("source-valara");
        order[1].ShouldBe("source-novavms");
        order[2].ShouldBe("source-fastpix");
        order.Skip(3).ShouldBe(order.Skip(3).Order(StringComparer.Ordinal));
        foreach (var source in await sources.AllAsync())
        {
            await Expect(source.Locator(".attention, .calm")).ToBeInViewportAsync(new() { Ratio = 1 });
        }

        (await visit.Page.EvaluateAsync<int>("document.documentElement.scrollHeight")).ShouldBeLessThanOrEqualTo(Viewport.Desktop.Height);
    }

    [BrowserFact]
    public async Task All_sparklines_have_one_scale()
    {
        await using var app = await NineAsync(browser);
        await using var visit = await browser.VisitAsync(app.Http.BaseAddress!, "overview");
        await Expect(visit.This(".source")).ToHaveCountAsync(9);

        // Eight deliveries of the busiest source, two of the other: a quarter of the height.
        async Task<double> HeightAsync(string source) =>
            await visit.This($"[data-key=source-{source}] .spark path").Last.EvaluateAsync<double>("path => path.ownerSVGElement.viewBox.baseVal.height - path.getBBox().y");
        var (busy, quiet) = (await HeightAsync("envless"), await HeightAsync("fastpix"));
        (busy / quiet).ShouldBe(4, 0.2);
        await Expect(visit.This(".scale")).ToHaveTextAsync("Deliveries, 0 to 8");
    }

    [BrowserFact]
    public async Task What_a_source_that_was_moved_passes_on_is_counted()
    {
        await using var next = await ReceiverApp.StartAsync(browser.Azurite.NewAccount());
        await using var app = await ReceiverApp.StartAsync(browser.Azurite.NewAccount(), new() { ["Sources__valara__MovedTo"] = next.Http.BaseAddress!.GetLeftPart(UriPartial.Authority) }, clock: next.Clock);
        app.Clock.Advance(TimeSpan.FromMinutes(2));
        await app.SendAsync(Scene.Now(app, From.Valara()));
        await using var visit = await browser.VisitAsync(app.Http.BaseAddress!, "overview");

        var valara = visit.This("[data-key=source-valara]");
        await Expect(valara.Locator(".calm")).ToHaveTextAsync("1 passed on");
        await Expect(valara.Locator(".legend")).ToContainTextAsync("Passed on1");
        await Expect(valara.Locator(".spark .s-passed-on")).ToHaveCountAsync(1);
        await Expect(visit.This("main")).Not.ToContainTextAsync("Nothing has arrived yet");
    }

    // One with a dead letter, one that refuses, one with an active problem; the rest is well.
    internal static async Task<ReceiverApp> NineAsync(Browser browser)
    {
        var settings = new Dictionary<string, string?>();
        foreach (var name in (string[])["alpha", "crm", "media-north", "media-south"])
        {
            settings[$"Sources__{name}__Scheme"] = "valara";
            settings[$"Sources__{name}__Secrets__0__Value"] = From.Valara().Secret;
        }

        var app = await ReceiverApp.StartAsync(browser.Azurite.NewAccount(), settings, new ScriptedHandler((found, _) =>
            found.Key.EventId == "evt_dead" ? throw new PermanentFailureException(Scene.Error) : Task.CompletedTask));
        await app.SendAsync(From.Valara().About("evt_dead"));
        await app.SendAsync(Scene.CameraStatus());
        await app.SendAsync(From.FastPix());
        using var refused = await app.PostAsync(From.FastPix().With("FastPix-Signature", "bm8="));
        foreach (var number in Enumerable.Range(0, 8))
        {
            await app.SendAsync(From.Envless().About($"id-{number}"));
        }

        foreach (var name in settings.Keys.Select(key => key.Split("__")[1]).Distinct())
        {
            using var answer = await app.PostAsync(From.Valara().About("evt_" + name), name);
            answer.IsSuccessStatusCode.ShouldBeTrue();
        }

        await app.ProcessAsync();
        return app;
    }

    private static LocatorAssertionsToContainTextOptions Patience => new() { Timeout = 20_000 };

    private static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);
}
