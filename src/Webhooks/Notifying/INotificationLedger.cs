using Webhooks.Notifying.Flooding;

namespace Webhooks.Notifying;

/// <summary>Keeps what flood control knows of a channel.</summary>
public interface INotificationLedger
{
    /// <summary>What is known that matters for a notification.</summary>
    Task<FloodSnapshot> LoadAsync(string channel, Notification said, CancellationToken cancellationToken);

    /// <summary>Keys of the parts of the channel's state that are due.</summary>
    IAsyncEnumerable<string> FindDueAsync(string channel, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>The part of that key, and the budget it may spend.</summary>
    Task<FloodSnapshot> LoadAsync(string channel, string key, CancellationToken cancellationToken);

    /// <summary>
    /// Writes a decision, the notification it was made about, if any, and the message it led to, all or nothing. From then on the message is
    /// as good as sent: whatever crashes, it is found again.
    /// </summary>
    Task<CommitOutcome> CommitAsync(FloodSnapshot before, FloodDecision decision, Notification? said, CancellationToken cancellationToken);

    /// <summary>Forgets notifications of before a moment: a repeat of them is no longer to be expected.</summary>
    Task ForgetAsync(string channel, DateTimeOffset before, CancellationToken cancellationToken);
}

/// <summary>What became of a decision.</summary>
public enum CommitOutcome
{
    /// <summary>It holds.</summary>
    Committed,

    /// <summary>The notification had been decided about before.</summary>
    Repeat,

    /// <summary>The state is no longer what the decision was made from.</summary>
    Changed,
}

/// <summary>The state a decision is made from, and where its parts were found.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="State">The state.</param>
/// <param name="Subject">The place of <see cref="FloodState.Subject" />; null when it was not asked for.</param>
/// <param name="Rule">The place of <see cref="FloodState.Rule" />; null when it was not asked for.</param>
/// <param name="Budget">The place of <see cref="FloodState.Budget" />.</param>
public sealed record FloodSnapshot(string Channel, FloodState State, FloodPlace? Subject, FloodPlace? Rule, FloodPlace Budget);

/// <summary>Where a part of the state is kept.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Version">The version that was read; null when there was none.</param>
/// <param name="DueKey">The key it is found by when it is due; null when there was none.</param>
public sealed record FloodPlace(string Key, string? Version, string? DueKey);
