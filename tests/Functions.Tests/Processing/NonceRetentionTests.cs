using System.Net;
using Azure.Data.Tables;
using Functions.Tests.Operating;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Webhooks.Events;
using Webhooks.Processing;
using Webhooks.Storage;

namespace Functions.Tests.Processing;

public sealed class NonceRetentionTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    [AzuriteFact]
    public async Task A_nonce_outlives_every_moment_at_which_its_delivery_is_fresh_and_goes_with_its_event()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());
        // Signed by a clock that is one window ahead: fresh for two windows from now.
        var delivery = From.Valara().SentAfter(TimeSpan.FromMinutes(5));
        await app.PostAsync(delivery);
        await app.ProcessAsync();

        app.Clock.Advance(TimeSpan.FromMinutes(10));
        await app.SweepAsync();
        using var replay = await app.PostAsync(delivery);
        app.Clock.Advance(TimeSpan.FromMinutes(2));
        await app.SweepAsync();
        using var late = await app.PostAsync(delivery);
        app.Clock.Advance(Sweeper.BetweenRemovals);
        await app.SweepAsync();

        replay.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        late.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await app.KindsAsync("valara")).ShouldBe("e n t");

        app.Clock.Advance(TimeSpan.FromDays(30));
        await app.SweepAsync();
        (await app.KindsAsync("valara")).ShouldBe("");
    }

    [AzuriteFact]
    public async Task A_nonce_outlives_its_window_also_where_the_retention_is_no_longer()
    {
        await using var app = await ReceiverApp.StartAsync(
            azurite.NewAccount(), new() { ["Sources__valara__ReplayWindow"] = "3.00:00:00", ["Sources__valara__Retention"] = "6.00:00:00" });
        await app.PostAsync(From.Valara());
        await app.ProcessAsync();

        app.Clock.Advance(TimeSpan.FromDays(6) + TimeSpan.FromSeconds(30));
        await app.SweepAsync();
        (await app.KindsAsync("valara")).ShouldBe("e n t");
        app.Clock.Advance(Sweeper.BetweenRemovals);
        await app.SweepAsync();
        (await app.KindsAsync("valara")).ShouldBe("");
    }

    // Such an event has a row for its nonce's time, and its timeline does not name the nonce; one that was redriven since has both.
    [AzuriteTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_nonce_of_an_event_that_an_earlier_version_ended_goes_by_its_time_and_the_event_later(bool isNamedToo)
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());
        await app.PostAsync(From.Valara());
        await app.ProcessAsync();
        var nonce = (await app.RowsAsync("valara", "n|")).Single();
        var expiry = LedgerKeys.NonceExpiry(nonce.GetDateTimeOffset("ExpiresAt")!.Value, nonce.RowKey[2..]);
        await app.Table.AddEntityAsync(new TableEntity("valara", expiry) { ["NonceRow"] = nonce.RowKey });
        if (!isNamedToo)
        {
            var timeline = (await app.RowsAsync("valara", "t|")).Single();
            timeline.Remove("NonceRow").ShouldBeTrue();
            await app.Table.UpdateEntityAsync(timeline, timeline.ETag, TableUpdateMode.Replace);
        }

        app.Clock.Advance(TimeSpan.FromMinutes(12));
        await app.SweepAsync();
        (await app.KindsAsync("valara")).ShouldBe("e t");
        app.Clock.Advance(TimeSpan.FromDays(30));
        await app.SweepAsync();
        (await app.KindsAsync("valara")).ShouldBe("");
    }

    [AzuriteFact]
    public async Task An_event_with_work_to_do_keeps_its_nonce_until_it_has_ended()
    {
        var broken = true;
        var handler = new ScriptedHandler((_, _) => broken ? throw new InvalidOperationException("down") : Task.CompletedTask);
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), handler: handler);
        await app.PostAsync(From.Valara());
        await app.ProcessAsync();

        app.Clock.Advance(TimeSpan.FromDays(365));
        broken = false;
        await app.SweepAsync();
        (await app.KindsAsync("valara")).ShouldBe("e n p");
        await app.ProcessAsync();
        (await app.KindsAsync("valara")).ShouldBe("e n t");
        app.Clock.Advance(Sweeper.BetweenRemovals);
        await app.SweepAsync();
        (await app.KindsAsync("valara")).ShouldBe("");
    }
}
