using Azure.Core;

namespace Azure.Data.Tables;

/// <summary>One change of one entity, sent by itself or as a part of a transaction.</summary>
internal sealed record EntityOperation(RequestMethod Method, string Path, ITableEntity Body = null, string IfMatch = null)
{
    public static string PathTo(string table, string partitionKey, string rowKey) =>
        $"{table}(PartitionKey='{Literal(partitionKey)}',RowKey='{Literal(rowKey)}')";

    public static EntityOperation Add(string table, ITableEntity entity) => new(RequestMethod.Post, table, entity);

    // Without If-Match the service inserts what is not there.
    public static EntityOperation Put(string table, ITableEntity entity, TableUpdateMode mode, ETag ifMatch = default) => new(
        mode switch
        {
            TableUpdateMode.Merge => RequestMethod.Patch,
            TableUpdateMode.Replace => RequestMethod.Put,
            _ => throw new ArgumentException($"Unexpected value for {nameof(mode)}: {mode}"),
        },
        PathTo(table, entity.PartitionKey, entity.RowKey),
        entity,
        ifMatch == default ? null : ifMatch.ToString());

    public static EntityOperation Delete(string table, string partitionKey, string rowKey, ETag ifMatch) =>
        new(RequestMethod.Delete, PathTo(table, partitionKey, rowKey), IfMatch: (ifMatch == default ? ETag.All : ifMatch).ToString());

    public static EntityOperation From(string table, TableTransactionAction action) => action.ActionType switch
    {
        TableTransactionActionType.Add => Add(table, action.Entity),
        TableTransactionActionType.UpdateMerge => Put(table, action.Entity, TableUpdateMode.Merge, action.ETag),
        TableTransactionActionType.UpdateReplace => Put(table, action.Entity, TableUpdateMode.Replace, action.ETag),
        TableTransactionActionType.UpsertMerge => Put(table, action.Entity, TableUpdateMode.Merge),
        TableTransactionActionType.UpsertReplace => Put(table, action.Entity, TableUpdateMode.Replace),
        TableTransactionActionType.Delete => Delete(table, action.Entity.PartitionKey, action.Entity.RowKey, action.ETag),
        _ => throw new InvalidOperationException("Unknown request type."),
    };

    public IEnumerable<(string Name, string Value)> Headers()
    {
        if (Method == RequestMethod.Post)
        {
            yield return ("Prefer", "return-no-content");
        }

        if (IfMatch is not null)
        {
            yield return ("If-Match", IfMatch);
        }

        if (Body is not null)
        {
            yield return ("Content-Type", TableRequests.JsonIn);
        }
    }

    private static string Literal(string key) => Uri.EscapeDataString(TableFilter.Escape(key));
}
