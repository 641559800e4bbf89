using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Browser.Tests;

[Collection(Browser.Collection)]
public sealed class HandlerTests(Browser browser)
{
    [BrowserFact]
    public async Task A_handler_is_paused_with_a_note_and_resumed()
    {
        await using var app = await Scene.PlayAsync(browser);
        await using var visit = await browser.VisitAsync(app.Http.BaseAddress!, "handlers");
        var row = visit.This("li.row").Filter(new() { HasText = "scripted" });
        await Expect(row.Locator(".mark")).ToHaveTextAsync("Active");

        await row.GetByRole(AriaRole.Button, new() { Name = "Pause scripted" }).ClickAsync();
        await visit.OrderAsync("maintenance until 04:00", "Pause");
        await Expect(row.Locator(".mark")).ToHaveTextAsync("Paused");
        await Expect(row).ToContainTextAsync("by ada@desk: maintenance until 04:00");
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Overview" }).ClickAsync();
        await Expect(visit.This("main")).ToContainTextAsync("Handler scripted is paused");

        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Handler scripted is paused" }).ClickAsync();
        await row.GetByRole(AriaRole.Button, new() { Name = "Resume scripted" }).ClickAsync();
        await visit.OrderAsync("done", "Resume");
        await Expect(row.Locator(".mark")).ToHaveTextAsync("Resuming");
    }

    [BrowserFact]
    public async Task The_event_shows_its_handlers_and_is_resent_to_one_of_them()
    {
        await using var app = await Scene.PlayAsync(browser);
        await using var visit = await browser.VisitAsync(app.Http.BaseAddress!, "event?source=valara&id=evt_delivered");
        await Expect(visit.This("tr").Filter(new() { HasText = "scripted" }).Locator(".mark")).ToHaveTextAsync("Done");

        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Resend to scripted" }).ClickAsync();
        await visit.OrderAsync("lost over there", "Resend");

        await Expect(visit.This("tr").Filter(new() { HasText = "scripted" }).Locator(".mark")).ToHaveTextAsync("Waiting");
        (await app.HistoryAsync("evt_delivered")).ShouldBe("resent");
    }

    [BrowserFact]
    public async Task A_dead_letter_is_redriven_from_its_own_view()
    {
        await using var app = await Scene.PlayAsync(browser);
        await using var visit = await browser.VisitAsync(app.Http.BaseAddress!, "event?source=valara&id=evt_listing_001");
        await Expect(visit.This("tr").Filter(new() { HasText = "scripted" })).ToContainTextAsync(Scene.Error);

        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Redrive what failed" }).ClickAsync();
        await visit.OrderAsync("the catalogue is complete", "Redrive");

        await Expect(visit.This(".head .mark")).ToHaveTextAsync("Pending");
        (await app.HistoryAsync("evt_listing_001")).ShouldBe("dead-lettered, redriven");
    }

    [BrowserFact]
    public async Task A_test_message_goes_to_the_channel_that_was_chosen_and_its_answer_is_said()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        await using var slack = builder.Build();
        slack.Urls.Add("http://127.0.0.1:0");
        var received = new ConcurrentQueue<string>();
        slack.Run(async context =>
        {
            received.Enqueue(context.Request.Path.Value!);
            context.Response.StatusCode = context.Request.Path == "/bad" ? 404 : 200;
            await context.Response.WriteAsync("ok");
        });
        await slack.StartAsync();
        var settings = ((string[])["good", "bad"]).SelectMany(name => new KeyValuePair<string, string?>[]
        {
            new($"Notifications__Channels__{name}__Type", "slack"), new($"Notifications__Channels__{name}__Url", $"{slack.Urls.First()}/{name}"),
        });
        await using var app = await ReceiverApp.StartAsync(browser.Azurite.NewAccount(), new(settings));
        await using var visit = await browser.VisitAsync(app.Http.BaseAddress!, "handlers", viewport: Viewport.Phone);
        var dialog = visit.Page.GetByRole(AriaRole.Dialog);

        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Send a test message to good" }).ClickAsync();
        await dialog.GetByLabel("Requested by").FillAsync("ada@desk");
        await Expect(dialog.GetByLabel("Reason")).ToBeHiddenAsync();
        received.ShouldBeEmpty();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
        await Expect(dialog).ToContainTextAsync("The channel accepted the message.");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();

        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Send a test message to bad" }).ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
        await Expect(dialog.GetByRole(AriaRole.Alert)).ToContainTextAsync("Answered 404");
        received.ShouldBe(["/good", "/bad"]);
    }

    private static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);
}
