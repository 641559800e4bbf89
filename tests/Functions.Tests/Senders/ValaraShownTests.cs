using System.Text.Json.Nodes;

namespace Functions.Tests.Senders;

// What Valara's pages call agency_id, total_bytes, duration_seconds and error.message, where somebody looks for it.
public sealed class ValaraShownTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    private static readonly string Message = "Destination bucket rejected upload: " + new string('x', 1024 - 36);

    [AzuriteFact]
    public async Task Agency_id_and_duration_seconds_and_the_whole_human_readable_message_of_a_failure_are_on_the_board_and_with_the_event()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());
        var id = await app.ReceiveAsync(ValaraDeliveries.Failed(body => body["data"]!["error"]!["message"] = Message));

        var details = (await app.JobAsync())["details"]!;
        ((string)details["agency_id"]!, (string)details["duration_seconds"]!, (string)details["error_code"]!, (string)details["error_message"]!)
            .ShouldBe(("user_01HXAGENCY", "95", "composio_401", Message));
        await ShouldBeShownAsync(app, id, "user_01HXAGENCY", "\"duration_seconds\": 95", Message);
    }

    [AzuriteFact]
    public async Task Agency_id_and_duration_seconds_and_total_bytes_of_a_completion_are_on_the_board_and_with_the_event()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());
        var id = await app.ReceiveAsync(ValaraDeliveries.Completed(_ => { }));

        var job = await app.JobAsync();
        var details = job["details"]!;
        ((string)details["agency_id"]!, (string)details["duration_seconds"]!, (string)details["total_bytes"]!).ShouldBe(("user_01HXAGENCY", "95", "734003200"));
        ((string)job["summary"]!).ShouldEndWith("46 files delivered to google_drive /Listings/HMREK1T, 0 failed, 700 MiB");
        await ShouldBeShownAsync(app, id, "user_01HXAGENCY", "\"duration_seconds\": 95", "\"total_bytes\": 734003200");
    }

    [AzuriteFact]
    public async Task An_address_in_the_message_is_shown_without_what_may_be_secret()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());
        await app.ReceiveAsync(ValaraDeliveries.Failed(body => body["data"]!["error"]!["message"] = "403 on https://store.example.com/b/k?X-Signature=hunter2"));

        ((string)(await app.JobAsync())["details"]!["error_message"]!).ShouldBe("403 on https://store.example.com");
    }

    private static async Task ShouldBeShownAsync(ReceiverApp app, string id, params string[] texts)
    {
        var hook = new HookShell(app);
        (await hook.RunAsync("show", id)).ShouldBe(0);
        var shown = string.Concat(hook.Output.Split(Environment.NewLine).Select(line => line.Trim()));
        var page = System.Net.WebUtility.HtmlDecode(await app.Http.GetStringAsync(new Uri($"operator/page/event?source=valara&id={id}", UriKind.Relative)));
        (await hook.RunAsync("status")).ShouldBe(0);
        var board = System.Net.WebUtility.HtmlDecode(await app.Http.GetStringAsync(new Uri("operator/page/status", UriKind.Relative)));
        foreach (var text in texts)
        {
            shown.ShouldContain(text);
            page.ShouldContain(text);
        }

        board.ShouldContain(texts[0]);
    }
}
