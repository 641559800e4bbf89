namespace Webhooks.Processing;

/// <summary>How long the sweep waits before it queues an event once more: each time twice as long, up to an hour.</summary>
public static class SweepWait
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>A backlog is not a loss: while processing is merely behind, queueing everything again each minute would drown it.</summary>
    internal static bool IsOver(PendingEvent pending, DateTimeOffset now)
    {
        if (pending.QueuedAt is not { } queuedAt)
        {
            return true;
        }

        var wait = Sweeper.Grace * Math.Pow(2, Math.Min(pending.TimesQueued, 10));
        return now - queuedAt >= (wait < Longest ? wait : Longest);
    }

    /// <summary>
    /// Whether the wait may be longer than the lease of a run that begins so late. The waits before this one add up to it, less one grace; so who
    /// is in time by a lease, less one grace, need not end the wait: it is over before the lease is.
    /// </summary>
    public static bool MayOutlast(TimeSpan lease, TimeSpan late) => late > Sweeper.Grace && late > lease - Sweeper.Grace;
}
