using System.Net;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using Functions.Tests.Processing;
using Webhooks.Events;
using Webhooks.Signatures.Presets;
using static Functions.Tests.Receiving.RedriveSenders;

namespace Functions.Tests.Receiving;

// A delivery of a dead letter is the sender's operator pressing "Replay", or anyone who captured one. Only a signed time tells them apart.
public sealed class SenderRedriveTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    private static readonly string[] WithTime = ["valara", "novavms", "envless", "standard-webhooks", "stripe", "svix", "timed"];
    private static readonly string[] WithoutTime = ["fastpix", "github", "shopify", "untimed"];

    public static TheoryData<string> SignATime => [.. WithTime];

    public static TheoryData<string> All => [.. WithTime, .. WithoutTime];

    // Presets are settings of hmac, which is here with and without a time.
    [Fact]
    public void Every_scheme_is_one_or_the_other() =>
        SchemeCatalog.Names.Where(name => SchemeCatalog.FindPreset(name) is null).ShouldBeSubsetOf(WithTime.Concat(WithoutTime).Append(SchemeCatalog.Hmac));

    [AzuriteTheory]
    [MemberData(nameof(All))]
    public async Task A_captured_delivery_redrives_nothing_however_often_it_is_sent(string source)
    {
        var handler = new ScriptedHandler((_, _) => throw new PermanentFailureException("no disk"));
        await using var app = await StartAsync(source, handler);
        var captured = await DieAsync(app, source);

        var answers = new List<HttpStatusCode>();
        for (var time = 0; time < 6; time++)
        {
            app.Clock.Advance(TimeSpan.FromSeconds(20));
            answers.Add(await PostAsync(app, captured, source));
            await app.ProcessAsync();
        }

        answers.Distinct().ShouldBe([source == "valara" ? HttpStatusCode.Conflict : HttpStatusCode.OK]);
        handler.Calls.Count.ShouldBe(1);
    }

    [AzuriteTheory]
    [MemberData(nameof(SignATime))]
    public async Task A_delivery_signed_after_the_event_was_dead_lettered_redrives_it_and_is_spent(string source)
    {
        var broken = true;
        var handler = new ScriptedHandler((_, _) => broken ? throw new PermanentFailureException("no disk") : Task.CompletedTask);
        await using var app = await StartAsync(source, handler);
        await DieAsync(app, source);
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        var fresh = Sender(source, app.Clock.GetUtcNow(), "fresh");

        using var answer = await app.PostAsync(fresh, source);
        (answer.StatusCode, await StatusAsync(answer)).ShouldBe((HttpStatusCode.Accepted, "redriven"));
        await app.ProcessAsync();
        app.Clock.Advance(TimeSpan.FromSeconds(20));
        var again = await PostAsync(app, fresh, source);
        broken = false;
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        var last = await PostAsync(app, Sender(source, app.Clock.GetUtcNow(), "freshest"), source);
        await app.ProcessAsync();

        again.ShouldBe(source == "valara" ? HttpStatusCode.Conflict : HttpStatusCode.OK, "it was signed before the event was dead-lettered again");
        last.ShouldBe(HttpStatusCode.Accepted);
        (await app.RowsAsync(source, "e|")).Single().GetString("Status").ShouldBe("Processed");
        handler.Calls.Count.ShouldBe(3);
    }

    [AzuriteTheory]
    [InlineData("valara", 0)]
    [InlineData("valara", 0.4)]
    [InlineData("novavms", 0)]
    [InlineData("stripe", 0.4)]
    [InlineData("envless", 0)]
    public async Task One_signed_in_the_second_of_the_dead_letter_proves_nothing(string source, double intoTheSecond)
    {
        await using var app = await StartAsync(source, ScriptedHandler.Failing(), clock: new ManualClock(SignedDelivery.Noon.AddSeconds(intoTheSecond)));
        await DieAsync(app, source);
        app.Clock.Advance(TimeSpan.FromSeconds(0.5));

        (await PostAsync(app, Sender(source, app.Clock.GetUtcNow(), "fresh"), source)).ShouldBe(HttpStatusCode.OK);
        (await app.RowsAsync(source, "e|")).Single().GetString("Status").ShouldBe("DeadLettered");
    }

    [AzuriteTheory]
    [InlineData("novavms")]
    [InlineData("stripe")]
    [InlineData("standard-webhooks")]
    public async Task A_sender_whose_clock_is_ahead_proves_nothing_with_what_it_had_sent_before(string source)
    {
        await using var app = await StartAsync(source, ScriptedHandler.Failing());
        var captured = await DieAsync(app, source, signedAhead: TimeSpan.FromMinutes(4));
        app.Clock.Advance(TimeSpan.FromMinutes(1));

        (await PostAsync(app, captured, source)).ShouldBe(HttpStatusCode.OK);
        (await PostAsync(app, Sender(source, app.Clock.GetUtcNow().AddMinutes(4), "fresh"), source)).ShouldBe(HttpStatusCode.Accepted);
        await app.ProcessAsync();
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        (await PostAsync(app, Sender(source, app.Clock.GetUtcNow().AddMinutes(3), "fresh"), source)).ShouldBe(HttpStatusCode.OK, "it is the one that redrove");
    }

    [AzuriteFact]
    public async Task A_time_that_nobody_signed_proves_nothing()
    {
        var dated = From.NovaVms().WithoutKey("timestamp");
        await using var app = await StartAsync("novavms", ScriptedHandler.Failing());
        await app.PostAsync(dated);
        await app.ProcessAsync();
        app.Clock.Advance(TimeSpan.FromMinutes(1));

        (await PostAsync(app, dated with { SentAt = app.Clock.GetUtcNow() }, "novavms")).ShouldBe(HttpStatusCode.OK);
    }

    [AzuriteTheory]
    [InlineData("fastpix")]
    [InlineData("github")]
    [InlineData("untimed")]
    [InlineData("novavms")]
    public async Task Where_the_source_allows_it_any_delivery_redrives_once_an_hour_and_three_times(string source)
    {
        var handler = ScriptedHandler.Failing();
        await using var app = await StartAsync(source, handler, redrive: "Allow");
        var captured = await DieAsync(app, source);

        var answers = new List<string>();
        for (var hour = 0; hour < 5; hour++)
        {
            foreach (var wait in new[] { TimeSpan.Zero, TimeSpan.FromMinutes(59) })
            {
                app.Clock.Advance(wait);
                using var answer = await app.PostAsync(captured, source);
                answers.Add(await StatusAsync(answer));
                await app.ProcessAsync();
            }

            await ForgetHistoryAsync(app, source);
            app.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        answers.ShouldBe(["redriven", "duplicate", "redriven", "duplicate", "redriven", "duplicate", "duplicate", "duplicate", "duplicate", "duplicate"]);
        handler.Calls.Count.ShouldBe(4);
    }

    [AzuriteFact]
    public async Task A_source_that_signs_the_time_of_sending_is_allowed_no_more_than_it_proves()
    {
        await using var app = await StartAsync("stripe", ScriptedHandler.Failing(), redrive: "Allow");
        var captured = await DieAsync(app, "stripe");
        app.Clock.Advance(TimeSpan.FromSeconds(1));

        (await PostAsync(app, captured, "stripe")).ShouldBe(HttpStatusCode.OK);
        (await PostAsync(app, Sender("stripe", app.Clock.GetUtcNow(), "fresh"), "stripe")).ShouldBe(HttpStatusCode.Accepted);
    }

    [AzuriteTheory]
    [InlineData("valara")]
    [InlineData("stripe")]
    [InlineData("fastpix")]
    public async Task Where_the_source_says_never_a_dead_letter_waits_for_an_operator_here(string source)
    {
        await using var app = await StartAsync(source, ScriptedHandler.Failing(), redrive: "Never");
        await DieAsync(app, source);
        app.Clock.Advance(TimeSpan.FromMinutes(1));

        (await PostAsync(app, Sender(source, app.Clock.GetUtcNow(), "fresh"), source)).ShouldBe(HttpStatusCode.OK);
        (await app.RowsAsync(source, "e|")).Single().GetString("Status").ShouldBe("DeadLettered");
    }

    [AzuriteTheory]
    [InlineData("valara")]
    [InlineData("stripe")]
    [InlineData("novavms")]
    public async Task Two_instances_redrive_once(string source)
    {
        var handler = ScriptedHandler.Failing();
        var account = azurite.NewAccount();
        await using var one = await StartAsync(source, handler, account: account);
        await using var other = await StartAsync(source, handler, account: account);
        await DieAsync(one, source);
        one.Clock.Advance(TimeSpan.FromSeconds(2));
        other.Clock.Advance(TimeSpan.FromSeconds(2));

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(number =>
            PostAsync(number % 2 == 0 ? one : other, Sender(source, one.Clock.GetUtcNow(), $"fresh {number}"), source)));

        answers.Count(answer => answer == HttpStatusCode.Accepted).ShouldBe(1);
        (await one.Queue.GetPropertiesAsync()).Value.ApproximateMessagesCount.ShouldBe(1);
        await one.ProcessAsync();
        handler.Calls.Count.ShouldBe(2);
    }

    private Task<ReceiverApp> StartAsync(string source, ScriptedHandler handler, string? redrive = null, ManualClock? clock = null, string? account = null)
    {
        var settings = new Dictionary<string, string?>(SettingsOf(source)) { ["Processing__MaxAttempts"] = "1" };
        if (!settings.ContainsKey($"Sources__{source}__Scheme"))
        {
            settings[$"Sources__{source}__Scheme"] = source;
        }

        settings[$"Sources__{source}__Secrets__0__Value"] = Sender(source, SignedDelivery.Noon, "").Secret;
        settings[$"Sources__{source}__SenderRedrive"] = redrive;
        return ReceiverApp.StartAsync(account ?? azurite.NewAccount(), settings, handler, clock: clock);
    }

    // Accepted, processed, dead: the one delivery that there was.
    private static async Task<SignedDelivery> DieAsync(ReceiverApp app, string source, TimeSpan signedAhead = default)
    {
        var delivery = Sender(source, app.Clock.GetUtcNow() + signedAhead, "first");
        (await PostAsync(app, delivery, source)).ShouldBe(HttpStatusCode.Accepted);
        await app.ProcessAsync();
        (await app.RowsAsync(source, "e|")).Single().GetString("Status").ShouldBe("DeadLettered");
        return delivery;
    }

    private static async Task<HttpStatusCode> PostAsync(ReceiverApp app, SignedDelivery delivery, string source)
    {
        using var answer = await app.PostAsync(delivery, source);
        return answer.StatusCode;
    }

    private static async Task<string> StatusAsync(HttpResponseMessage answer) => (string)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["status"]!;

    // Long errors push a redrive out of the history.
    private static async Task ForgetHistoryAsync(ReceiverApp app, string source)
    {
        var row = (await app.RowsAsync(source, "e|")).Single();
        await app.Table.UpdateEntityAsync(new TableEntity(row.PartitionKey, row.RowKey) { ["History"] = "[]" }, row.ETag, TableUpdateMode.Merge);
    }
}
