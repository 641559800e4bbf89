namespace Webhooks.Refusing;

/// <summary>The ledger, as far as refused deliveries go.</summary>
public interface IRefusedLedger
{
    /// <summary>Keeps refused deliveries.</summary>
    Task KeepAsync(IReadOnlyList<RefusedDelivery> refused, CancellationToken cancellationToken);

    /// <summary>Refused deliveries, newest first.</summary>
    IAsyncEnumerable<RefusedDelivery> ListAsync(RefusedFilter filter, CancellationToken cancellationToken);

    /// <summary>One refused delivery with its body; null when there is none of that id.</summary>
    Task<RefusedDelivery?> FindAsync(string source, string id, CancellationToken cancellationToken);

    /// <summary>Removes one that was admitted after all.</summary>
    Task RemoveAsync(RefusedDelivery refused, CancellationToken cancellationToken);
}
