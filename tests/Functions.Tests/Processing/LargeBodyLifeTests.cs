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

// What becomes of a blob after its delivery was answered: it goes with its event, and without one after a day.
public sealed class LargeBodyLifeTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    [AzuriteFact]
    public async Task A_dead_letter_is_redriven_and_a_processed_event_resent_with_the_whole_body()
    {
        var bodies = new List<int>();
        var handler = new ScriptedHandler((claimed, _) =>
        {
            bodies.Add(claimed.Body.Length);
            return bodies.Count == 1 ? throw new PermanentFailureException("no") : Task.CompletedTask;
        });
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), LargeBodies.Allowed, handler);
        await app.PostAsync(LargeBodies.Delivery());
        await app.ProcessAsync();
        var hook = new HookShell(app);

        (await hook.RunAsync("redrive", "msg_large", "--source", LargeBodies.Source)).ShouldBe(0, hook.Error);
        await app.ProcessAsync();
        (await hook.RunAsync("resend", "msg_large", "--source", LargeBodies.Source, "--why", "again")).ShouldBe(0, hook.Error);
        await app.ProcessAsync();

        bodies.ShouldBe([LargeBodies.Beyond, LargeBodies.Beyond, LargeBodies.Beyond]);
        app.Clock.Advance(TimeSpan.FromDays(31));
        await app.SweepAsync();
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await app.SweepAsync();
        (await app.BlobsAsync()).ShouldBeEmpty();
    }

    [AzuriteFact]
    public async Task A_failed_attempt_waits_and_shows_the_length_of_the_whole_body()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), LargeBodies.Allowed, ScriptedHandler.Failing());
        await app.PostAsync(LargeBodies.Delivery());

        await app.ProcessAsync();

        (await app.RowsAsync(LargeBodies.Source, "p|")).Single().GetInt32("BodyLength").ShouldBe(LargeBodies.Beyond);
    }

    [AzuriteTheory]
    [InlineData(false, "Its body is missing")]
    [InlineData(true, "Its body is not the one that was signed")]
    public async Task An_event_whose_blob_is_gone_or_another_is_a_dead_letter_that_says_so_until_it_is_restored(bool isChanged, string problem)
    {
        var handler = ScriptedHandler.Succeeding;
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), LargeBodies.Allowed, handler);
        await app.PostAsync(LargeBodies.Delivery());
        var blob = app.Bodies.GetBlobClient((await app.BlobsAsync()).Single());
        await (isChanged ? (Task)blob.UploadAsync(BinaryData.FromBytes(new byte[LargeBodies.Beyond]), overwrite: true) : blob.DeleteAsync());

        await app.ProcessAsync();

        var row = (await app.RowsAsync(LargeBodies.Source, "e|")).Single();
        (row.GetString("Status"), handler.Calls.Count).ShouldBe(("DeadLettered", 0));
        row.GetString("LastError").ShouldStartWith(problem);
        var hook = new HookShell(app);
        (await hook.RunAsync("show", "msg_large", "--source", LargeBodies.Source)).ShouldBe(0, hook.Error);
        hook.Output.ShouldContain(problem);
        await blob.UploadAsync(BinaryData.FromBytes(LargeBodies.Delivery().Body), overwrite: true);
        (await hook.RunAsync("redrive", "msg_large", "--source", LargeBodies.Source)).ShouldBe(0, hook.Error);
        await app.ProcessAsync();
        handler.Calls.Single().Body.Length.ShouldBe(LargeBodies.Beyond);
    }

    [AzuriteFact]
    public async Task While_blobs_cannot_be_read_an_event_waits_and_no_attempt_is_counted()
    {
        var handler = ScriptedHandler.Succeeding;
        await using var storage = await FaultyStorage.BeforeAsync(azurite.NewAccount());
        await using var app = await ReceiverApp.StartAsync(storage.ConnectionString, LargeBodies.Allowed, handler);
        await app.PostAsync(LargeBodies.Delivery());

        storage.Do(request => storage.IsOfBlobs(request) ? Fault.Answer(HttpStatusCode.Forbidden) : Fault.None);
        await app.ProcessAsync();
        storage.Do(_ => Fault.None);
        (await app.RowsAsync(LargeBodies.Source, "e|")).Single().GetString("Status").ShouldBe("Pending");
        app.Clock.Advance(TimeSpan.FromMinutes(3));
        await app.SweepAsync();
        await app.ProcessAsync();

        handler.Calls.Single().Attempts.ShouldBe(1);
    }

    [AzuriteFact]
    public async Task An_event_that_finds_no_room_in_memory_comes_back_by_itself()
    {
        var handler = ScriptedHandler.Succeeding;
        var memories = new BodyMemories(new(Source.LargestBody), new(LargeBodies.Beyond));
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), LargeBodies.Allowed, handler, overrides: services => services.Replace(ServiceDescriptor.Singleton(memories)));
        await app.PostAsync(LargeBodies.Delivery());
        using (memories.Processing.TryTake(1))
        {
            await app.ProcessAsync();
            handler.Calls.ShouldBeEmpty();
        }

        await Eventually.Async(async () =>
        {
            await app.ProcessAsync();
            return handler.Calls.Count == 1;
        });
    }

    [AzuriteFact]
    public async Task A_large_body_is_shown_in_part_and_without_secrets()
    {
        await using var storage = await FaultyStorage.BeforeAsync(azurite.NewAccount());
        await using var app = await ReceiverApp.StartAsync(storage.ConnectionString, LargeBodies.Allowed);
        var lines = string.Join(',', Enumerable.Range(0, 100_000).Select(number => $$"""{"password":"hunter2-{{number}}","line":{{number}}}"""));
        await app.PostAsync(From.StandardWebhooks().WithBody($$"""{"type":"invoice.paid","lines":[{{lines}}]}""").About("msg_large"));
        var ranges = new List<string>();
        storage.Do(request =>
        {
            ranges.AddRange(storage.IsOfBlobs(request) ? [request.Headers["x-ms-range"].ToString()] : []);
            return Fault.None;
        });

        var view = await app.AskAsync($"events/{LargeBodies.Source}?id=msg_large");

        var body = (string)view["body"]!;
        body.ShouldContain("\"line\": 0");
        body.ShouldNotContain("hunter2");
        body.ShouldNotContain("is not JSON");
        Encoding.UTF8.GetByteCount(body).ShouldBeLessThan(600_000);
        ranges.ShouldBe(["bytes=0-262143"]);
        ((int)view["body_bytes"]!).ShouldBeGreaterThan(LargeBodies.Beyond);
    }

    [AzuriteFact]
    public async Task Only_rows_that_point_to_a_blob_are_of_the_version_that_older_apps_leave_alone()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), LargeBodies.Allowed);
        await app.PostAsync(LargeBodies.Delivery());
        await app.PostAsync(LargeBodies.Delivery(100, "msg_small"));
        await app.ProcessAsync();

        foreach (var row in await app.RowsAsync(LargeBodies.Source))
        {
            row.GetInt32("V").ShouldBe(row.ContainsKey(RowVersion.BodyBlob) ? 2 : 1, row.RowKey);
        }

        (await app.RowsAsync(LargeBodies.Source)).Count(row => row.GetInt32("V") == 2).ShouldBe(2);
    }
}
