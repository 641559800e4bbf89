using Azure.Data.Tables;
using Webhooks.Events;

namespace Webhooks.Storage.Bodies;

/// <summary>
/// A row for each body that has no event: reserved for one that is about to be recorded, or to be removed. It is among the rows that expire, so that
/// the sweep reads what is due and nothing else.
/// </summary>
internal static class BodyRow
{
    private const string IsToBeRemoved = "IsToBeRemoved";

    public static TableEntity Reserved(EventKey key, StoredBody stored) => Of(LedgerKeys.Partition(key), stored.Name, stored.ReservedUntil!.Value);

    public static TableEntity Removal(string partition, string name, DateTimeOffset now)
    {
        var row = Of(partition, name, now);
        row[IsToBeRemoved] = true;
        return row;
    }

    public static bool Is(TableEntity row) => row.ContainsKey(RowVersion.BodyBlob);

    public static bool IsRemoval(TableEntity row) => row.ContainsKey(IsToBeRemoved);

    private static TableEntity Of(string partition, string name, DateTimeOffset due) =>
        new(partition, LedgerKeys.NonceExpiry(due, "body:" + name)) { [RowVersion.BodyBlob] = name };
}
