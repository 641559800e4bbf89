namespace Azure.Data.Tables
{
    public interface ITableEntity
    {
        string PartitionKey { get; set; }

        string RowKey { get; set; }

        DateTimeOffset? Timestamp { get; set; }

        ETag ETag { get; set; }
    }

    public enum TableUpdateMode
    {
        Merge = 0,
        Replace = 1,
    }

    public enum TableTransactionActionType
    {
        Add = 0,
        UpdateMerge = 1,
        UpdateReplace = 2,
        Delete = 3,
        UpsertMerge = 4,
        UpsertReplace = 5,
    }

    public class TableTransactionAction
    {
        public TableTransactionAction(TableTransactionActionType actionType, ITableEntity entity)
            : this(actionType, entity, default)
        {
        }

        public TableTransactionAction(TableTransactionActionType actionType, ITableEntity entity, ETag etag = default)
        {
            ActionType = actionType;
            Entity = entity;
            ETag = etag;
        }

        public TableTransactionActionType ActionType { get; }

        public ITableEntity Entity { get; }

        public ETag ETag { get; }
    }
}

namespace Azure.Data.Tables.Models
{
    public class TableItem
    {
        public TableItem(string name) => Name = name;

        public string Name { get; }
    }
}
