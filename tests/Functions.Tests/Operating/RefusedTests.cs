using System.Diagnostics.Metrics;
using System.Net;

namespace Functions.Tests.Operating;

[Collection(Alone.Collection)]
public sealed class RefusedTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    private static readonly string WrongSignature = "sha256=" + new string('0', 64);

    [AzuriteFact]
    public async Task A_refused_delivery_is_listed_with_its_reason_and_without_secrets()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());
        var hook = new HookShell(app);
        var delivery = From.Valara().With("X-Webhook-Signature", WrongSignature)
            .With("Authorization", "Bearer hidden-1").With("Cookie", "hidden-2").With("X-Functions-Key", "hidden-3").With("X-MS-Client-Principal", "hidden-4")
            .With("X-Api-Key", "hidden-5").With("X-Vault-Token", "hidden-6").With("X-Forwarded-For", "hidden-7").With("X-Request-Name", "plain");
        using var answer = await app.PostAsync(delivery);
        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        await KeptAsync(app, 1);

        (await hook.RunAsync("refused", "--source", "valara", "--headers")).ShouldBe(0, hook.Error);

        hook.Output.ShouldContain("valara  signature_invalid  ");
        hook.Output.ShouldContain("X-Webhook-Signature: " + WrongSignature);
        hook.Output.ShouldContain("X-Request-Name: plain");
        hook.Output.ShouldContain("1 refused delivery.");
        hook.Output.ShouldNotContain("hidden");
        var row = (await app.RowsAsync("valara", "r|")).Single();
        row.GetString("Headers").ShouldNotContain("hidden");
        row.GetBinary("Body").ShouldBe(delivery.Body);
    }

    [AzuriteFact]
    public async Task What_may_be_a_credential_or_comes_from_the_platform_is_not_written_down()
    {
        string[] hidden =
        [
            "X-MS-Client", "X-ARR-SSL", "X-Azure-Ref", "X-AppService-Proto", "X-Functions-Id", "X-Forwarded-Host", "X-Original-URL", "X-Client-Port", "X-Real-IP", "Client-IP", "Forwarded",
            "Disguised-Host", "Was-Default-Hostname", "Proxy-Authorization", "Set-Cookie", "My-Token", "My-Secret", "My-Password", "My-Passwd", "My-Api-Key-2", "My-Apikey", "My-Session",
            "My-Credential", "My-JWT", "My-Key",
        ];
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());
        var delivery = hidden.Aggregate(From.Valara().With("X-Webhook-Signature", WrongSignature), (so, name) => so.With(name, "hidden"));
        using var answer = await app.PostAsync(delivery.With("X-Monkey", "shown").With("Keyring", "shown"));
        await KeptAsync(app, 1);

        var headers = (await app.RowsAsync("valara", "r|")).Single().GetString("Headers");

        hidden.ShouldAllBe(name => !headers.Contains(name, StringComparison.OrdinalIgnoreCase));
        headers.ShouldContain("X-Monkey");
        headers.ShouldContain("Keyring");
        headers.ShouldContain(WrongSignature);
    }

    [AzuriteFact]
    public async Task A_body_over_the_cap_is_kept_in_part_and_one_over_the_limit_not_at_all()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), new() { ["Sources__valara__MaxBodyBytes"] = "200000" });
        using var cut = await app.PostAsync(From.Valara().WithBody(new byte[100_000]).With("X-Webhook-Signature", WrongSignature));
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        using var large = await app.PostAsync(From.Valara().WithBody(new byte[300_000]));
        await KeptAsync(app, 2);

        var rows = await app.RowsAsync("valara", "r|");
        rows.Select(row => (row.GetString("Reason"), row.GetInt64("Size"), row.GetBinary("Body")?.Length, row.GetBoolean("BodyIsWhole"))).ShouldBe(
        [
            ("BodyTooLarge", 300_000L, null, false),
            ("SignatureWrong", 100_000L, 65_536, false),
        ]);
    }

    // Each of these characters takes six in JSON.
    [AzuriteTheory]
    [InlineData(12_000, 1)]
    [InlineData(1, 12_000)]
    [InlineData(5_000, 5_000)]
    public async Task Headers_that_grow_when_they_are_written_cost_neither_their_own_delivery_nor_the_others(int name, int value)
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());
        foreach (var number in Enumerable.Range(0, 18))
        {
            var plain = From.Valara().With("X-Webhook-Signature", WrongSignature);
            using var answer = await app.PostAsync(number % 6 == 0 ? plain.With(new string('\'', name), new string('\'', value)) : plain);
            answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }

        await KeptAsync(app, 18);
        (await app.RowsAsync("valara", "r|")).ShouldAllBe(row => row.GetString("Headers").Contains(WrongSignature));
    }

    [AzuriteFact]
    public async Task An_unknown_source_leaves_nothing()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());

        using var answer = await app.PostAsync(From.Valara(), "nobody");
        using var known = await app.PostAsync(From.Valara().With("X-Webhook-Signature", WrongSignature));
        await KeptAsync(app, 1);

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await app.RowsAsync("nobody")).ShouldBeEmpty();
    }

    [AzuriteFact]
    public async Task A_flood_stays_capped_per_source_and_what_is_dropped_is_counted()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());
        var dropped = 0L;
        using var listener = new MeterListener { InstrumentPublished = (instrument, it) => { if (instrument.Name == "webhooks.refused.dropped") { it.EnableMeasurementEvents(instrument); } } };
        listener.SetMeasurementEventCallback<long>((_, count, tags, _) => Interlocked.Add(ref dropped, tags.ToArray().Any(tag => (string?)tag.Value == "valara") ? count : 0));
        listener.Start();

        await Parallel.ForEachAsync(Enumerable.Range(0, 300), async (_, _) =>
        {
            using var answer = await app.PostAsync(From.Valara().With("X-Webhook-Signature", WrongSignature));
            answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        });
        using var other = await app.PostAsync(From.Envless().With("webhook-signature", "v1,AAAA"));

        // All are copies of one body, which the reserve takes once.
        await KeptAsync(app, 21);
        await KeptAsync(app, 1, "envless");
        dropped.ShouldBeGreaterThanOrEqualTo(279);

        app.Clock.Advance(TimeSpan.FromSeconds(5));
        foreach (var _ in Enumerable.Range(0, 30))
        {
            using var answer = await app.PostAsync(From.Valara().With("X-Webhook-Signature", WrongSignature));
        }

        await KeptAsync(app, 26);
    }

    [AzuriteFact]
    public async Task Refused_deliveries_go_after_three_days()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), new() { ["Sources__valara__Shards"] = "4" });
        using var answer = await app.PostAsync(From.Valara().With("X-Webhook-Signature", WrongSignature));
        await KeptAsync(app, 1, "valara|00");
        (await app.AskAsync("refused?source=valara"))["refused"]!.AsArray().Count.ShouldBe(1);

        app.Clock.Advance(TimeSpan.FromDays(2.9));
        await app.SweepAsync();
        (await app.RowsAsync("valara|00", "r|")).Count.ShouldBe(1);
        app.Clock.Advance(TimeSpan.FromDays(0.2));
        await app.SweepAsync();

        (await app.RowsAsync("valara|00", "r|")).ShouldBeEmpty();
    }

    private static Task KeptAsync(ReceiverApp app, int count, string partition = "valara") =>
        Eventually.Async(async () => (await app.RowsAsync(partition, "r|")).Count == count);
}
