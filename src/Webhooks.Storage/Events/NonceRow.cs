using Azure.Data.Tables;
using Webhooks.Receiving;

namespace Webhooks.Storage.Events;

/// <summary>The nonce row. Only senders that sign a nonce have one.</summary>
internal static class NonceRow
{
    public static TableEntity? Of(NewEvent newEvent) => newEvent.Event.Nonce is not { } nonce
        ? null
        : new TableEntity(LedgerKeys.Partition(newEvent.Key), LedgerKeys.Nonce(nonce))
        {
            [EventRow.EventId] = newEvent.Key.EventId,
            ["ExpiresAt"] = newEvent.NonceExpiresAt,
        };

    // Points from the moment of expiry to the nonce, so that the sweep reads what has expired and nothing else. It is written when the event ends,
    // off the path that a sender waits on.
    public static TableEntity ExpiryOf(string partition, string nonce, DateTimeOffset expiresAt) =>
        new(partition, LedgerKeys.NonceExpiry(expiresAt, nonce)) { ["NonceRow"] = LedgerKeys.Nonce(nonce) };

    public static bool Is(ITableEntity row) => row.RowKey.StartsWith("n|", StringComparison.Ordinal);
}
