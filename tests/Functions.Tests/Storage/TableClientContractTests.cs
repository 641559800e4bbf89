using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;

namespace Functions.Tests.Storage;

// What the ledger builds on, and what a new version of the client or of Azurite must not change.
public sealed class TableClientContractTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    [AzuriteFact]
    public async Task Creating_a_table_that_exists_is_no_failure()
    {
        var table = new TableServiceClient(azurite.ConnectionString).GetTableClient("t" + Guid.NewGuid().ToString("N"));

        var first = await table.CreateIfNotExistsAsync();
        var second = await table.CreateIfNotExistsAsync();

        first.Value.Name.ShouldBe(table.Name);
        first.GetRawResponse().Status.ShouldBe(204);
        second.Value.Name.ShouldBe(table.Name);
        second.GetRawResponse().Status.ShouldBe(409);
    }

    [AzuriteFact]
    public async Task Adding_an_entity_that_exists_is_a_conflict()
    {
        var table = await TableAsync();
        (await table.AddEntityAsync(new TableEntity("p", "r"))).Headers.ETag.ShouldNotBeNull();

        var failure = await Should.ThrowAsync<RequestFailedException>(() => table.AddEntityAsync(new TableEntity("p", "r")));

        (failure.Status, failure.ErrorCode).ShouldBe((409, "EntityAlreadyExists"));
        (failure.ErrorCode == TableErrorCode.EntityAlreadyExists).ShouldBeTrue();
    }

    [AzuriteFact]
    public async Task A_missing_entity_is_not_found_or_has_no_value()
    {
        var table = await TableAsync();

        var failure = await Should.ThrowAsync<RequestFailedException>(() => table.GetEntityAsync<TableEntity>("p", "none"));
        var perhaps = await table.GetEntityIfExistsAsync<TableEntity>("p", "none");

        (failure.Status, failure.ErrorCode).ShouldBe((404, "ResourceNotFound"));
        perhaps.HasValue.ShouldBeFalse();
        perhaps.GetRawResponse().Status.ShouldBe(404);
        Should.Throw<InvalidOperationException>(() => perhaps.Value);
    }

    [AzuriteFact]
    public async Task A_missing_table_looks_like_a_missing_entity_to_those_who_ask_for_one()
    {
        var table = new TableClient(azurite.ConnectionString, "nosuchtable");

        (await table.GetEntityIfExistsAsync<TableEntity>("p", "r")).HasValue.ShouldBeFalse();
        (await table.DeleteEntityAsync("p", "r")).Status.ShouldBe(404);

        var failure = await Should.ThrowAsync<RequestFailedException>(() => table.AddEntityAsync(new TableEntity("p", "r")));
        (failure.Status, failure.ErrorCode).ShouldBe((404, "TableNotFound"));
    }

    [AzuriteFact]
    public async Task Deleting_a_missing_entity_is_no_failure()
    {
        var table = await TableAsync();

        (await table.DeleteEntityAsync("p", "none")).Status.ShouldBe(404);
    }

    [AzuriteFact]
    public async Task An_update_with_a_stale_etag_fails_its_precondition()
    {
        var table = await TableAsync();
        await table.AddEntityAsync(new TableEntity("p", "r") { ["n"] = 1 });
        TableEntity claimed = await table.GetEntityAsync<TableEntity>("p", "r");
        TableEntity late = await table.GetEntityAsync<TableEntity>("p", "r");
        claimed["n"] = 2;
        await table.UpdateEntityAsync(claimed, claimed.ETag, TableUpdateMode.Replace);
        late["n"] = 3;

        var failure = await Should.ThrowAsync<RequestFailedException>(() => table.UpdateEntityAsync(late, late.ETag));

        (failure.Status, failure.ErrorCode).ShouldBe((412, "UpdateConditionNotSatisfied"));
        await table.UpdateEntityAsync(late, ETag.All);
        (await table.GetEntityAsync<TableEntity>("p", "r")).Value.GetInt32("n").ShouldBe(3);
    }

    [AzuriteFact]
    public async Task An_update_demands_an_etag()
    {
        var table = await TableAsync();

        await Should.ThrowAsync<ArgumentException>(() => table.UpdateEntityAsync(new TableEntity("p", "r"), default));
    }

    [AzuriteFact]
    public async Task A_merge_keeps_what_it_does_not_name_and_a_replacement_does_not()
    {
        var table = await TableAsync();
        await table.UpsertEntityAsync(new TableEntity("p", "r") { ["a"] = "1", ["b"] = "1" });

        await table.UpsertEntityAsync(new TableEntity("p", "r") { ["b"] = "2" });
        TableEntity merged = await table.GetEntityAsync<TableEntity>("p", "r");
        await table.UpsertEntityAsync(new TableEntity("p", "r") { ["c"] = "3" }, TableUpdateMode.Replace);
        TableEntity replaced = await table.GetEntityAsync<TableEntity>("p", "r");

        (merged.GetString("a"), merged.GetString("b")).ShouldBe(("1", "2"));
        replaced.ContainsKey("a").ShouldBeFalse();
        replaced.GetString("c").ShouldBe("3");
    }

    [AzuriteFact]
    public async Task Select_returns_only_what_it_names()
    {
        var table = await TableAsync();
        await table.AddEntityAsync(new TableEntity("p", "r") { ["a"] = "1", ["b"] = "2" });

        TableEntity found = await table.GetEntityAsync<TableEntity>("p", "r", select: ["RowKey", "a"]);

        found.RowKey.ShouldBe("r");
        found.GetString("a").ShouldBe("1");
        found.ContainsKey("b").ShouldBeFalse();
    }

    [AzuriteTheory]
    [InlineData("it's", "o'clock''s")]
    [InlineData("Grüße 世界", "🪝|é")]
    [InlineData("a+b=c & d", "100% (of) it!*~;,:@$")]
    [InlineData("..", ".")]
    public async Task Keys_survive_whatever_they_are_made_of(string partitionKey, string rowKey)
    {
        var table = await TableAsync();
        await table.AddEntityAsync(new TableEntity(partitionKey, rowKey) { ["n"] = 1 });

        TableEntity found = await table.GetEntityAsync<TableEntity>(partitionKey, rowKey);
        found["n"] = 2;
        await table.UpdateEntityAsync(found, found.ETag);
        await table.SubmitTransactionAsync([new(TableTransactionActionType.UpdateMerge, new TableEntity(partitionKey, rowKey) { ["m"] = 3 }, ETag.All)]);
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partitionKey} and RowKey eq {rowKey}");
        var listed = await table.QueryAsync<TableEntity>(filter).ToListAsync();
        await table.DeleteEntityAsync(partitionKey, rowKey);

        (found.PartitionKey, found.RowKey).ShouldBe((partitionKey, rowKey));
        listed.ShouldHaveSingleItem().GetInt32("m").ShouldBe(3);
        (await table.GetEntityIfExistsAsync<TableEntity>(partitionKey, rowKey)).HasValue.ShouldBeFalse();
    }

    [AzuriteFact]
    public async Task A_query_pages_through_more_than_a_thousand_rows()
    {
        var table = await TableAsync();
        foreach (var hundred in Enumerable.Range(0, 1050).Chunk(100))
        {
            await table.SubmitTransactionAsync(hundred.Select(n => new TableTransactionAction(TableTransactionActionType.Add, new TableEntity("p", $"{n:D5}"))));
        }

        var all = await table.QueryAsync<TableEntity>("PartitionKey eq 'p'").ToListAsync();
        var pages = await table.QueryAsync<TableEntity>(maxPerPage: 400).AsPages().ToListAsync();
        var resumed = await table.QueryAsync<TableEntity>(maxPerPage: 400).AsPages(pages[1].ContinuationToken).ToListAsync();

        all.Select(entity => entity.RowKey).ShouldBe(Enumerable.Range(0, 1050).Select(n => $"{n:D5}"));
        pages.Select(page => page.Values.Count).ShouldBe([400, 400, 250]);
        pages[2].ContinuationToken.ShouldBeNull();
        resumed.ShouldHaveSingleItem().Values[0].RowKey.ShouldBe("00800");
    }

    private async Task<TableClient> TableAsync()
    {
        var table = new TableClient(azurite.ConnectionString, "t" + Guid.NewGuid().ToString("N"));
        await table.CreateIfNotExistsAsync();
        return table;
    }
}
