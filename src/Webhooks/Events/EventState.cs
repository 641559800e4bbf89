namespace Webhooks.Events;

/// <summary>The part of an event that says whether there is work to do.</summary>
/// <param name="ClaimedUntil">Until when one run has the event for itself; null when none has.</param>
public readonly record struct EventState(EventStatus Status, DateTimeOffset? ClaimedUntil)
{
    /// <summary>Whether it has work to do that no run has claimed.</summary>
    public bool IsFree(DateTimeOffset now) => Status == EventStatus.Pending && !(ClaimedUntil > now);
}
