using System.Net;
using Functions.Tests.Processing;
using Webhooks.Events;

namespace Functions.Tests.Counting;

public sealed class OverviewTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    [AzuriteFact]
    public async Task Every_admission_is_counted_for_its_source_and_reason()
    {
        await using var storage = await FaultyStorage.BeforeAsync(azurite.NewAccount());
        await using var app = await ReceiverApp.StartAsync(storage.ConnectionString, new() { ["Sources__valara__Deadline"] = "00:00:01" });
        var good = From.Valara().SentBefore(TimeSpan.FromSeconds(20));
        (await app.PostAsync(good)).Dispose();
        (await app.PostAsync(good)).Dispose();
        (await app.PostAsync(From.Envless())).Dispose();
        (await app.PostAsync(From.Envless())).Dispose();
        (await app.PostAsync(From.FastPix() with { Json = "{}", Sign = _ => [] })).Dispose();
        (await app.PostAsync(From.Valara().Without("X-Webhook-Signature"))).Dispose();
        (await app.PostAsync(From.Valara().Without("X-Webhook-Signature"))).Dispose();
        (await app.PostAsync(From.Valara().SentBefore(TimeSpan.FromMinutes(6)))).Dispose();
        storage.Do(_ => Fault.Answer(HttpStatusCode.ServiceUnavailable));
        using (var unavailable = await app.PostAsync(From.Valara().About("evt_2")))
        {
            unavailable.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        }

        storage.Do(_ => Fault.None);
        var overview = await app.OverviewAsync();

        var (valara, envless, fastPix) = (overview.Of("valara").Total, overview.Of("envless").Total, overview.Of("fastpix").Total);
        (valara.Accepted, valara.Replayed, valara.Unavailable, valara.Duplicates, valara.Probes).ShouldBe((1, 1, 1, 0, 0));
        valara.Refused.ShouldBe(new Dictionary<string, long> { ["signature_missing"] = 2, ["too_old"] = 1 }, ignoreOrder: true);
        (envless.Accepted, envless.Duplicates, fastPix.Probes).ShouldBe((1, 1, 1));
        var skew = overview.Of("valara").Skew!;
        (skew.Count, skew.Highest, skew.Lowest).ShouldBe((3, 20, 0));
        overview.Of("valara").Scheme.ShouldBe("valara");
        overview.Of("valara").Secrets.Single().Use!.PerDay["2026-11-21"].ShouldBe(3);
    }

    [AzuriteFact]
    public async Task What_became_of_events_is_counted_with_how_long_it_took()
    {
        var handler = new ScriptedHandler((found, _) => found.Key.EventId switch
        {
            "evt_bad" => throw new PermanentFailureException("no"),
            "evt_slow" => throw new InvalidOperationException("not yet"),
            _ => Task.CompletedTask,
        });
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), handler: handler);
        foreach (var id in new[] { "evt_good", "evt_bad", "evt_slow" })
        {
            (await app.PostAsync(From.Valara().About(id))).Dispose();
        }

        app.Clock.Advance(TimeSpan.FromSeconds(30));
        await app.ProcessAsync();
        app.Clock.Advance(TimeSpan.FromMinutes(2));
        var valara = (await app.OverviewAsync()).Of("valara");

        (valara.Total.Processed, valara.Total.DeadLettered, valara.Total.Postponed).ShouldBe((1, 1, 1));
        valara.Lag!.Count.ShouldBe(1);
        valara.Lag.P50.ShouldBeInRange(30, 34.5);
        (valara.Backlog.Waiting, valara.Backlog.Dead, valara.Backlog.MoreWaiting).ShouldBe((1, 1, false));
        valara.Backlog.OldestSeconds!.Value.ShouldBeInRange(100, 120);
        valara.Points.Select(point => point.Counts.Processed).ShouldBe([.. Enumerable.Repeat(0L, 57), 1, 0, 0]);
    }

    [AzuriteFact]
    public async Task A_name_that_an_attacker_made_up_is_counted_and_kept_nowhere()
    {
        var account = azurite.NewAccount();
        await using var app = await ReceiverApp.StartAsync(account);
        foreach (var name in new[] { "made-up-1", "made-up-2", "~unknown", "i|made-up" })
        {
            using var answer = await app.PostAsync(From.Valara(), Uri.EscapeDataString(name));
            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }

        var overview = await app.OverviewAsync();

        overview.Sources.Count.ShouldBe(6);
        overview.Sources[^1].Source.ShouldBe("~unknown");
        overview.Sources[^1].Scheme.ShouldBeNull();
        overview.Sources[^1].Total.Refused.ShouldBe(new Dictionary<string, long> { ["unknown_source"] = 4 });
        (await Rollups.RowsAsync(account, "~unknown", "i|")).ShouldNotBeEmpty();
        (await Rollups.RowsAsync(account, "made-up-1", "")).ShouldBeEmpty();
    }

    [AzuriteTheory]
    [InlineData("hour", 60, 60)]
    [InlineData("day", 24, 3_600)]
    [InlineData("week", 28, 21_600)]
    public async Task A_span_is_cut_into_even_steps_and_holds_all_that_was_counted_in_it(string span, int points, int step)
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());
        // A count at each step's middle, merged as time goes by, and one that is too old.
        app.Clock.Advance(TimeSpan.FromSeconds(-step * points));
        foreach (var _ in Enumerable.Range(0, points + 1))
        {
            app.DeliveryCounters().Postponed("valara");
            await app.FlushAsync();
            app.Clock.Advance(TimeSpan.FromSeconds(step));
            await app.MergeAsync();
        }

        app.Clock.Advance(TimeSpan.FromSeconds(-step));
        var overview = await app.OverviewAsync(span);

        (overview.Span, overview.StepSeconds, overview.At).ShouldBe((span, step, SignedDelivery.Noon));
        var shown = overview.Of("valara").Points;
        shown.Select(point => point.Counts.Postponed).ShouldBe(Enumerable.Repeat(1L, points));
        shown.Select(point => point.At).ShouldBe(Enumerable.Range(0, points).Select(number => SignedDelivery.Noon.AddSeconds(-step * (points - 1 - number))));
        overview.Of("valara").Total.Postponed.ShouldBe(points);
        overview.Of("novavms").Points.Count.ShouldBe(points);
    }

    [AzuriteFact]
    public async Task Reading_costs_as_many_requests_with_many_events_as_with_few()
    {
        await using var storage = await FaultyStorage.BeforeAsync(azurite.NewAccount());
        await using var app = await ReceiverApp.StartAsync(storage.ConnectionString, handler: ScriptedHandler.Succeeding);
        var few = await CostAfterAsync(app, storage, "few", 2);
        var many = await CostAfterAsync(app, storage, "many", 150);

        (await app.OverviewAsync("week")).Of("valara").Total.Processed.ShouldBe(152);
        many.ShouldBe(few);
        // The partitions' list; counts of five sources and the unknown; what waits and what is dead; secrets; what is wrong; paused handlers.
        few.ShouldBe(1 + 6 + 10 + 5 + 5 + 1);
    }

    [AzuriteFact]
    public async Task A_backlog_is_counted_up_to_a_thousand_over_all_shards()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), new() { ["Sources__valara__Shards"] = "4" });
        foreach (var number in Enumerable.Range(0, 1_004))
        {
            var partition = $"valara|{number % 4:D2}";
            var due = app.Clock.GetUtcNow().AddSeconds(number - 90);
            await app.Table.AddEntityAsync(new Azure.Data.Tables.TableEntity(partition, $"p|{due.UtcTicks:D19}|evt_{number}"));
        }

        var backlog = (await app.OverviewAsync()).Of("valara").Backlog;

        backlog.ShouldBe(new Webhooks.Operating.BacklogView(1_000, true, 90, 0, false));
    }

    [AzuriteFact]
    public async Task An_unknown_span_is_refused_and_unavailable_storage_is_reported()
    {
        await using var storage = await FaultyStorage.BeforeAsync(azurite.NewAccount());
        await using var app = await ReceiverApp.StartAsync(storage.ConnectionString);

        (await StatusAsync(app, "operator/overview?span=month")).ShouldBe(HttpStatusCode.BadRequest);
        storage.Do(_ => Fault.Answer(HttpStatusCode.InternalServerError));
        (await StatusAsync(app, "operator/overview")).ShouldBe(HttpStatusCode.ServiceUnavailable);
    }

    private static async Task<HttpStatusCode> StatusAsync(ReceiverApp app, string path)
    {
        using var answer = await app.Http.GetAsync(new Uri(path, UriKind.Relative));
        return answer.StatusCode;
    }

    private static async Task<int> CostAfterAsync(ReceiverApp app, FaultyStorage storage, string name, int events)
    {
        await Task.WhenAll(Enumerable.Range(0, events).Select(async number => (await app.PostAsync(From.Valara().About($"evt_{name}_{number}"))).Dispose()));
        await app.ProcessAsync();
        await app.OverviewAsync();
        storage.Do(_ => Fault.None);
        await app.OverviewAsync("week");
        return storage.Seen;
    }
}
