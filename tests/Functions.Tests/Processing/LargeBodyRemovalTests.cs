using System.Net;
using System.Text;
using Azure;
using Functions.Tests.Receiving;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Webhooks;
using Webhooks.Events;
using Webhooks.Storage;

namespace Functions.Tests.Processing;

// A blob goes with its event, and without one after a day.
public sealed class LargeBodyRemovalTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    [AzuriteFact]
    public async Task A_blob_goes_with_its_event_after_the_retention_and_not_before()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), LargeBodies.Allowed);
        await app.PostAsync(LargeBodies.Delivery());
        await app.ProcessAsync();

        app.Clock.Advance(TimeSpan.FromDays(29.9));
        await app.SweepAsync();
        await app.SweepAsync();
        (await app.BlobsAsync()).Count.ShouldBe(1);
        app.Clock.Advance(TimeSpan.FromDays(0.2));
        await app.SweepAsync();
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await app.SweepAsync();

        (await app.BlobsAsync()).ShouldBeEmpty();
        (await app.RowsAsync(LargeBodies.Source)).ShouldBeEmpty();
    }

    [AzuriteFact]
    public async Task A_blob_whose_row_never_came_goes_after_a_day_and_not_before()
    {
        await using var storage = await FaultyStorage.BeforeAsync(azurite.NewAccount());
        await using var app = await ReceiverApp.StartAsync(storage.ConnectionString, LargeBodies.Impatient);
        var transactions = 0;
        storage.Do(request => request.Path.Value!.EndsWith("$batch", StringComparison.Ordinal) && ++transactions > 1 ? Fault.LoseRequest : Fault.None);
        using var answer = await app.PostAsync(LargeBodies.Delivery());
        storage.Do(_ => Fault.None);

        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        app.Clock.Advance(TimeSpan.FromHours(23));
        await app.SweepAsync();
        (await app.BlobsAsync()).Count.ShouldBe(1);
        app.Clock.Advance(TimeSpan.FromHours(2));
        await app.SweepAsync();

        (await app.BlobsAsync()).ShouldBeEmpty();
        (await app.RowsAsync(LargeBodies.Source)).ShouldBeEmpty();
    }

    [AzuriteFact]
    public async Task A_sweep_that_cannot_reach_blobs_does_all_else_and_removes_them_later()
    {
        var account = azurite.NewAccount();
        await using var storage = await FaultyStorage.BeforeAsync(account);
        await using var app = await ReceiverApp.StartAsync(storage.ConnectionString, LargeBodies.Allowed, directConnectionString: account);
        await app.PostAsync(LargeBodies.Delivery(id: "msg_1"));
        await app.ProcessAsync();
        app.Clock.Advance(TimeSpan.FromDays(31));
        await app.SweepAsync();
        await app.PostAsync(LargeBodies.Delivery(100, "msg_2") with { SentAt = app.Clock.GetUtcNow() });
        await app.ProcessAsync();
        app.Clock.Advance(TimeSpan.FromDays(31));

        storage.Do(request => storage.IsOfBlobs(request) ? Fault.Answer(HttpStatusCode.Forbidden) : Fault.None);
        await app.SweepAsync();
        (await app.RowsAsync(LargeBodies.Source, "e|")).ShouldBeEmpty();
        (await app.BlobsAsync()).Count.ShouldBe(1);
        storage.Do(_ => Fault.None);
        await app.SweepAsync();

        (await app.BlobsAsync()).ShouldBeEmpty();
        (await app.RowsAsync(LargeBodies.Source)).ShouldBeEmpty();
    }

    [AzuriteFact]
    public async Task An_event_is_not_recorded_once_its_body_is_an_orphan_and_an_orphan_it_is_not_once_recorded()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), LargeBodies.Allowed);
        var (late, early) = (Kept("late"), Kept("early"));
        await app.Services.GetRequiredService<IBodyStore>().PutAsync(late.Key, late.Stored, new byte[LargeBodies.Beyond], CancellationToken.None);
        await app.Services.GetRequiredService<IBodyStore>().PutAsync(early.Key, early.Stored, new byte[LargeBodies.Beyond], CancellationToken.None);

        // As a sweep does that has read both rows when the early event is recorded.
        var due = await app.Services.GetRequiredService<Webhooks.Processing.ISweepLedger>()
            .RemoveNoncesAsync(new(LargeBodies.Source, null), app.Clock.GetUtcNow().AddHours(25), 100, CancellationToken.None);
        await app.Table.SubmitTransactionAsync(Ending(early));
        var removed = new List<bool>();
        foreach (var remove in due.Bodies)
        {
            removed.Add(await remove(CancellationToken.None));
        }

        removed.Order().ShouldBe([false, true]);
        (await app.BlobsAsync()).ShouldBe([early.Stored.Name]);
        (await Should.ThrowAsync<RequestFailedException>(() => app.Table.SubmitTransactionAsync(Ending(late)))).Status.ShouldBe(404);

        (EventKey Key, StoredBody Stored) Kept(string id) =>
            (new(LargeBodies.Source, null, id), StoredBody.Of(LargeBodies.Source, new byte[LargeBodies.Beyond], app.Clock.GetUtcNow()));

        static IEnumerable<Azure.Data.Tables.TableTransactionAction> Ending((EventKey Key, StoredBody Stored) kept) =>
            [new(Azure.Data.Tables.TableTransactionActionType.Delete, Webhooks.Storage.Bodies.BodyRow.Reserved(kept.Key, kept.Stored), ETag.All)];
    }
}
