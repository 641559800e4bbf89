namespace Webhooks.Monitoring;

/// <summary>Asks storage what readiness wants to know. Throws when storage does not answer.</summary>
public interface IStorageProbe
{
    /// <summary>Tables that are not there.</summary>
    Task<IReadOnlyList<string>> MissingTablesAsync(CancellationToken cancellationToken);

    /// <summary>Queues that are not there.</summary>
    Task<IReadOnlyList<string>> MissingQueuesAsync(CancellationToken cancellationToken);

    /// <summary>The time by storage's clock, to the second.</summary>
    Task<DateTimeOffset> ReadClockAsync(CancellationToken cancellationToken);
}
