using System.Net;
using System.Text.Json.Nodes;
using Functions.Tests.Processing;
using Webhooks.Events;

namespace Functions.Tests.Operating;

public sealed class ArrivalTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    private static ScriptedHandler Handler => new((found, _) => found.Key.EventId[..4] switch
    {
        "dead" => throw new PermanentFailureException("no disk"),
        "fail" => throw new InvalidOperationException("not yet"),
        _ => Task.CompletedTask,
    });

    [AzuriteFact]
    public async Task Events_of_all_shards_are_listed_once_in_order_of_arrival_whatever_became_of_them()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), new() { ["Sources__valara__Shards"] = "4" }, handler: Handler);
        var since = app.Clock.GetUtcNow();
        string[] ids = [.. Enumerable.Range(0, 6).SelectMany(round => new[] { $"done_{round}", $"dead_{round}", $"fail_{round}" })];
        foreach (var id in ids)
        {
            await app.ProcessAsync([id]);
            app.Clock.Advance(TimeSpan.FromMilliseconds(10));
        }

        await app.AcceptAsync(["waits"]);
        await app.RefuseAsync(1);
        (await app.OrderAsync("redrive/valara", """{"who":"dana","why":"disk","event_ids":["dead_0"]}""")).EnsureSuccessStatusCode();

        var page = await AskAsync(app, since);

        page["lines"]!.AsArray().Select(line => (string)line!["id"]!).ShouldBe([.. ids, "waits"]);
        page["until"].ShouldBeNull();
        ((DateTimeOffset)page["at"]!).ShouldBe(app.Clock.GetUtcNow());
        ((DateTimeOffset)page["settled"]!).ShouldBe(app.Clock.GetUtcNow() - TimeSpan.FromSeconds(18));
    }

    [AzuriteFact]
    public async Task The_longest_deadline_says_how_late_an_event_may_be_listed()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), new() { ["Sources__novavms__Deadline"] = "00:00:20" });

        var page = await AskAsync(app, app.Clock.GetUtcNow());

        ((DateTimeOffset)page["settled"]!).ShouldBe(app.Clock.GetUtcNow() - TimeSpan.FromSeconds(30));
    }

    [AzuriteFact]
    public async Task Without_a_beginning_nothing_is_listed_and_an_unknown_source_is_an_error()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());
        await app.AcceptAsync(["evt_1"]);

        (await app.AskAsync("arrivals"))["lines"]!.AsArray().ShouldBeEmpty();
        (await app.Http.GetAsync(new Uri("operator/arrivals?source=nobody", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await app.Http.GetAsync(new Uri("operator/arrivals?since=yesterday", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [AzuriteFact]
    public async Task A_round_takes_as_many_requests_to_storage_after_ten_thousand_events_as_after_one()
    {
        await using var storage = await FaultyStorage.BeforeAsync(azurite.NewAccount());
        await using var app = await ReceiverApp.StartAsync(storage.ConnectionString);
        await app.ProcessAsync(["evt_1"]);
        app.Clock.Advance(TimeSpan.FromHours(1));
        var since = app.Clock.GetUtcNow();
        var before = await CountAsync(storage, () => AskAsync(app, since));
        var ended = (await app.RowsAsync("valara", "t|")).Single();
        foreach (var some in Enumerable.Range(1, 10_000).Chunk(100))
        {
            await app.Table.SubmitTransactionAsync(some.Select(number =>
            {
                var at = since - TimeSpan.FromSeconds(number);
                var row = new Azure.Data.Tables.TableEntity(ended) { RowKey = $"t|{DateTimeOffset.MaxValue.UtcTicks - at.UtcTicks:D19}|copy_{number}" };
                row["EventId"] = $"copy_{number}";
                return new Azure.Data.Tables.TableTransactionAction(Azure.Data.Tables.TableTransactionActionType.Add, row);
            }));
        }

        (await CountAsync(storage, () => AskAsync(app, since))).ShouldBe(before);
        before.ShouldBeLessThanOrEqualTo(4);
    }

    private static Task<JsonNode> AskAsync(ReceiverApp app, DateTimeOffset since) => app.AskAsync($"arrivals?source=valara&since={Uri.EscapeDataString(since.ToString("O"))}");

    private static async Task<int> CountAsync(FaultyStorage storage, Func<Task<JsonNode>> ask)
    {
        storage.Do(_ => Fault.None);
        await ask();
        return storage.Seen;
    }
}
