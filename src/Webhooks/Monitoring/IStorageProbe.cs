namespace Webhooks.Monitoring;

/// <summary>Throws when storage does not answer.</summary>
public interface IStorageProbe
{
    Task<IReadOnlyList<string>> MissingTablesAsync(CancellationToken cancellationToken);
    Task<IReadOnlyList<string>> MissingQueuesAsync(CancellationToken cancellationToken);

    /// <summary>By storage's clock, to the second.</summary>
    Task<DateTimeOffset> ReadClockAsync(CancellationToken cancellationToken);
}
