namespace Webhooks.Rotating;

/// <summary>Several instances add to it at once.</summary>
public interface IRefusedSignatureLedger
{
    Task AddAsync(string source, IReadOnlyList<DateTimeOffset> times, CancellationToken cancellationToken);

    /// <summary>Of all sources that have any; few.</summary>
    Task<IReadOnlyList<RefusedSignatureRecord>> ListAsync(CancellationToken cancellationToken);

    /// <summary>False when the record has changed since it was read. Without times and notification it is removed.</summary>
    Task<bool> ReplaceAsync(RefusedSignatureRecord record, CancellationToken cancellationToken);
}
