using System.Net;
using Webhooks.Signatures.Deliveries;

namespace Functions.Tests.Listening;

public sealed class ListenTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    private readonly ManualClock clock = new(TimeProvider.System.GetUtcNow());

    [AzuriteFact]
    public async Task New_events_arrive_in_order_with_body_and_headers_signed_with_the_secret_of_the_local_settings()
    {
        await using var app = await StartAsync();
        await using var local = await LocalApp.StartAsync();
        using var folder = Settings(("valara", "wh_the-secret-of-this-laptop"));
        await SendAsync(app, "evt_before");
        clock.Advance(TimeSpan.FromMilliseconds(1));
        await using var listener = await Listener.StartAsync(folder, UrlOf(app), local.Url, "--source", "valara");

        await SendAsync(app, "evt_1", "evt_2");
        await app.ProcessAsync();
        await SendAsync(app, "evt_3");
        await ArrivedAsync(local, 3);

        Ids(local).ShouldBe(["evt_1", "evt_2", "evt_3"]);
        var first = local.Received.First();
        var scheme = From.Valara().Scheme;
        var secret = (From.Valara() with { Secret = "wh_the-secret-of-this-laptop" }).Read();
        scheme.Verify(first, [secret], scheme.DefaultWindow, TimeProvider.System.GetUtcNow()).ShouldBeVerified();
        scheme.Verify(first, [From.Valara().Read()], scheme.DefaultWindow, TimeProvider.System.GetUtcNow()).ShouldBeOfType<Webhooks.Signatures.Schemes.Verification.Refused>();
        first.Body.ToArray().ShouldBe(Sent("evt_1", clock.GetUtcNow()).Body);
        first.Headers.Find("X-Webhook-Event-Id").ShouldBe("evt_1");
        (await listener.StopAsync()).ShouldBe(0, listener.Error);
        listener.Output.ShouldContain("200");
        listener.Error.ShouldContain("3 deliveries: 3 × 200.");
        (await app.RowsAsync("~raw-reads")).Count.ShouldBe(3);
    }

    [AzuriteFact]
    public async Task An_event_that_is_listed_late_is_handed_on_and_none_twice()
    {
        await using var app = await StartAsync();
        await using var local = await LocalApp.StartAsync();
        using var folder = Settings(("valara", From.Valara().Secret));
        await using var listener = await Listener.StartAsync(folder, UrlOf(app), local.Url, "--source", "valara");
        clock.Advance(TimeSpan.FromSeconds(10));
        await SendAsync(app, "evt_2");
        await ArrivedAsync(local, 1);

        // Another instance received it before, and its write took longer.
        clock.Advance(TimeSpan.FromSeconds(-5));
        await SendAsync(app, "evt_1");
        clock.Advance(TimeSpan.FromSeconds(7));
        await SendAsync(app, "evt_3");
        await ArrivedAsync(local, 3);
        clock.Advance(TimeSpan.FromMinutes(1));
        await SendAsync(app, "evt_4");
        await ArrivedAsync(local, 4);

        Ids(local).ShouldBe(["evt_2", "evt_1", "evt_3", "evt_4"]);
        (await listener.StopAsync()).ShouldBe(0);
    }

    [AzuriteFact]
    public async Task While_the_local_address_is_down_events_wait_in_order_and_none_is_lost_or_doubled()
    {
        await using var app = await StartAsync();
        await using var local = await LocalApp.StartAsync();
        using var folder = Settings(("valara", From.Valara().Secret));
        await using var listener = await Listener.StartAsync(folder, UrlOf(app), local.Url, "--source", "valara");
        await SendAsync(app, "evt_1");
        await ArrivedAsync(local, 1);
        await local.StopAsync();

        await SendAsync(app, "evt_2", "evt_3");
        await listener.SaysAsync("evt_2 waits");
        await local.StartAgainAsync();
        await ArrivedAsync(local, 3);
        await SendAsync(app, "evt_4");
        await ArrivedAsync(local, 4);

        Ids(local).ShouldBe(["evt_1", "evt_2", "evt_3", "evt_4"]);
        (await listener.StopAsync()).ShouldBe(0);
        listener.Error.Split("waits, and is sent first").Length.ShouldBe(2);
    }

    [AzuriteFact]
    public async Task A_receiver_that_restarts_is_waited_for_and_nothing_is_lost_or_doubled()
    {
        var (account, url) = (azurite.NewAccount(), $"http://127.0.0.1:{LocalApp.FreePort()}");
        var app = await StartAsync(account, url);
        await using var local = await LocalApp.StartAsync();
        using var folder = Settings(("valara", From.Valara().Secret));
        await using var listener = await Listener.StartAsync(folder, url, local.Url, "--source", "valara");
        await SendAsync(app, "evt_1");
        await ArrivedAsync(local, 1);

        await app.DisposeAsync();
        await listener.SaysAsync("Waiting for it");
        await using var again = await StartAsync(account, url);
        await SendAsync(again, "evt_2");
        await ArrivedAsync(local, 2);
        await listener.SaysAsync("The receiver answers again.");

        Ids(local).ShouldBe(["evt_1", "evt_2"]);
        (await listener.StopAsync()).ShouldBe(0);
    }

    [AzuriteFact]
    public async Task The_next_run_continues_where_the_last_one_ended_and_since_overrides_it()
    {
        await using var app = await StartAsync();
        await using var local = await LocalApp.StartAsync();
        using var folder = Settings(("valara", From.Valara().Secret));
        await using (var first = await Listener.StartAsync(folder, UrlOf(app), local.Url, "--source", "valara"))
        {
            await SendAsync(app, "evt_1");
            await ArrivedAsync(local, 1);
        }

        await SendAsync(app, "evt_2", "evt_3");
        await using (var second = await Listener.StartAsync(folder, UrlOf(app), local.Url, "--source", "valara"))
        {
            await ArrivedAsync(local, 3);
            Ids(local).ShouldBe(["evt_1", "evt_2", "evt_3"]);
        }

        await using (var overridden = await Listener.StartAsync(folder, UrlOf(app), local.Url, "--source", "valara", "--since", "10m", "--count", "3"))
        {
            (await overridden.EndsAsync()).ShouldBe(0, overridden.Error);
        }

        Ids(local).ShouldBe(["evt_1", "evt_2", "evt_3", "evt_1", "evt_2", "evt_3"]);
    }

    [AzuriteFact]
    public async Task The_same_listener_does_not_run_twice()
    {
        await using var app = await StartAsync();
        await using var local = await LocalApp.StartAsync();
        using var folder = Settings();
        await using var first = await Listener.StartAsync(folder, UrlOf(app), local.Url);

        await using var second = await Listener.StartAsync(folder, UrlOf(app), local.Url);
        await using var other = await Listener.StartAsync(folder, UrlOf(app), local.Url, "--type", "a.*");

        (await second.EndsAsync()).ShouldBe(2);
        second.Error.ShouldContain("runs already");
        (await other.StopAsync()).ShouldBe(0);
    }

    [AzuriteFact]
    public async Task A_receiver_that_gives_no_raw_bodies_says_what_to_set()
    {
        await using var app = await StartAsync(settings: new() { ["Operator__RawBodies"] = "false" });
        using var folder = Settings();

        await using var listener = await Listener.StartAsync(folder, UrlOf(app), "http://127.0.0.1:9/hooks");

        (await listener.EndsAsync()).ShouldBe(1);
        listener.Error.ShouldContain("set Operator__RawBodies=true");
    }

    [AzuriteFact]
    public async Task More_than_a_page_of_events_comes_whole_and_in_order()
    {
        await using var app = await StartAsync();
        await using var local = await LocalApp.StartAsync();
        using var folder = Settings(("valara", From.Valara().Secret));
        var ids = Enumerable.Range(0, 520).Select(number => $"evt_{number:D4}").ToArray();
        await SendAsync(app, ids);

        await using var listener = await Listener.StartAsync(folder, UrlOf(app), local.Url, "--source", "valara", "--since", "1h", "--count", "520");

        (await listener.EndsAsync()).ShouldBe(0, listener.Error);
        Ids(local).ShouldBe(ids);
    }

    private Task<ReceiverApp> StartAsync(string? account = null, string? url = null, Dictionary<string, string?>? settings = null) =>
        ReceiverApp.StartAsync(account ?? azurite.NewAccount(), settings, clock: clock, urls: url);

    private static string UrlOf(ReceiverApp app) => app.Http.BaseAddress!.GetLeftPart(UriPartial.Authority);

    // Each a millisecond after the one before.
    private async Task SendAsync(ReceiverApp app, params string[] ids)
    {
        foreach (var id in ids)
        {
            clock.Advance(TimeSpan.FromMilliseconds(1));
            using var answer = await app.PostAsync(Sent(id, clock.GetUtcNow()));
            answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        }
    }

    private static SignedDelivery Sent(string id, DateTimeOffset at) => (From.Valara() with { SentAt = at }).About(id);

    private static Task ArrivedAsync(LocalApp local, int count) => Eventually.Async(() => Task.FromResult(local.Received.Count >= count));

    private static IEnumerable<string> Ids(LocalApp local) => local.Received.Select(received => received.Headers.Find("X-Webhook-Event-Id")!);

    private static Folder Settings(params (string Source, string Secret)[] sources)
    {
        var folder = new Folder();
        var values = sources.SelectMany(source => new[] { $"\"Sources__{source.Source}__Scheme\": \"{source.Source}\"", $"\"Sources__{source.Source}__Secrets__0__Value\": \"{source.Secret}\"" });
        File.WriteAllText(Path.Combine(folder.Path, "local.settings.json"), $$"""{ "IsEncrypted": false, "Values": { {{string.Join(", ", values)}} } }""");
        return folder;
    }
}
