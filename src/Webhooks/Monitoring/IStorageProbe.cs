namespace Webhooks.Monitoring;

/// <summary>Throws when storage does not answer.</summary>
public interface IStorageProbe
{
    Task<IReadOnlyList<string>> MissingTablesAsync(CancellationToken cancellationToken);
    Task<IReadOnlyList<string>> MissingQueuesAsync(CancellationToken cancellationToken);
    Task<IReadOnlyList<string>> MissingContainersAsync(CancellationToken cancellationToken);

    /// <summary>One request, from whose answer the clock learns.</summary>
    Task AskAsync(CancellationToken cancellationToken);
}
