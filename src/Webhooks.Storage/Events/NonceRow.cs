using Azure.Data.Tables;
using Webhooks.Receiving;

namespace Webhooks.Storage.Events;

/// <summary>The nonce row. Only senders that sign a nonce have one.</summary>
internal static class NonceRow
{
    /// <summary>Names a nonce's row in the row that it goes with.</summary>
    public const string Column = "NonceRow";

    private const string ExpiresAt = "ExpiresAt";
    private const string AcknowledgeBy = "AcknowledgeBy";
    private const string Use = "Use";

    public static TableEntity? Of(NewEvent delivery, NonceUse use)
    {
        if (delivery.Event.Nonce is not { } nonce)
        {
            return null;
        }

        var row = new TableEntity(LedgerKeys.Partition(delivery.Key), LedgerKeys.Nonce(nonce))
        {
            [EventRow.EventId] = delivery.Key.EventId,
            [EventRow.ArrivalId] = delivery.Origin.ArrivalId,
            [ExpiresAt] = delivery.NonceExpiresAt,
            [AcknowledgeBy] = delivery.AcknowledgeBy,
        };
        if (use != NonceUse.Accepted)
        {
            row[Use] = use.ToString();
        }

        return row;
    }

    // Whenever storage writes this, it is too late.
    public static TableEntity Released(string partition, string nonce) =>
        new(partition, LedgerKeys.Nonce(nonce)) { [AcknowledgeBy] = DateTimeOffset.UnixEpoch };

    public static ConsumedNonce Read(TableEntity row) => new(row.GetString(EventRow.EventId), row.ETag.ToString())
    {
        ArrivalId = row.GetString(EventRow.ArrivalId),
        AcknowledgeBy = row.GetDateTimeOffset(AcknowledgeBy),
        ExpiresAt = row.GetDateTimeOffset(ExpiresAt),
        WrittenAt = row.Timestamp,
        Use = row.GetString(Use) is { } use ? Enum.Parse<NonceUse>(use) : NonceUse.Accepted,
    };

    // Points from the moment of expiry to a nonce, so that the sweep reads what has expired and nothing else. Only nonces of further deliveries of
    // an event have one: its own goes with it.
    public static TableEntity ExpiryOf(NewEvent delivery) =>
        new(LedgerKeys.Partition(delivery.Key), LedgerKeys.NonceExpiry(delivery.NonceExpiresAt, delivery.Event.Nonce!)) { [Column] = LedgerKeys.Nonce(delivery.Event.Nonce!) };

    public static bool Is(ITableEntity row) => row.RowKey.StartsWith("n|", StringComparison.Ordinal);
}
