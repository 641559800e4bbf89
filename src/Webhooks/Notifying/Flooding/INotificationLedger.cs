namespace Webhooks.Notifying.Flooding;

/// <summary>The state of flood control, per channel.</summary>
public interface INotificationLedger
{
    Task<FloodSnapshot> LoadAsync(string channel, Notification notification, CancellationToken cancellationToken);
    IAsyncEnumerable<string> FindDueAsync(string channel, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>The part stored under a key, and the budget.</summary>
    Task<FloodSnapshot> LoadAsync(string channel, string key, CancellationToken cancellationToken);

    /// <summary>Writes a decision, its notification and its message, all or nothing. A message committed here is found again after any crash.</summary>
    Task<CommitOutcome> CommitAsync(FloodSnapshot before, FloodDecision decision, Notification? notification, CancellationToken cancellationToken);

    /// <summary>Forgets notifications so old that no repeat is expected. Gives their number.</summary>
    Task<int> ForgetAsync(string channel, DateTimeOffset before, CancellationToken cancellationToken);
}

public enum CommitOutcome
{
    Committed,

    /// <summary>The notification was decided about before.</summary>
    Repeat,

    /// <summary>The state has changed since it was read.</summary>
    Changed,
}

/// <summary>A state, and the rows it was read from; null for a part that was not read.</summary>
public sealed record FloodSnapshot(string Channel, FloodState State, FloodPlace? Subject, FloodPlace? Rule, FloodPlace Budget);

/// <summary>Version and due key are null when there was no row.</summary>
public sealed record FloodPlace(string Key, string? Version, string? DueKey);
