namespace Webhooks.Refusing;

public interface IRefusedLedger
{
    Task KeepAsync(IReadOnlyList<RefusedDelivery> refused, CancellationToken cancellationToken);
    IAsyncEnumerable<RefusedDelivery> ListAsync(RefusedFilter filter, CancellationToken cancellationToken);
    Task<RefusedDelivery?> FindAsync(string source, string id, CancellationToken cancellationToken);
    Task RemoveAsync(RefusedDelivery refused, CancellationToken cancellationToken);
}
