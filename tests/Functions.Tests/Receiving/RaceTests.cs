using System.Net;

namespace Functions.Tests.Receiving;

public sealed class RaceTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    [AzuriteFact]
    public async Task Of_64_parallel_identical_deliveries_one_is_accepted()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());

        var answers = await PostAllAsync(app, Enumerable.Repeat(From.Valara(), 64));

        answers.Count(status => status == HttpStatusCode.Accepted).ShouldBe(1);
        answers.Count(status => status == HttpStatusCode.Conflict).ShouldBe(63);
        (await app.KindsAsync("valara")).ShouldBe("e n p");
    }

    [AzuriteFact]
    public async Task Of_64_parallel_deliveries_of_one_event_with_nonces_of_their_own_one_is_accepted()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());

        var answers = await PostAllAsync(app, Enumerable.Range(0, 64).Select(number => From.Valara().About("evt_1", $"nonce-{number}")));

        answers.Count(status => status == HttpStatusCode.Accepted).ShouldBe(1);
        answers.Count(status => status == HttpStatusCode.OK).ShouldBe(63);
        (await app.RowsAsync("valara", "e|")).Count.ShouldBe(1);
        (await app.RowsAsync("valara", "n|")).Count.ShouldBe(64);
    }

    [AzuriteFact]
    public async Task Of_64_parallel_deliveries_with_one_nonce_and_events_of_their_own_one_is_accepted()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());

        var answers = await PostAllAsync(app, Enumerable.Range(0, 64).Select(number => From.Valara().About($"evt_{number}", "same")));

        answers.Count(status => status == HttpStatusCode.Accepted).ShouldBe(1);
        answers.Count(status => status == HttpStatusCode.Conflict).ShouldBe(63);
        (await app.KindsAsync("valara")).ShouldBe("e n p");
    }

    [AzuriteFact]
    public async Task Shards_spread_events_and_still_find_every_repeat()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), new() { ["Sources__valara__Shards"] = "4" });
        var deliveries = Enumerable.Range(0, 40).Select(number => From.Valara().About($"evt_{number}")).ToArray();

        var first = await PostAllAsync(app, deliveries);
        var second = await PostAllAsync(app, deliveries);

        first.ShouldAllBe(status => status == HttpStatusCode.Accepted);
        second.ShouldAllBe(status => status == HttpStatusCode.Conflict);
        foreach (var shard in Enumerable.Range(0, 4))
        {
            (await app.RowsAsync($"valara|{shard:D2}", "e|")).ShouldNotBeEmpty();
        }

        (await app.ProcessAsync()).ShouldBe(40);
    }

    [AzuriteFact]
    public async Task Two_sources_of_one_scheme_share_no_ids()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), new()
        {
            ["Sources__second__Scheme"] = "envless",
            ["Sources__second__Secrets__0__Value"] = From.Envless().Secret,
        });

        using var first = await app.PostAsync(From.Envless());
        using var second = await app.PostAsync(From.Envless(), "second");

        first.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        second.StatusCode.ShouldBe(HttpStatusCode.Accepted);
    }

    private static async Task<IReadOnlyList<HttpStatusCode>> PostAllAsync(ReceiverApp app, IEnumerable<SignedDelivery> deliveries) =>
        await Task.WhenAll(deliveries.Select(async delivery =>
        {
            using var answer = await app.PostAsync(delivery);
            return answer.StatusCode;
        }));
}
