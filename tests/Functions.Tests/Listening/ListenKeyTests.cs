using System.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace Functions.Tests.Listening;

/// <summary>A listener as a person and as a script drives it.</summary>
public sealed class ListenKeyTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>, IAsyncLifetime, IDisposable
{
    private readonly ManualClock clock = new(TimeProvider.System.GetUtcNow());
    private readonly Folder folder = new();
    private ReceiverApp app = null!;
    private LocalApp local = null!;

    private string Url => app.Http.BaseAddress!.GetLeftPart(UriPartial.Authority);

    public async Task InitializeAsync()
    {
        app = await ReceiverApp.StartAsync(azurite.NewAccount(), clock: clock);
        local = await LocalApp.StartAsync();
        folder.Write("local.settings.json", """{ "Values": { "Sources__valara__Scheme": "valara", "Sources__valara__Secrets__0__Value": "wh_another-secret-here" } }""");
    }

    public async Task DisposeAsync()
    {
        await app.DisposeAsync();
        await local.DisposeAsync();
    }

    public void Dispose() => folder.Dispose();

    [AzuriteFact]
    public async Task R_sends_again_O_opens_the_page_D_shows_details_and_Q_ends()
    {
        await using var listener = await Listener.StartAsync(folder, Url, local.Url);
        listener.Press('r');
        await listener.SaysAsync("There was no event yet.");
        await SendAsync("evt_1/#");
        await listener.ShowsAsync("evt_1/#");

        listener.Press('r');
        await listener.ShowsAsync("(again)");
        listener.Press('o');
        listener.Press('d');
        await listener.ShowsAsync("\"event_id\":\"evt_1/#\"");
        listener.Press('?');
        await listener.SaysAsync("Keys: r sends");
        listener.Press('q');

        (await listener.EndsAsync()).ShouldBe(0, listener.Error);
        local.Received.Count.ShouldBe(2);
        local.Received.ShouldAllBe(received => received.Headers.Find("X-Webhook-Event-Id") == "evt_1/#");
        listener.Opened.ShouldHaveSingleItem().AbsoluteUri.ShouldBe($"{Url}/api/operator#/event?source=valara&id=evt_1%2F%23");
        listener.Output.ShouldContain("signed anew with ");
    }

    [AzuriteFact]
    public async Task C_prints_a_curl_command_that_sends_the_same_bytes_whatever_is_in_them()
    {
        await using var listener = await Listener.StartAsync(folder, Url, local.Url + "?a=b'c");
        await SendAsync("it's $(touch /tmp/x) `id` \\ é\u001b[2J\n'@");
        await SendAsync("large", new string('z', 60_000) + "'é");
        await Eventually.Async(() => Task.FromResult(local.Received.Count == 2));

        listener.Press('c');
        await listener.ShowsAsync("--data-binary @");
        listener.Press('q');
        (await listener.EndsAsync()).ShouldBe(0);

        var command = listener.Output[listener.Output.IndexOf("curl -sS", StringComparison.Ordinal)..];
        await RunAsync(command);
        Same(local.Received.ElementAt(2), local.Received.ElementAt(1));
    }

    [AzuriteFact]
    public async Task C_keeps_a_small_body_in_the_command_and_moves_no_cursor()
    {
        await using var listener = await Listener.StartAsync(folder, Url, local.Url);
        await SendAsync("small", "@it's $(touch /tmp/x) `id` \\ é\u001b[2J\n \u0085");
        await listener.ShowsAsync("small");

        listener.Press('c');
        await listener.ShowsAsync("--data-raw ");
        listener.Press('q');
        (await listener.EndsAsync()).ShouldBe(0);

        var command = listener.Output[listener.Output.IndexOf("curl -sS", StringComparison.Ordinal)..];
        command.Where(c => c is < ' ' and not ('\n' or '\r') or > '~').ShouldBeEmpty();
        await RunAsync(command);
        Same(local.Received.ElementAt(1), local.Received.First());
    }

