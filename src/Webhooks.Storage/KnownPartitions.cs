namespace Webhooks.Storage;

/// <summary>The partitions of sources, those included that only an earlier configuration used.</summary>
internal static class KnownPartitions
{
    public static async Task<IReadOnlyList<string>> ListAsync(LedgerTable ledger, string? source, CancellationToken cancellationToken)
    {
        var partitions = new List<string>();
        await foreach (var row in ledger.ScanAsync(LedgerKeys.Registry, source ?? "", source is null ? "~" : source + "}", cancellationToken))
        {
            if (source is null || LedgerKeys.ReadPartition(row.RowKey).Source == source)
            {
                partitions.Add(row.RowKey);
            }
        }

        return partitions;
    }
}
