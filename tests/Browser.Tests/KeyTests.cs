namespace Browser.Tests;

[Collection(Browser.Collection)]
public sealed class KeyTests(Browser browser)
{
    [BrowserFact]
    public async Task Without_a_key_there_is_no_data_and_the_page_asks_for_one()
    {
        await using var app = await Scene.PlayAsync(browser);
        await using var front = await KeyedFront.BeforeAsync(app.Http.BaseAddress!);
        await using var visit = await browser.VisitAsync(front.Address, "dead");
        visit.Expected = "401";
        await Expect(visit.This("h1")).ToHaveTextAsync("A function key is needed");
        await Expect(visit.Page.GetByLabel("Function key")).ToBeFocusedAsync();

        await visit.Page.Keyboard.TypeAsync("a wrong one");
        await visit.Page.Keyboard.PressAsync("Enter");
        await Expect(visit.This("#key-rejected")).ToBeVisibleAsync();

        await visit.Page.Keyboard.TypeAsync(KeyedFront.Key);
        await visit.Page.Keyboard.PressAsync("Enter");
        await Expect(visit.This("h1")).ToHaveTextAsync("Dead letters");
        await Expect(visit.This("h1")).ToBeFocusedAsync();
        await Expect(visit.Row("evt_listing_000")).ToBeVisibleAsync();
        Addresses(visit).ShouldNotContain(address => address.Contains("the-key", StringComparison.Ordinal));
    }

    [BrowserFact]
    public async Task A_key_in_the_address_is_taken_over_and_out_of_it_at_once()
    {
        await using var app = await Scene.PlayAsync(browser);
        await using var front = await KeyedFront.BeforeAsync(app.Http.BaseAddress!);
        await using var visit = await browser.VisitAsync(front.Address, "log", "?code=" + Uri.EscapeDataString(KeyedFront.Key));

        await Expect(visit.Row("evt_listing_000")).ToBeVisibleAsync();
        new Uri(visit.Page.Url).PathAndQuery.ShouldBe("/api/operator");
        Addresses(visit).Skip(1).ShouldNotContain(address => address.Contains("the-key", StringComparison.Ordinal));

        await visit.Page.ReloadAsync();
        await Expect(visit.Row("evt_listing_000")).ToBeVisibleAsync();
        (await visit.Page.EvaluateAsync<int>("localStorage.length")).ShouldBe(0);
    }

    private static List<string> Addresses(Visit visit) => [.. visit.Requests.Select(request => request.Url)];

    private static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);
}
