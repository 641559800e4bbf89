using System.Net;
using System.Text;
using Webhooks.Signatures.Schemes;

namespace Functions.Tests.Listening;

/// <summary>What the local app verifies, with a secret of its own.</summary>
public sealed class ListenSchemeTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    private readonly ManualClock clock = new(TimeProvider.System.GetUtcNow());

    // A sender's delivery, and the secret of this laptop.
    private SignedDelivery Delivery(string scheme) => scheme switch
    {
        "valara" => From.Valara(),
        "novavms" => From.NovaVms(),
        "fastpix" => From.FastPix(),
        "envless" => From.Envless(),
        "standard-webhooks" => From.StandardWebhooks(),
        "svix" => From.StandardWebhooks("svix"),
        "stripe" => From.Preset("stripe", sent => [("Stripe-Signature", $"t={sent.Unix},v1={From.Hex(sent.Key, sent.Unix + ".", sent.Body)}")]),
        _ => From.Preset("github", sent => [("X-Hub-Signature-256", "sha256=" + From.Hex(sent.Key, "", sent.Body)), ("X-GitHub-Event", "push"), ("X-GitHub-Delivery", "d-1")]),
    };

    [AzuriteTheory]
    [InlineData("valara", "wh_another-secret-here")]
    [InlineData("novavms", "whsec_live_00000000000000000000000000000000")]
    [InlineData("fastpix", "YW5vdGhlci1zZWNyZXQtb2YtdGhlLWxhcHRvcC0wMDE=")]
    [InlineData("envless", "whsec_another_secret_of_the_laptop_01")]
    [InlineData("standard-webhooks", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSx")]
    [InlineData("svix", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSx")]
    [InlineData("github", "another-secret-of-the-laptop")]
    [InlineData("stripe", "another-secret-of-the-laptop")]
    public async Task A_delivery_signed_anew_verifies_with_the_local_secret_and_no_longer_with_the_senders(string name, string secret)
    {
        var (scheme, sent) = (name == "svix" ? "standard-webhooks" : name, Delivery(name) with { SentAt = clock.GetUtcNow() });
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), new() { ["Sources__lab__Scheme"] = scheme, ["Sources__lab__Secrets__0__Value"] = sent.Secret }, clock: clock);
        await using var local = await LocalApp.StartAsync();
        using var folder = new Folder();
        folder.Write("local.settings.json", $$"""{ "Values": { "Sources__lab__Scheme": "{{scheme}}", "Sources__lab__Secrets__0__Value": "{{secret}}" } }""");
        (await app.PostAsync(sent, "lab")).StatusCode.ShouldBe(HttpStatusCode.Accepted);

        await using var listener = await Listener.StartAsync(folder, app.Http.BaseAddress!.GetLeftPart(UriPartial.Authority), local.Url, "--source", "lab", "--since", "1m", "--count", "1");

        (await listener.EndsAsync()).ShouldBe(0, listener.Error);
        var received = local.Received.ShouldHaveSingleItem();
        received.Body.ToArray().ShouldBe(sent.Body);
        var (mine, theirs) = ((sent with { Secret = secret }).Read(), sent.Read());
        sent.Scheme.Verify(received, [mine], sent.Scheme.DefaultWindow, TimeProvider.System.GetUtcNow()).ShouldBeVerified();
        sent.Scheme.Verify(received, [theirs], sent.Scheme.DefaultWindow, TimeProvider.System.GetUtcNow()).ShouldBeOfType<Verification.Refused>();
    }

    [AzuriteFact]
    public async Task Original_sends_the_headers_as_they_came()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), clock: clock);
        await using var local = await LocalApp.StartAsync();
        using var folder = new Folder();
        var sent = From.Valara().With("User-Agent", "valara/1.0 (J\u00f6rg)") with { SentAt = clock.GetUtcNow() };
        using var http = new HttpClient(new SocketsHttpHandler { RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8 }) { BaseAddress = app.Http.BaseAddress };
        (await ReceiverApp.PostAsync(http, sent, "valara")).StatusCode.ShouldBe(HttpStatusCode.Accepted);

        await using var listener = await Listener.StartAsync(folder, UrlOf(app), local.Url, "--source", "valara", "--original", "--since", "1m", "--count", "1");

        (await listener.EndsAsync()).ShouldBe(0, listener.Error);
        local.Received.Single().Headers.Find("X-Webhook-Signature").ShouldBe(sent.Header("X-Webhook-Signature"));
        local.Received.Single().Headers.Find("X-Webhook-Timestamp").ShouldBe(sent.Unix);
        local.Received.Single().Headers.Find("User-Agent").ShouldBe("valara/1.0 (J\u00f6rg)");
    }

    [AzuriteFact]
    public async Task Two_sources_come_each_signed_with_its_own_secret_to_its_own_path_and_one_without_a_secret_as_it_came()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), clock: clock);
        await using var local = await LocalApp.StartAsync();
        using var folder = new Folder();
        folder.Write("local.settings.json", """
            { "Values": { "Sources__valara__Scheme": "valara", "Sources__valara__Secrets__0__Value": "wh_another-secret-here",
              "Sources__fastpix__Scheme": "fastpix", "Sources__fastpix__Secrets__0__Value": "YW5vdGhlci1zZWNyZXQtb2YtdGhlLWxhcHRvcC0wMDE=" } }
            """);
        var envless = From.Envless() with { SentAt = clock.GetUtcNow() };
        foreach (var sent in new[] { From.Valara() with { SentAt = clock.GetUtcNow() }, From.FastPix(), envless })
        {
            (await app.PostAsync(sent)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
            clock.Advance(TimeSpan.FromMilliseconds(1));
        }

        await using var listener = await Listener.StartAsync(folder, UrlOf(app), local.Url + "/{source}?from={source}", "--since", "1m", "--count", "3");

        (await listener.EndsAsync()).ShouldBe(0, listener.Error);
        local.Paths.ShouldBe(["/hooks/valara", "/hooks/fastpix", "/hooks/envless"]);
        local.Received.Select(received => received.Query).ShouldBe(["from=valara", "from=fastpix", "from=envless"]);
        var (valara, fastpix) = (From.Valara() with { Secret = "wh_another-secret-here" }, From.FastPix() with { Secret = "YW5vdGhlci1zZWNyZXQtb2YtdGhlLWxhcHRvcC0wMDE=" });
        valara.Scheme.Verify(local.Received.First(), [valara.Read()], valara.Scheme.DefaultWindow, TimeProvider.System.GetUtcNow()).ShouldBeVerified();
        fastpix.Scheme.Verify(local.Received.ElementAt(1), [fastpix.Read()], fastpix.Scheme.DefaultWindow, TimeProvider.System.GetUtcNow()).ShouldBeVerified();
        local.Received.Last().Headers.Find("webhook-signature").ShouldBe(envless.Header("webhook-signature"));
        listener.Error.ShouldContain("Events of envless are sent as they came");
    }

    [AzuriteFact]
    public async Task A_source_that_is_named_and_cannot_be_signed_for_is_an_error_before_anything_is_read()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), clock: clock);
        using var folder = new Folder();
        folder.Write("local.settings.json", """{ "Values": { } }""");

        await using var listener = await Listener.StartAsync(folder, UrlOf(app), "http://127.0.0.1:9/hooks", "--source", "valara");

        (await listener.EndsAsync()).ShouldBe(2);
        listener.Error.ShouldContain("--original");
        listener.Error.ShouldContain("--secret");
    }

    [AzuriteFact]
    public async Task Types_are_chosen_by_their_beginning()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), clock: clock);
        await using var local = await LocalApp.StartAsync();
        using var folder = new Folder();
        foreach (var type in new[] { "listing.created", "media.ready", "media.delivery.failed", "mediation.done" })
        {
            var sent = (From.Valara() with { SentAt = clock.GetUtcNow() }).About(type).WithBody(body => (body["event_type"], body["event_id"], body["nonce"]) = (type, type, type)) with { Id = type };
            (await app.PostAsync(sent)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
            clock.Advance(TimeSpan.FromMilliseconds(1));
        }

        await using var listener = await Listener.StartAsync(folder, UrlOf(app), local.Url, "--type", "media.*", "--original", "--since", "1m", "--count", "2");

        (await listener.EndsAsync()).ShouldBe(0, listener.Error);
        local.Received.Select(received => received.Headers.Find("X-Webhook-Event-Id")).ShouldBe(["media.ready", "media.delivery.failed"]);
    }

    [AzuriteFact]
    public async Task Hostile_ids_and_large_bodies_come_exact_and_move_no_cursor()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), new() { ["Sources__valara__MaxBodyBytes"] = "8388608" }, clock: clock);
        await using var local = await LocalApp.StartAsync();
        using var folder = new Folder();
        string[] ids = ["a/b?c=d#e&f", "\u001b[2J\u001b[31m", "'; rm -rf ~ #", "日本\u202E", new string('x', 900)];
        foreach (var id in ids)
        {
            // Its header would mirror the id, and no header can hold some of these.
            var sent = (From.Valara() with { SentAt = clock.GetUtcNow() }).WithBody(body => (body["event_id"], body["nonce"], body["data"]!["blob"]) = (id, id, new string('y', 900_000))).Without("X-Webhook-Event-Id");
            (await app.PostAsync(sent)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
            clock.Advance(TimeSpan.FromMilliseconds(1));
        }

        await using var listener = await Listener.StartAsync(folder, UrlOf(app), local.Url, "--original", "--since", "1m", "--count", $"{ids.Length}");

        (await listener.EndsAsync()).ShouldBe(0, listener.Error);
        local.Received.Select(received => (string)System.Text.Json.Nodes.JsonNode.Parse(Encoding.UTF8.GetString(received.Body.Span))!["event_id"]!).ShouldBe(ids);
        local.Received.ShouldAllBe(received => received.Body.Length > 900_000);
        listener.Output.ShouldNotContain("\u001b");
        listener.Output.ShouldNotContain("\u202E");
    }

    private static string UrlOf(ReceiverApp app) => app.Http.BaseAddress!.GetLeftPart(UriPartial.Authority);
}
