using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using static Azure.Data.Tables.TableTransactionActionType;

namespace Functions.Tests.Storage;

// Admission is one entity group transaction, and the loser must be told which insert lost.
public sealed class TableTransactionContractTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    [AzuriteTheory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_conflict_names_the_insert_that_lost_and_changes_nothing(int taken)
    {
        var table = await TableAsync();
        string[] rows = ["n|nonce", "e|event", "p|due"];
        await table.AddEntityAsync(new TableEntity("p", rows[taken]));

        var failure = await Should.ThrowAsync<TableTransactionFailedException>(
            () => table.SubmitTransactionAsync(rows.Select(row => new TableTransactionAction(Add, new TableEntity("p", row)))));

        failure.FailedTransactionActionIndex.ShouldBe(taken);
        (failure.Status, failure.ErrorCode).ShouldBe((409, "EntityAlreadyExists"));
        (failure.ErrorCode == TableErrorCode.EntityAlreadyExists).ShouldBeTrue();
        (await table.QueryAsync<TableEntity>().ToListAsync()).ShouldHaveSingleItem();
    }

    [AzuriteFact]
    public async Task Each_action_has_an_answer_of_its_own()
    {
        var table = await TableAsync();
        await table.AddEntityAsync(new TableEntity("p", "update") { ["old"] = "1" });
        await table.AddEntityAsync(new TableEntity("p", "replace") { ["old"] = "1" });
        await table.AddEntityAsync(new TableEntity("p", "delete"));
        TableEntity known = await table.GetEntityAsync<TableEntity>("p", "update");

        var answer = await table.SubmitTransactionAsync(
        [
            new(Add, new TableEntity("p", "add")),
            new(UpdateMerge, new TableEntity("p", "update") { ["new"] = "2" }, known.ETag),
            new(UpdateReplace, new TableEntity("p", "replace") { ["new"] = "2" }, ETag.All),
            new(Delete, new TableEntity("p", "delete")),
            new(UpsertMerge, new TableEntity("p", "upsert1")),
            new(UpsertReplace, new TableEntity("p", "upsert2")),
        ]);

        answer.GetRawResponse().Status.ShouldBe(202);
        answer.Value.Select(part => part.Status).ShouldBe([204, 204, 204, 204, 204, 204]);
        answer.Value[0].Headers.ETag.ShouldNotBeNull();
        answer.Value[1].Headers.ETag.ShouldNotBe(known.ETag);
        var rows = await table.QueryAsync<TableEntity>().ToListAsync();
        rows.Select(row => row.RowKey).ShouldBe(["add", "replace", "update", "upsert1", "upsert2"]);
        rows.Single(row => row.RowKey == "update").GetString("old").ShouldBe("1");
        rows.Single(row => row.RowKey == "replace").ContainsKey("old").ShouldBeFalse();
    }

    [AzuriteFact]
    public async Task A_stale_etag_fails_the_whole_transaction()
    {
        var table = await TableAsync();
        await table.AddEntityAsync(new TableEntity("p", "event"));
        TableEntity stale = await table.GetEntityAsync<TableEntity>("p", "event");
        await table.UpsertEntityAsync(new TableEntity("p", "event") { ["n"] = 1 });

        var failure = await Should.ThrowAsync<TableTransactionFailedException>(() => table.SubmitTransactionAsync(
            [new(Add, new TableEntity("p", "timeline")), new(UpdateMerge, new TableEntity("p", "event") { ["n"] = 2 }, stale.ETag)]));

        (failure.Status, failure.ErrorCode, failure.FailedTransactionActionIndex).ShouldBe((412, "UpdateConditionNotSatisfied", 1));
        (await table.GetEntityIfExistsAsync<TableEntity>("p", "timeline")).HasValue.ShouldBeFalse();
    }

    [AzuriteFact]
    public async Task Deleting_a_missing_entity_fails_a_transaction()
    {
        var table = await TableAsync();

        var failure = await Should.ThrowAsync<TableTransactionFailedException>(
            () => table.SubmitTransactionAsync([new(Add, new TableEntity("p", "a")), new(Delete, new TableEntity("p", "none"))]));

        (failure.Status, failure.FailedTransactionActionIndex).ShouldBe((404, 1));
    }

    [AzuriteFact]
    public async Task An_empty_transaction_is_refused()
    {
        var table = await TableAsync();

        await Should.ThrowAsync<InvalidOperationException>(() => table.SubmitTransactionAsync([]));
    }

    [AzuriteFact]
    public async Task Twelve_chunks_of_64_kibibytes_come_back_as_they_went()
    {
        var table = await TableAsync();
        var body = new byte[12 * 64 * 1024];
        new Random(1).NextBytes(body);
        var entity = new TableEntity("p", "e|it's");
        for (var chunk = 0; chunk < 12; chunk++)
        {
            entity[$"Body{chunk:D2}"] = body[(chunk * 64 * 1024)..((chunk + 1) * 64 * 1024)];
        }

        await table.SubmitTransactionAsync([new(Add, new TableEntity("p", "n|nonce")), new(Add, entity), new(Add, new TableEntity("p", "p|due"))]);
        TableEntity found = await table.GetEntityAsync<TableEntity>("p", "e|it's");

        Enumerable.Range(0, 12).SelectMany(chunk => found.GetBinary($"Body{chunk:D2}")).SequenceEqual(body).ShouldBeTrue();
    }

    private async Task<TableClient> TableAsync()
    {
        var table = new TableClient(azurite.ConnectionString, "t" + Guid.NewGuid().ToString("N"));
        await table.CreateIfNotExistsAsync();
        return table;
    }
}
