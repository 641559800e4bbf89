
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
