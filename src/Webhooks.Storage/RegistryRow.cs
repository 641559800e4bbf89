using Azure.Data.Tables;

namespace Webhooks.Storage;

/// <summary>One partition in the registry, and since when its source is closed here because it was moved.</summary>
internal static class RegistryRow
{
    private const string Column = "MovedAt";

    public static async Task<TableEntity> OfAsync(TableClient table, Source source, string partition, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var row = new TableEntity(LedgerKeys.Registry, partition);
        if (source.MovedTo is not null)
        {
            // The first start with the setting is what counts: later ones must not close the new receiver again.
            var before = await table.GetEntityIfExistsAsync<TableEntity>(LedgerKeys.Registry, partition, cancellationToken: cancellationToken);
            row[Column] = (before.HasValue ? MovedAt(before.Value!) : null) ?? now;
        }

        return RowVersion.Stamp(row);
    }

    public static DateTimeOffset? MovedAt(TableEntity row) => row.GetDateTimeOffset(Column);
}
