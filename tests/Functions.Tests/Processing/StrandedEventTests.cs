using Azure.Data.Tables;
using Webhooks.Events;
using Webhooks.Storage;

namespace Functions.Tests.Processing;

public sealed class StrandedEventTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    [AzuriteFact]
    public async Task A_lost_message_is_replaced_by_the_sweep_once_its_grace_is_over()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());
        await app.AcceptAsync();

        await app.SweepAsync();
        (await app.ProcessAsync()).ShouldBe(0);
        app.Clock.Advance(TimeSpan.FromMinutes(2));
        await app.SweepAsync();

        (await app.ProcessAsync()).ShouldBe(1);
        (await app.KindsAsync("valara")).ShouldContain("t");
    }

    [AzuriteFact]
    public async Task A_backlog_is_not_queued_again_each_minute()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());
        await app.AcceptAsync();

        foreach (var _ in Enumerable.Range(0, 60))
        {
            app.Clock.Advance(TimeSpan.FromMinutes(1));
            await app.SweepAsync();
        }

        (await app.Queue.GetPropertiesAsync()).Value.ApproximateMessagesCount.ShouldBeInRange(3, 6);
    }

    [AzuriteFact]
    public async Task An_event_of_a_newer_version_that_looks_stranded_keeps_none_of_its_partition_from_being_queued()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());
        await app.PostAsync(From.Valara().About("evt_1", "n1"));
        await app.PostAsync(From.Valara().About("evt_2", "n2"));
        await app.Queue.ClearMessagesAsync();
        var newer = (await app.RowsAsync("valara", "e|evt_1")).Single();
        await app.Table.UpdateEntityAsync(new TableEntity(newer.PartitionKey, newer.RowKey) { [RowVersion.Column] = RowVersion.Current + 1 }, newer.ETag);

        app.Clock.Advance(TimeSpan.FromMinutes(2));
        await app.SweepAsync();

        Envelope.Read((await app.Queue.ReceiveMessagesAsync(32)).Value.ShouldHaveSingleItem().Body.ToString())!.Entries.Single().Key.EventId.ShouldBe("evt_2");
    }

    // More than the sweep asks about at once.
    [AzuriteFact]
    public async Task Of_many_stranded_events_each_gets_one_message_and_those_that_are_claimed_get_none()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());
        foreach (var number in Enumerable.Range(0, 40))
        {
            await app.PostAsync(From.Valara().About($"evt_{number}", $"n{number}"));
        }

        await app.Queue.ClearMessagesAsync();
        app.Clock.Advance(TimeSpan.FromMinutes(2));
        foreach (var number in new[] { 0, 17, 39 })
        {
            var row = (await app.RowsAsync("valara", $"e|evt_{number}")).Single(row => row.GetString("EventId") == $"evt_{number}");
            await app.Table.UpdateEntityAsync(new TableEntity(row.PartitionKey, row.RowKey) { ["ClaimedUntil"] = app.Clock.GetUtcNow().AddMinutes(5) }, row.ETag);
        }

        await app.SweepAsync();
        await app.SweepAsync();

        var ids = new List<string>();
        while ((await app.Queue.ReceiveMessagesAsync(32)).Value is { Length: > 0 } messages)
        {
            ids.AddRange(messages.SelectMany(message => Envelope.Read(message.Body.ToString())!.Entries).Select(entry => entry.Key.EventId));
        }

        ids.Order().ShouldBe(Enumerable.Range(0, 40).Where(number => number is not (0 or 17 or 39)).Select(number => $"evt_{number}").Order());
    }
}
