using Azure.Data.Tables;
using Shouldly;
using Xunit;

namespace Functions.Tests.Storage;

[Collection(Azurite.Collection)]
public sealed class TableEntityContractTests(Azurite azurite)
{
    [AzuriteFact]
    public async Task Each_type_comes_back_as_it_went()
    {
        var table = new TableClient(azurite.ConnectionString, "t" + Guid.NewGuid().ToString("N"));
        await table.CreateIfNotExistsAsync();
        var moment = new DateTimeOffset(2025, 6, 7, 8, 9, 10, 123, TimeSpan.FromHours(2)).AddTicks(4567);
        var id = Guid.NewGuid();
        await table.AddEntityAsync(new TableEntity("p", "r")
        {
            ["text"] = "\"quoted\" <&> Grüße 🪝\n",
            ["empty"] = "",
            ["int"] = int.MinValue,
            ["small"] = 5L,
            ["long"] = long.MaxValue,
            ["double"] = 2.5,
            ["bool"] = true,
            ["moment"] = moment,
            ["id"] = id,
            ["bytes"] = new byte[] { 0, 255, 62, 63 },
            ["data"] = new BinaryData(new byte[] { 1, 2, 3 }),
            ["nothing"] = null,
        });

        TableEntity found = await table.GetEntityAsync<TableEntity>("p", "r");

        found.GetString("text").ShouldBe("\"quoted\" <&> Grüße 🪝\n");
        found.GetString("empty").ShouldBe("");
        found.GetInt32("int").ShouldBe(int.MinValue);
        found.GetInt64("small").ShouldBe(5);
        found.GetInt64("long").ShouldBe(long.MaxValue);
        found.GetDouble("double").ShouldBe(2.5);
        found.GetBoolean("bool").ShouldBe(true);
        found.GetDateTimeOffset("moment").ShouldBe(moment);
        found.GetGuid("id").ShouldBe(id);
        found.GetBinary("bytes").ShouldBe(new byte[] { 0, 255, 62, 63 });
        found.GetBinaryData("data").ToArray().ShouldBe(new byte[] { 1, 2, 3 });
        found.ContainsKey("nothing").ShouldBeFalse();
        found.Timestamp!.Value.ShouldBe(TimeProvider.System.GetUtcNow(), TimeSpan.FromMinutes(5));
        found.ETag.ShouldNotBe(default);
    }

    [Fact]
    public void A_property_of_another_type_is_not_returned()
    {
        var entity = new TableEntity("p", "r") { ["n"] = 5 };

        Should.Throw<InvalidOperationException>(() => entity.GetInt64("n"));
        Should.Throw<InvalidOperationException>(() => entity.GetString("n"));
    }

    [Fact]
    public void A_property_that_is_not_there_is_null()
    {
        var entity = new TableEntity("p", "r");

        entity.GetString("none").ShouldBeNull();
        entity.GetInt32("none").ShouldBeNull();
        entity["none"].ShouldBeNull();
        entity.Timestamp.ShouldBeNull();
        entity.ETag.ShouldBe(default);
    }

    [Fact]
    public void A_long_stays_a_long_when_an_int_is_assigned()
    {
        var entity = new TableEntity("p", "r") { ["n"] = 5L };

        entity["n"] = 6;

        entity.GetInt64("n").ShouldBe(6);
    }

    [Fact]
    public void Filters_are_quoted()
    {
        var moment = new DateTimeOffset(2025, 6, 7, 8, 9, 10, TimeSpan.Zero);

        TableClient.CreateQueryFilter($"PartitionKey eq {"it's"} and N lt {5} and L ge {5L} and B eq {true} and T gt {moment}")
            .ShouldBe("PartitionKey eq 'it''s' and N lt 5 and L ge 5L and B eq true and T gt datetime'2025-06-07T08:09:10Z'");
    }
}
