using Azure.Data.Tables;

namespace Proof.Growth;

/// <summary>The least that storage can be asked, of the same table, by the same client.</summary>
internal static class Bare
{
    /// <summary>Three rows in one transaction, as an event is admitted.</summary>
    public static Task WriteAsync(TableClient ledger, CancellationToken cancellationToken)
    {
        var id = Guid.NewGuid().ToString("N");
        return ledger.SubmitTransactionAsync(
            new[] { "e", "n", "p" }.Select(kind => new TableTransactionAction(TableTransactionActionType.Add, new TableEntity("~bare", $"{kind}|{id}") { ["Body00"] = BinaryData.FromBytes(new byte[1024]) })),
            cancellationToken);
    }

    /// <summary>One after the other.</summary>
    public static async Task BothAsync(TableClient ledger, CancellationToken cancellationToken)
    {
        await WriteAsync(ledger, cancellationToken);
        await QueryAsync(ledger, cancellationToken);
    }

    /// <summary>The newest fifty lines of the log's rows.</summary>
    public static async Task QueryAsync(TableClient ledger, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {GrownApp.Source} and RowKey ge {"t|"} and RowKey lt {"t}"}");
        await foreach (var page in ledger.QueryAsync<TableEntity>(filter, maxPerPage: 50, cancellationToken: cancellationToken).AsPages())
        {
            _ = page.Values.Count;
            return;
        }
    }
}
