namespace Webhooks.Status;

/// <summary>The latest known state of each resource that senders report on.</summary>
public interface IStatusBoard
{
    /// <summary>Applies a change unless something newer is known. Repeating it for the same event gives the same outcome.</summary>
    Task<StatusOutcome> ApplyAsync(string source, StatusChange change, string eventId, DateTimeOffset now, CancellationToken cancellationToken);
    Task<StatusRow?> FindAsync(string source, string kind, string id, CancellationToken cancellationToken);
    IAsyncEnumerable<StatusRow> ListAsync(string? source, bool onlyUnhealthy, CancellationToken cancellationToken);

    /// <summary>Removes a row. False when it was not as given any more.</summary>
    Task<bool> RemoveAsync(StatusRow row, CancellationToken cancellationToken);
}

/// <param name="Applied">False when something newer was known.</param>
/// <param name="Count">Consecutive events of this state, this one included, or what the sender counts.</param>
/// <param name="Since">When the first of them happened.</param>
/// <param name="Details">All that is known now, of this event and of those before.</param>
public sealed record StatusOutcome(bool Applied, bool WasUnhealthy, int Count, DateTimeOffset Since, IReadOnlyDictionary<string, string> Details);

public sealed record StatusRow
{
    public required string Source { get; init; }
    public required StatusChange Latest { get; init; }
    public required DateTimeOffset FirstSeen { get; init; }
    public required DateTimeOffset LastChanged { get; init; }

    /// <summary>When the last event about it was applied, whatever its state.</summary>
    public required DateTimeOffset LastReported { get; init; }
    public required string LastEventId { get; init; }

    /// <summary>Consecutive events of this state, or what the sender counts.</summary>
    public required int Count { get; init; }

    /// <summary>When the first of them happened, by the sender's clock.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>Of the stored row.</summary>
    public string Version { get; init; } = "";
}
