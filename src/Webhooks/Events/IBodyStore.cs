namespace Webhooks.Events;

/// <summary>The bodies that are too large for their event's row. Every method throws <see cref="LedgerUnavailableException" /> when storage fails.</summary>
public interface IBodyStore
{
    /// <summary>
    /// Keeps a body whose event is about to be recorded. Recording the event ends the reservation in the same transaction; a body whose
    /// reservation has run out is removed by the sweep. May be repeated.
    /// </summary>
    Task PutAsync(EventKey key, StoredBody stored, ReadOnlyMemory<byte> body, CancellationToken cancellationToken);

    /// <summary>The whole body, the one that was signed.</summary>
    /// <exception cref="BodyLostException">It is not there, or is another.</exception>
    Task<ReadOnlyMemory<byte>> ReadAsync(StoredBody stored, CancellationToken cancellationToken);

    /// <summary>The beginning of a body, unchecked; null when it is not there.</summary>
    Task<ReadOnlyMemory<byte>?> ReadStartAsync(StoredBody stored, int length, CancellationToken cancellationToken);
}
