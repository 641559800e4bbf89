using Microsoft.Extensions.DependencyInjection;
using Webhooks.Status;
using Webhooks.Storage.Status;

namespace Functions.Tests.Operating;

/// <summary>An instance writes to the board by what it last knew of it. Whatever others have done meanwhile, its outcomes are those of the board.</summary>
public sealed class KnownStatusTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    private const string Source = "fastpix";

    [AzuriteFact]
    public async Task Outcomes_of_instances_that_take_turns_are_those_of_one_that_reads_each_time()
    {
        var account = azurite.NewAccount();
        await using var one = await ReceiverApp.StartAsync(account);
        await using var other = await ReceiverApp.StartAsync(account);
        var boards = new[] { Board(one), Board(other) };
        var random = new Random(20);
        var read = new ReadEachTime();

        for (var number = 0; number < 400; number++)
        {
            var board = boards[random.Next(2)];
            var id = $"m-{random.Next(3)}";
            if (random.Next(20) == 0 && await board.FindAsync(Source, "media", id, default) is { } found)
            {
                (await board.RemoveAsync(found, default)).ShouldBeTrue();
                read.Remove(id);
                continue;
            }

            // Some repeat an event, some come late, some only add to what is known.
            var eventId = $"evt_{random.Next(number / 2, number + 1)}";
            var change = new StatusChange("media", id, random.Next(3) == 0 ? "failed" : "ready", SignedDelivery.Noon.AddSeconds(number - random.Next(6)), "text")
            {
                Counts = random.Next(2) == 0,
                IfKnown = random.Next(4) == 0,
                KeepsDetails = random.Next(2) == 0,
                Details = new Dictionary<string, string> { [$"{random.Next(3)}"] = $"{number}" },
            };
            change = change with { IsUnhealthy = change.State == "failed" };

            var outcome = await board.ApplyAsync(Source, change, eventId, SignedDelivery.Noon, default);

            Text(outcome).ShouldBe(Text(read.Apply(change, eventId)), $"{number}: {change} of {eventId}");
        }

        foreach (var id in new[] { "m-0", "m-1", "m-2" })
        {
            var stored = await boards[0].FindAsync(Source, "media", id, default);
            (stored?.Latest.State, stored?.Count, stored?.LastEventId, stored?.Latest.Summary).ShouldBe(read.Known(id));
        }
    }

    [AzuriteFact]
    public async Task Changes_by_two_instances_at_once_are_all_counted()
    {
        var account = azurite.NewAccount();
        await using var one = await ReceiverApp.StartAsync(account);
        await using var other = await ReceiverApp.StartAsync(account);

        await Task.WhenAll(new[] { one, other }.Select(async (app, instance) =>
        {
            foreach (var number in Enumerable.Range(0, 20))
            {
                await Board(app).ApplyAsync(Source, new StatusChange("endpoint", "e-1", "failing", SignedDelivery.Noon, "") { Counts = true }, $"evt_{instance}_{number}", SignedDelivery.Noon, default);
            }
        }));

        (await Board(one).FindAsync(Source, "endpoint", "e-1", default))!.Count.ShouldBe(40);
    }

    [AzuriteFact]
    public async Task What_is_known_is_written_without_being_read_and_what_is_unknown_is_read_where_the_last_one_of_its_kind_was_there()
    {
        var account = azurite.NewAccount();
        await using var storage = await FaultyStorage.BeforeAsync(account);
        await using (var before = await ReceiverApp.StartAsync(account))
        {
            await ReportAsync(before, "old-1", 1);
            await ReportAsync(before, "old-2", 1);
        }

        await using var app = await ReceiverApp.StartAsync(storage.ConnectionString);

        (await RequestsAsync("new-1", 1)).ShouldBe(1);
        (await RequestsAsync("new-1", 2)).ShouldBe(1);
        (await RequestsAsync("new-2", 1)).ShouldBe(1);
        (await RequestsAsync("old-1", 2)).ShouldBe(3);
        (await RequestsAsync("old-2", 2)).ShouldBe(2);
        (await RequestsAsync("old-1", 3)).ShouldBe(1);
        (await RequestsAsync("new-3", 1)).ShouldBe(2);
        (await RequestsAsync("new-4", 1)).ShouldBe(1);

        async Task<int> RequestsAsync(string id, int second)
        {
            var seen = 0;
            storage.Do(request =>
            {
                seen += request.Path.Value!.Contains("status", StringComparison.Ordinal) || request.Path.Value.EndsWith("$batch", StringComparison.Ordinal) ? 1 : 0;
                return Fault.None;
            });
            (await ReportAsync(app, id, second)).Applied.ShouldBeTrue();
            return seen;
        }
    }

    [Fact]
    public void Only_so_many_are_kept_and_none_that_is_large()
    {
        var recent = new RecentThings();
        foreach (var number in Enumerable.Range(0, 3 * RecentThings.Most))
        {
            recent.Keep(Thing($"{number}", 10));
        }

        Enumerable.Range(0, 3 * RecentThings.Most).Count(number => recent.Find(Source, "media", $"{number}") is not null).ShouldBeInRange(RecentThings.Most / 2, RecentThings.Most);
        recent.Find(Source, "media", $"{(3 * RecentThings.Most) - 1}").ShouldNotBeNull();
        recent.Keep(Thing("grown", 10));
        recent.Keep(Thing("grown", 100_000));
        recent.Find(Source, "media", "grown").ShouldBeNull();
    }

    private static KnownThing Thing(string id, int characters) => new(
        StatusRules.Apply(null, Source, new StatusChange("media", id, "ready", SignedDelivery.Noon, "") { Details = new Dictionary<string, string> { ["a"] = new('x', characters) } }, "evt", SignedDelivery.Noon)!,
        WasUnhealthy: false,
        IsListed: true);

    private static Task<StatusOutcome> ReportAsync(ReceiverApp app, string id, int second) =>
        Board(app).ApplyAsync(Source, new StatusChange("media", id, "ready", SignedDelivery.Noon.AddSeconds(second), ""), $"evt_{id}_{second}", SignedDelivery.Noon, default);

    private static IStatusBoard Board(ReceiverApp app) => app.Services.GetRequiredService<IStatusBoard>();

    private static string Text(StatusOutcome outcome) =>
        $"{outcome.Applied} {outcome.WasUnhealthy} {outcome.Count} {outcome.Since:O} {string.Join(", ", outcome.Details.OrderBy(detail => detail.Key, StringComparer.Ordinal).Select(detail => $"{detail.Key}: {detail.Value}"))}";

    /// <summary>The board as it is where nobody comes between.</summary>
    private sealed class ReadEachTime
    {
        private readonly Dictionary<string, (StatusRow Row, bool WasUnhealthy)> rows = [];

        public StatusOutcome Apply(StatusChange change, string eventId)
        {
            var found = rows.TryGetValue(change.Id, out var value);
            var known = found ? value.Row : null;
            if (known?.LastEventId == eventId && known.Latest.State == change.State)
            {
                return new(true, value.WasUnhealthy, known.Count, known.Since, known.Latest.Details);
            }

            var wasUnhealthy = known?.Latest.IsUnhealthy ?? false;
            if (StatusRules.Apply(known, Source, change, eventId, SignedDelivery.Noon) is not { } row)
            {
                return new(false, wasUnhealthy, known?.Count ?? 0, known?.Since ?? change.At, known?.Latest.Details ?? change.Details);
            }

            rows[change.Id] = (row, wasUnhealthy);
            return new(true, wasUnhealthy, row.Count, row.Since, row.Latest.Details);
        }

        public void Remove(string id) => rows.Remove(id);

        public (string?, int?, string?, string?) Known(string id) =>
            rows.TryGetValue(id, out var known) ? (known.Row.Latest.State, known.Row.Count, known.Row.LastEventId, known.Row.Latest.Summary) : default;
    }
}
