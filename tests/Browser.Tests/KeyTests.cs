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

    [BrowserFact]
    public async Task A_key_stays_in_its_tab_unless_it_is_to_be_remembered_and_then_until_it_is_forgotten()
    {
        await using var app = await Scene.PlayAsync(browser);
        await using var front = await KeyedFront.BeforeAsync(app.Http.BaseAddress!);
        await using var visit = await browser.VisitAsync(front.Address, "dead");
        visit.Expected = "401";
        await Expect(visit.Page.GetByLabel("Remember this key on this device")).Not.ToBeCheckedAsync();
        await visit.Page.GetByLabel("Function key").FillAsync(KeyedFront.Key);
        await visit.Page.Keyboard.PressAsync("Enter");
        await Expect(visit.Row("evt_listing_000")).ToBeVisibleAsync();
        (await StoredAsync(visit)).ShouldBe("1 0");

        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Forget key" }).ClickAsync();
        await Expect(visit.Page.GetByLabel("Function key")).ToBeFocusedAsync();
        await Expect(visit.This("#key-rejected")).ToBeHiddenAsync();
        await Expect(visit.Row("evt_listing_000")).ToHaveCountAsync(0);
        await visit.Page.GetByLabel("Function key").FillAsync(KeyedFront.Key);
        await visit.Page.GetByLabel("Remember this key on this device").CheckAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Show the data" }).ClickAsync();
        await Expect(visit.Row("evt_listing_000")).ToBeVisibleAsync();
        (await StoredAsync(visit)).ShouldBe("0 1");

        var tab = await visit.Page.Context.NewPageAsync();
        await tab.GotoAsync(visit.Page.Url);
        await Expect(tab.Locator("#rows > li").First).ToBeVisibleAsync();
        await tab.GetByRole(AriaRole.Button, new() { Name = "Forget key" }).ClickAsync();
        await Expect(tab.GetByLabel("Function key")).ToBeVisibleAsync();
        (await StoredAsync(visit)).ShouldBe("0 0");
        await Expect(visit.Page.GetByLabel("Function key")).ToBeVisibleAsync(new() { Timeout = 20_000 });
        await Expect(visit.This("#rows")).ToHaveCountAsync(0);
    }

    [BrowserFact]
    public async Task A_remembered_key_that_is_not_accepted_any_more_is_forgotten()
    {
        await using var app = await Scene.PlayAsync(browser);
        await using var front = await KeyedFront.BeforeAsync(app.Http.BaseAddress!);
        await using var visit = await browser.VisitAsync(front.Address, "dead");
        visit.Expected = "401";
        await visit.Page.GetByLabel("Function key").FillAsync("of another app");
        await visit.Page.GetByLabel("Remember this key on this device").CheckAsync();
        await visit.Page.Keyboard.PressAsync("Enter");

        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Show the data" }).ClickAsync();
        await Expect(visit.This("#key-rejected")).ToBeVisibleAsync();
        (await StoredAsync(visit)).ShouldBe("0 0");
    }

    private static Task<string> StoredAsync(Visit visit) => visit.Page.EvaluateAsync<string>(
        "key => [sessionStorage, localStorage].map(storage => Object.values(storage).filter(value => value.includes(key)).length).join(' ')", KeyedFront.Key);

    private static List<string> Addresses(Visit visit) => [.. visit.Requests.Select(request => request.Url)];

    private static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);
}
