namespace Webhooks.Operating;

/// <summary>What is left of a source that was moved to another receiver.</summary>
/// <param name="ClosedAt">Since when deliveries are passed on; null while they are admitted here.</param>
/// <param name="PassedOn">In the last hour.</param>
/// <param name="Waiting">Events with work to do, those that run now among them; counted up to 1,000, as dead letters are.</param>
/// <param name="Notifications">That no channel took yet, of all sources; counted up to 1,000.</param>
/// <param name="Left">What has to happen before the source is drained, in words; empty when it is.</param>
public sealed record DrainedView(
    string Source,
    DateTimeOffset At,
    bool IsDrained,
    string? MovedTo,
    DateTimeOffset? ClosedAt,
    long PassedOn,
    int Waiting,
    bool MoreWaiting,
    DateTimeOffset? FirstDue,
    int Dead,
    bool MoreDead,
    int Notifications,
    IReadOnlyList<string> Left);
