using Azure.Data.Tables;
using Webhooks.Refusing;
using Webhooks.Signatures.Schemes;

namespace Webhooks.Storage.Events;

/// <summary>The row of a refused delivery.</summary>
internal static class RefusedRow
{
    public static readonly IReadOnlyList<string> WithoutBody = [Id, EventRow.ReceivedAt, Reason, Detail, Size, EventRow.Headers, BodyIsWhole];

    // The name of SignatureInvalid in rows, which older versions wrote and read.
    private const string StoredSignatureInvalid = "SignatureWrong";

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
    };

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
            Cursor = NewestFirst.CursorOf(row),
        };
    }
}
