using Azure;
using Azure.Data.Tables;

namespace Functions.Tests.Operating;

public sealed class StatusExpiryTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    private static readonly TimeSpan Year = TimeSpan.FromDays(365);

    [AzuriteFact]
    public async Task What_is_no_longer_reported_for_a_year_is_removed_and_what_is_reported_stays()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());
        await ReportAsync(app, "silent", "evt_1");
        await ReportAsync(app, "alive", "evt_2");

        await PassAsync(app, Year - TimeSpan.FromDays(1));
        await ReportAsync(app, "alive", "evt_3");
        (await IdsAsync(app)).ShouldBe(["alive", "silent"], ignoreOrder: true);
        await PassAsync(app, TimeSpan.FromDays(2));
        (await IdsAsync(app)).ShouldBe(["alive"]);
        await PassAsync(app, Year);
        (await IdsAsync(app)).ShouldBeEmpty();
        (await RowsAsync(app, "s|", "w|")).ShouldBeEmpty();
    }

    [AzuriteFact]
    public async Task How_long_is_a_setting_and_holds_for_what_was_reported_before_it_was_set()
    {
        var account = azurite.NewAccount();
        await using (var before = await ReceiverApp.StartAsync(account))
        {
            await ReportAsync(before, "silent", "evt_1");
        }

        await using var app = await ReceiverApp.StartAsync(account, new() { ["Status__Retention"] = "10.00:00:00" });
        await PassAsync(app, TimeSpan.FromDays(9));
        (await IdsAsync(app)).ShouldBe(["silent"]);
        await PassAsync(app, TimeSpan.FromDays(2));
        (await IdsAsync(app)).ShouldBeEmpty();
    }

    // Each report writes the row that it changes, and no further one that the sweep would have to read.
    [AzuriteFact]
    public async Task What_the_sweep_has_to_read_does_not_grow_with_reports()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());
        foreach (var number in Enumerable.Range(0, 5))
        {
            await ReportAsync(app, "alive", $"evt_{number}");
            await PassAsync(app, Year - TimeSpan.FromDays(1));
        }

        (await RowsAsync(app, "x|r|")).Count.ShouldBe(1);
    }

    [AzuriteFact]
    public async Task Resources_that_an_older_version_wrote_expire_too()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());
        await ReportAsync(app, "old", "evt_1");
        await ReportAsync(app, "also-old", "evt_2");
        foreach (var row in await RowsAsync(app, ""))
        {
            await app.StatusTable.DeleteEntityAsync(row.PartitionKey, row.RowKey, ETag.All);
            if (row.RowKey[0] is 's' or 'w')
            {
                foreach (var added in new[] { "Reported", "IsGone", "V" })
                {
                    row.Remove(added);
                }

                await app.StatusTable.AddEntityAsync(new TableEntity(row));
            }
        }

        await PassAsync(app, TimeSpan.FromDays(1));
        (await IdsAsync(app)).ShouldBe(["also-old", "old"], ignoreOrder: true);

        // From now on, by storage's own clock: when it last was reported is not written in it.
        await PassAsync(app, Year + TimeSpan.FromDays(3650));
        (await IdsAsync(app)).ShouldBeEmpty();
    }

    private static async Task PassAsync(ReceiverApp app, TimeSpan time)
    {
        app.Clock.Advance(time);
        await app.SweepAsync();
    }

    private static async Task ReportAsync(ReceiverApp app, string camera, string eventId)
    {
        var now = app.Clock.GetUtcNow();
        var delivery = (From.NovaVms() with { Id = eventId, SentAt = now, Now = now }).WithBody(
            $$$"""{"event_type":"camera_status","timestamp":"@iso","webhook_id":"{{{eventId}}}","data":{"camera_id":"{{{camera}}}","camera_name":"{{{camera}}}","old_status":"online","new_status":"offline"}}""");
        (await app.PostAsync(delivery)).EnsureSuccessStatusCode();
        await app.ProcessAsync();
    }

    private static async Task<IReadOnlyList<string>> IdsAsync(ReceiverApp app) =>
        [.. (await app.AskAsync("status"))["things"]!.AsArray().Select(thing => (string)thing!["id"]!)];

    private static async Task<IReadOnlyList<TableEntity>> RowsAsync(ReceiverApp app, params string[] prefixes)
    {
        var rows = new List<TableEntity>();
        await foreach (var row in app.StatusTable.QueryAsync<TableEntity>("PartitionKey eq 'novavms'"))
        {
            rows.Add(row);
        }

        return [.. rows.Where(row => prefixes.Any(prefix => row.RowKey.StartsWith(prefix, StringComparison.Ordinal)))];
    }
}
