using Webhooks.Events;

namespace Webhooks.Processing;

/// <summary>
/// Lets the runs of a process go side by side, except for suspects: an event that was in a process that died runs alone. Whoever may not run
/// now is told so at once and comes back with a new message; to wait here would put its message at the risk of the suspect.
/// </summary>
internal sealed class RunGate(TimeProvider clock)
{
    // A suspect that found others running has its turn next, if its message comes back in this time.
    private static readonly TimeSpan Reservation = TimeSpan.FromSeconds(30);

    private readonly Lock gate = new();
    private int running;
    private bool isAlone;
    private EventKey? reserved;
    private long reservedAt;

    /// <summary>A place to run in, to be disposed of at the end; null when the event must come back later.</summary>
    public IDisposable? TryEnter(EventKey key, bool alone)
    {
        lock (gate)
        {
            if (reserved is not null && (reserved == key || clock.GetElapsedTime(reservedAt) > Reservation))
            {
                reserved = null;
            }

            if (isAlone || reserved is not null)
            {
                return null;
            }

            if (alone && running > 0)
            {
                (reserved, reservedAt) = (key, clock.GetTimestamp());
                return null;
            }

            (running, isAlone) = (running + 1, alone);
            return new Place(this);
        }
    }

    private void Leave()
    {
        lock (gate)
        {
            (running, isAlone) = (running - 1, false);
        }
    }

    private sealed class Place(RunGate gate) : IDisposable
    {
        private int left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref left, 1) == 0)
            {
                gate.Leave();
            }
        }
    }
}
