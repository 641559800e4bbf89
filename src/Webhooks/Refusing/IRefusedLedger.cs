namespace Webhooks.Refusing;

public interface IRefusedLedger
{
    Task KeepAsync(IReadOnlyList<RefusedDelivery> refused, CancellationToken cancellationToken);
    IAsyncEnumerable<RefusedDelivery> ListAsync(RefusedFilter filter, CancellationToken cancellationToken);
    Task<RefusedDelivery?> FindAsync(string source, string id, CancellationToken cancellationToken);
    Task RemoveAsync(RefusedDelivery refused, CancellationToken cancellationToken);
}

/// <summary>Null does not narrow.</summary>
public sealed record RefusedFilter
{
    public string? Source { get; init; }
    public DateTimeOffset? Since { get; init; }

    /// <summary>Exclusive.</summary>
    public DateTimeOffset? Before { get; init; }
    public string? After { get; init; }
    public bool WithBodies { get; init; }
}
