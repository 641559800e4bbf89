using Azure;
using Azure.Data.Tables;

namespace Functions.Tests;

public sealed class AzuriteTests
{
    [AzuriteFact]
    public async Task What_was_stored_survives_an_outage_of_the_emulator()
    {
        using var data = new Folder();
        using var azurite = Azurite.WithData(data.Path);
        await azurite.StartAsync();
        var table = new TableClient(azurite.ConnectionString, "outage", new TableClientOptions { Retry = { MaxRetries = 0 } });
        await table.CreateIfNotExistsAsync();
        await table.AddEntityAsync(new TableEntity("p", "r"));

        azurite.Stop();
        var failure = await Should.ThrowAsync<RequestFailedException>(() => table.GetEntityAsync<TableEntity>("p", "r"));
        await azurite.StartAsync();

        failure.Status.ShouldBe(0);
        (await table.GetEntityAsync<TableEntity>("p", "r")).Value.RowKey.ShouldBe("r");
        azurite.Stop();
    }
}
