using System.Net;
using Azure.Data.Tables;

namespace Functions.Tests.Operating;

public sealed class LongLogTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    [AzuriteFact]
    public async Task A_page_of_a_long_log_takes_as_many_requests_to_storage_as_one_of_a_short_log()
    {
        await using var storage = await FaultyStorage.BeforeAsync(azurite.NewAccount());
        await using var app = await ReceiverApp.StartAsync(storage.ConnectionString);
        await app.ProcessAsync(["evt_1"]);
        var before = await CountAsync(storage, () => app.AskAsync("log?limit=50&source=valara"));
        await CopyAsync(app, "t|", 3_000, EndedAt);

        var after = await CountAsync(storage, () => app.AskAsync("log?limit=50&source=valara"));
        var found = await CountAsync(storage, () => app.AskAsync("log?limit=50&source=valara&text=evt_1"));

        after.ShouldBe(before);
        found.ShouldBeLessThanOrEqualTo(before);
    }

    [AzuriteFact]
    public async Task A_log_that_storage_hangs_up_on_is_answered_503()
    {
        await using var storage = await FaultyStorage.BeforeAsync(azurite.NewAccount());
        await using var app = await ReceiverApp.StartAsync(storage.ConnectionString);
        storage.Do(_ => Fault.LoseRequest);

        using var answer = await app.Http.GetAsync(new Uri("operator/log", UriKind.Relative));

        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("Storage did not answer.");
    }

    [AzuriteFact]
    public async Task A_filter_that_nothing_fits_ends_says_how_far_it_looked_and_goes_on_from_there()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());
        await app.ProcessAsync(["evt_1"]);
        await CopyAsync(app, "t|", 6_000, EndedAt);

        var page = await app.AskAsync("log?type=no.such.type");
        page["lines"]!.AsArray().ShouldBeEmpty();
        ((DateTimeOffset)page["searched_to"]!).ShouldBe(app.Clock.GetUtcNow() - TimeSpan.FromSeconds(4_999));
        var rest = await app.AskAsync("log?type=no.such.type&after=" + Uri.EscapeDataString((string)page["continue"]!));

        (rest["continue"], rest["searched_to"]).ShouldBe((null, null));
    }

    [AzuriteFact]
    public async Task A_backlog_of_many_more_than_a_page_reads_is_in_the_log_once_and_in_order()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());
        await app.AcceptAsync(["evt_1"]);
        await CopyAsync(app, "p|", 1_800, (row, id, at) =>
        {
            row.RowKey = $"p|{at.UtcTicks:D19}|{id}";
            row["TimelineRow"] = Timeline(at, id);
        });
        await app.ProcessAsync(["evt_2"]);

        var lines = await app.LogAsync("log?limit=300");

        lines.Count.ShouldBe(1_802);
        lines.Select(line => (string)line["id"]!).ShouldBeUnique();
        var moments = lines.Select(line => (DateTimeOffset)line["received_at"]!).ToList();
        moments.ShouldBe(moments.OrderDescending());
        (await app.LogAsync("log?status=Pending&limit=300")).Count.ShouldBe(1_801);
    }

    private static void EndedAt(TableEntity row, string id, DateTimeOffset at) => row.RowKey = Timeline(at, id);

    private static string Timeline(DateTimeOffset at, string id) => $"t|{DateTimeOffset.MaxValue.UtcTicks - at.UtcTicks:D19}|{id}";

    private static async Task<int> CountAsync(FaultyStorage storage, Func<Task> act)
    {
        storage.Do(_ => Fault.None);
        await act();
        return storage.Seen;
    }

    /// <summary>Copies of the only row of a kind, one for each second before now.</summary>
    private static async Task CopyAsync(ReceiverApp app, string kind, int count, Action<TableEntity, string, DateTimeOffset> change)
    {
        var one = (await app.RowsAsync("valara", kind)).Single();
        foreach (var some in Enumerable.Range(1, count).Chunk(100))
        {
            await app.Table.SubmitTransactionAsync(some.Select(number =>
            {
                var copy = new TableEntity(one.Keys.Where(column => column is not ("odata.etag" or "Timestamp")).ToDictionary(column => column, column => one[column]))
                {
                    ["EventId"] = $"copy_{number}",
                };
                change(copy, $"copy_{number}", app.Clock.GetUtcNow() - TimeSpan.FromSeconds(number));
                return new TableTransactionAction(TableTransactionActionType.Add, copy);
            }));
        }
    }
}
