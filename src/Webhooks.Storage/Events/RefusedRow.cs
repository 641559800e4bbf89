using Azure.Data.Tables;
using Webhooks.Refusing;
using Webhooks.Signatures.Schemes;

namespace Webhooks.Storage.Events;

/// <summary>The row of a refused delivery.</summary>
internal static class RefusedRow
{
    public static readonly IReadOnlyList<string> WithoutBody = [Id, EventRow.ReceivedAt, Reason, Detail, Size, EventRow.Headers, BodyIsWhole, IndexRow.Column];

    // The name of SignatureInvalid in rows, which older versions wrote and read.
    private const string StoredSignatureInvalid = "SignatureWrong";

    // The year 9000: times beyond have no reverse.
    private const long LatestMilliseconds = 221_845_392_000_000;

    private static readonly TimeSpan LongestWayToRefusal = TimeSpan.FromMinutes(1);

    private const string Id = "Id";
    private const string Reason = "Reason";
    private const string Detail = "Detail";
    private const string Size = "Size";
    private const string Query = "Query";
    private const string Body = "Body";
    private const string BodyIsWhole = "BodyIsWhole";

    public static TableEntity Of(RefusedDelivery refused) => new(Partition(refused), LedgerKeys.Refused(refused.ReceivedAt, refused.Id))
    {
        [Id] = refused.Id,
        [EventRow.ReceivedAt] = refused.ReceivedAt,
        [Reason] = refused.Reason == RefusalReason.SignatureInvalid ? StoredSignatureInvalid : refused.Reason.ToString(),
        [Detail] = refused.Detail,
        [Size] = refused.Size,
        [EventRow.Headers] = EventRow.WriteHeaders(refused.Headers),
        [Query] = refused.Query.Length > 0 ? refused.Query : null,
        [Body] = refused.Body.IsEmpty ? null : BinaryData.FromBytes(refused.Body),
        [BodyIsWhole] = refused.BodyIsWhole,
        [IndexRow.Column] = IndexRow.Names(refused.SearchIds),
    };

    public static List<TableTransactionAction> Insertion(RefusedDelivery refused)
    {
        var row = Of(refused);
        var actions = new List<TableTransactionAction>(1 + refused.SearchIds.Count) { new(TableTransactionActionType.UpsertReplace, row) };
        IndexRow.AddTo(actions, row.PartitionKey, row.RowKey, refused.SearchIds, eventType: null);
        return actions;
    }

    // What goes with it.
    public static RowGroup WithIndex(TableEntity row) => new(row) { Others = [.. IndexRow.Keys(row.GetString(IndexRow.Column), row.RowKey)] };

    /// <summary>Where the row of an id is: sorted by when the delivery was refused, which is a little later than the id was made. Null when it is no such id.</summary>
    public static (string From, string To)? RangeOf(string id) => ArrivalOf(id) is { } arrived
        ? ("r|" + LedgerKeys.ReverseTicks(arrived + LongestWayToRefusal), "r|" + LedgerKeys.ReverseTicks(arrived) + "}")
        : null;

    public static bool Is(TableEntity row, string id) => row.RowKey.EndsWith("|" + id, StringComparison.Ordinal);

    // Ids of arrivals are UUIDs of version 7, which begin with the milliseconds since 1970.
    private static DateTimeOffset? ArrivalOf(string id) =>
        id.Length == 32 && id.All(c => char.IsAsciiDigit(c) || c is >= 'a' and <= 'f') && Convert.ToInt64(id[..12], 16) is var since && since < LatestMilliseconds
            ? DateTimeOffset.FromUnixTimeMilliseconds(since)
            : null;

    public static string Partition(RefusedDelivery refused) => LedgerKeys.Partition(refused.Source, refused.Shard);

    public static RefusedDelivery Read(TableEntity row)
    {
        var (source, shard) = LedgerKeys.ReadPartition(row.PartitionKey);
        return new RefusedDelivery
        {
            Id = row.GetString(Id),
            Source = source,
            Shard = shard,
            ReceivedAt = row.GetDateTimeOffset(EventRow.ReceivedAt)!.Value,
            Reason = row.GetString(Reason) is var reason and not StoredSignatureInvalid ? Enum.Parse<RefusalReason>(reason) : RefusalReason.SignatureInvalid,
            Detail = row.GetString(Detail),
            Size = row.GetInt64(Size),
            Headers = EventRow.ReadHeaders(row),
            Query = row.GetString(Query) ?? "",
            Body = row.GetBinary(Body) ?? default,
            BodyIsWhole = row.GetBoolean(BodyIsWhole) ?? false,
            IndexedBy = row.GetString(IndexRow.Column),
            Cursor = NewestFirst.CursorOf(row),
        };
    }
}
