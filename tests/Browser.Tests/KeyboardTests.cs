
namespace Browser.Tests;

[Collection(Browser.Collection)]
public sealed class KeyboardTests(Browser browser)
{
    [BrowserFact]
    public async Task A_dead_letter_is_read_and_redriven_without_a_mouse()
    {
        await using var app = await Scene.PlayAsync(browser, deadLetters: 1);
        await using var visit = await browser.VisitAsync(app.Http.BaseAddress!, "overview");
        await Expect(visit.This(".source").First).ToBeVisibleAsync();

        await visit.Page.Keyboard.PressAsync("Tab");
        await Expect(visit.This("#skip")).ToBeFocusedAsync();
        await TabToAsync(visit, "[data-tab=dead]");
        await visit.Page.Keyboard.PressAsync("Enter");
        await Expect(visit.This("h1")).ToHaveTextAsync("Dead letters");
        await Expect(visit.This("h1")).ToBeFocusedAsync();

        await TabToAsync(visit, "#rows summary");
        await visit.Page.Keyboard.PressAsync("Enter");
        await Expect(visit.This("#rows .body")).ToBeVisibleAsync();
        await visit.Page.Keyboard.PressAsync("Shift+Tab");
        await visit.Page.Keyboard.PressAsync("Space");
        await visit.Page.Keyboard.PressAsync("Shift+Tab");
        await visit.Page.Keyboard.PressAsync("Shift+Tab");
        await Expect(visit.This("#redrive-picked")).ToBeFocusedAsync();
        await visit.Page.Keyboard.PressAsync("Enter");

        var dialog = visit.Page.GetByRole(AriaRole.Dialog);
        await Expect(dialog.GetByLabel("Requested by")).ToBeFocusedAsync();
        await visit.Page.Keyboard.PressAsync("Escape");
        await Expect(visit.This("#redrive-picked")).ToBeFocusedAsync();

        await visit.Page.Keyboard.PressAsync("Enter");
        await Expect(dialog.GetByLabel("Requested by")).ToBeFocusedAsync();
        await visit.Page.Keyboard.TypeAsync("ada");
        await visit.Page.Keyboard.PressAsync("Tab");
        await visit.Page.Keyboard.TypeAsync("fixed");
        await visit.Page.Keyboard.PressAsync("Enter");
        await Expect(dialog.GetByRole(AriaRole.Button, new() { Name = "Close" })).ToBeFocusedAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        await Expect(visit.This(".empty")).ToContainTextAsync("No dead letters");
        (await app.HistoryAsync("evt_listing_000")).ShouldBe("dead-lettered, redriven");
    }

    [BrowserFact]
    public async Task Single_keys_move_through_the_log()
    {
        await using var app = await Scene.PlayAsync(browser);
        await using var visit = await browser.VisitAsync(app.Http.BaseAddress!, "log");
        var rows = visit.This("#rows > li");
        await Expect(rows).ToHaveCountAsync(9);

        await visit.Page.Keyboard.PressAsync("j");
        await Expect(rows.Nth(0).Locator("summary")).ToBeFocusedAsync();
        await visit.Page.Keyboard.PressAsync("j");
        await visit.Page.Keyboard.PressAsync("j");
        await visit.Page.Keyboard.PressAsync("k");
        await Expect(rows.Nth(1).Locator("summary").First).ToBeFocusedAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        await Expect(rows.Nth(1).Locator(".detail .event")).ToBeVisibleAsync();
        await visit.Page.Keyboard.PressAsync("j");
        await Expect(rows.Nth(2).Locator("summary").First).ToBeFocusedAsync();

        var before = visit.Requests.Count;
        await visit.Page.RunAndWaitForRequestAsync(() => visit.Page.Keyboard.PressAsync("r"), request => request.Url.EndsWith("/operator/page/log", StringComparison.Ordinal) && request.Headers.GetValueOrDefault("if-none-match") is null);
        visit.Requests.Count.ShouldBeGreaterThan(before);
        await Expect(rows.Nth(1).Locator(".detail .event")).ToBeVisibleAsync();

        await visit.Page.Keyboard.PressAsync("/");
        await Expect(visit.Page.GetByLabel("Search by id")).ToBeFocusedAsync();
        await visit.Page.Keyboard.TypeAsync("jk/r?");
        await Expect(visit.Page.GetByLabel("Search by id")).ToHaveValueAsync("jk/r?");
        await Expect(visit.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
    }

    [BrowserFact]
    public async Task The_question_mark_explains_the_keys_and_they_can_be_switched_off()
    {
        await using var app = await Scene.PlayAsync(browser);
        await using var visit = await browser.VisitAsync(app.Http.BaseAddress!, "log");
        await Expect(visit.This("#rows > li")).ToHaveCountAsync(9);

        await visit.Page.Keyboard.PressAsync("?");
        var help = visit.Page.GetByRole(AriaRole.Dialog, new() { Name = "Keys" });
        await Expect(help).ToContainTextAsync("Next row");
        await help.GetByLabel("Single keys work").UncheckAsync();
        await visit.Page.Keyboard.PressAsync("Escape");
        await visit.Page.Keyboard.PressAsync("j");
        await Expect(visit.This("#rows summary:focus")).ToHaveCountAsync(0);

        await visit.Page.ReloadAsync();
        await Expect(visit.This("#rows > li")).ToHaveCountAsync(9);
        await visit.Page.Keyboard.PressAsync("j");
        await Expect(visit.This("#rows summary:focus")).ToHaveCountAsync(0);
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Keys" }).ClickAsync();
        await help.GetByLabel("Single keys work").CheckAsync();
        await visit.Page.Keyboard.PressAsync("Escape");
        await visit.Page.Keyboard.PressAsync("j");
        await Expect(visit.This("#rows summary:focus")).ToHaveCountAsync(1);
    }

    [BrowserFact]
    public async Task Keys_with_a_modifier_and_keys_in_a_dialog_are_not_ours()
    {
        await using var app = await Scene.PlayAsync(browser, deadLetters: 1);
        await using var visit = await browser.VisitAsync(app.Http.BaseAddress!, "dead");
        await Expect(visit.Row("evt_listing_000")).ToBeVisibleAsync();

        await visit.Page.Keyboard.PressAsync("Control+j");
        await visit.Page.Keyboard.PressAsync("Alt+j");
        await Expect(visit.This("#rows summary:focus")).ToHaveCountAsync(0);
        await visit.This("#pick-all").CheckAsync();
        await visit.This("#redrive-picked").ClickAsync();
        var dialog = visit.Page.GetByRole(AriaRole.Dialog);
        await Expect(dialog.GetByLabel("Requested by")).ToBeFocusedAsync();
        await visit.Page.Keyboard.TypeAsync("r?/jk");
        await Expect(dialog.GetByLabel("Requested by")).ToHaveValueAsync("r?/jk");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).FocusAsync();
        await visit.Page.Keyboard.PressAsync("j");
        await Expect(dialog.GetByRole(AriaRole.Button, new() { Name = "Cancel" })).ToBeFocusedAsync();
    }

    private static async Task TabToAsync(Visit visit, string selector)
    {
        for (var tabs = 0; tabs < 60; tabs++)
        {
            if (await visit.This(selector).First.EvaluateAsync<bool>("element => element === document.activeElement"))
            {
                return;
            }

            await visit.Page.Keyboard.PressAsync("Tab");
        }

        throw new ShouldAssertException($"{selector} cannot be reached with the Tab key.");
    }

    private static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);
}