    [AzuriteFact]
    public async Task An_answer_that_is_an_error_is_shown_and_the_next_event_follows()
    {
        local.Answer = async context =>
        {
            context.Response.StatusCode = local.Received.Count == 1 ? 500 : 204;
            await (local.Received.Count == 1 ? context.Response.WriteAsync("no such \u001b[31mtable") : Task.CompletedTask);
        };
        await using var listener = await Listener.StartAsync(folder, Url, local.Url, "--json", "--count", "2", "--who", "dana");
        await SendAsync("evt_1");
        await SendAsync("evt_2");

        (await listener.EndsAsync()).ShouldBe(1);

        listener.Json.Select(line => ((string)line["event_id"]!, (int)line["status"]!)).ShouldBe([("evt_1", 500), ("evt_2", 204)]);
        ((string)listener.Json[0]["answer"]!).ShouldContain("no such");
        ((string)listener.Json[0]["source"]!, (string)listener.Json[0]["event_type"]!, (bool)listener.Json[0]["is_again"]!).ShouldBe(("valara", "listing.created", false));
        listener.Json[0]["secret_fingerprint"].ShouldNotBeNull();
        (await app.RowsAsync("~raw-reads")).ShouldAllBe(row => row.GetString("RequestedBy") == "dana");
    }

    [AzuriteFact]
    public async Task Skip_failed_leaves_out_what_nobody_answers_and_s_does_it_by_hand()
    {
        await local.StopAsync();
        await using (var skipping = await Listener.StartAsync(folder, Url, local.Url, "--json", "--skip-failed", "--count", "1"))
        {
            await SendAsync("evt_1");
            (await skipping.EndsAsync()).ShouldBe(1);
            skipping.Json.ShouldHaveSingleItem()["status"].ShouldBeNull();
        }

        await using var listener = await Listener.StartAsync(folder, Url, local.Url);
        await SendAsync("evt_2");
        await SendAsync("evt_3");
        await listener.SaysAsync("evt_2 waits");
        listener.Press('s');
        await listener.SaysAsync("evt_3 waits");
        await local.StartAgainAsync();
        await Eventually.Async(() => Task.FromResult(local.Received.Count == 1));

        local.Received.Single().Headers.Find("X-Webhook-Event-Id").ShouldBe("evt_3");
        (await listener.StopAsync()).ShouldBe(1);
    }

    [AzuriteFact]
    public async Task A_connection_that_breaks_before_the_answer_is_tried_again_with_the_same_event()
    {
        local.Answer = context =>
        {
            if (local.Received.Count == 1)
            {
                context.Abort();
            }

            return Task.CompletedTask;
        };
        await using var listener = await Listener.StartAsync(folder, Url, local.Url);
        await SendAsync("evt_1");
        await SendAsync("evt_2");
        await Eventually.Async(() => Task.FromResult(local.Received.Count == 3));

        local.Received.Select(received => received.Headers.Find("X-Webhook-Event-Id")).ShouldBe(["evt_1", "evt_1", "evt_2"]);
        (await listener.StopAsync()).ShouldBe(0, listener.Error);
    }

    private async Task SendAsync(string id, string? blob = null)
    {
        clock.Advance(TimeSpan.FromMilliseconds(1));
        var sent = (From.Valara() with { SentAt = clock.GetUtcNow() }).WithBody(body => (body["event_id"], body["nonce"], body["data"]!["blob"]) = (id, Guid.NewGuid().ToString(), blob)) with { Id = id };
        sent = id.All(c => c is > ' ' and <= '~') ? sent : sent.Without("X-Webhook-Event-Id");
        (await app.PostAsync(sent)).EnsureSuccessStatusCode();
    }

    private static async Task RunAsync(string command)
    {
        using var shell = Process.Start(new ProcessStartInfo("bash", ["-c", command]) { RedirectStandardError = true })!;
        var errors = await shell.StandardError.ReadToEndAsync();
        await shell.WaitForExitAsync();
        shell.ExitCode.ShouldBe(0, errors);
    }

    private static void Same(Webhooks.Signatures.Deliveries.Delivery one, Webhooks.Signatures.Deliveries.Delivery other)
    {
        one.Body.ToArray().ShouldBe(other.Body.ToArray());
        one.Query.ShouldBe(other.Query);
        one.Headers.Select(field => $"{field.Key}: {string.Join(',', field.Value)}").Order().ShouldBe(other.Headers.Select(field => $"{field.Key}: {string.Join(',', field.Value)}").Order());
    }
}
