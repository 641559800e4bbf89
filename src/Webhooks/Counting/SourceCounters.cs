namespace Webhooks.Counting;

internal sealed class SourceCounters
{
    // While storage is down only refusals and 503s are counted, but that may go on for days.
    private const int MostWaiting = 60;

    private readonly Lock gate = new();
    private readonly List<Delta> waiting = [];
    private DateTimeOffset minute;
    private Counts counts = new();

    public void Count<T>(DateTimeOffset now, T what, Action<Counts, T> count)
    {
        lock (gate)
        {
            if (now - minute >= TimeSpan.FromMinutes(1) || now < minute)
            {
                Close();
                minute = new DateTimeOffset(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerMinute), TimeSpan.Zero);
            }

            count(counts, what);
        }
    }

    // Moves the current counts to those that wait to be written.
    public void Close()
    {
        lock (gate)
        {
            if (counts.IsEmpty)
            {
                return;
            }

            // What was sent once stays unchanged: storage may have it.
            if (waiting is [.., { FirstTried: null } last] && last.Minute == minute)
            {
                last.Counts.Add(counts);
            }
            else
            {
                waiting.Add(Delta.Of(minute, counts));
            }

            counts = new Counts();
            if (waiting.Count > MostWaiting)
            {
                // Only the first can have been sent. The second is added to the third, and no count is lost.
                waiting[2].Counts.Add(waiting[1].Counts);
                waiting.RemoveAt(1);
            }
        }
    }

    // The oldest delta, which counts as sent from now on; null when none waits.
    public Delta? Send(DateTimeOffset now)
    {
        lock (gate)
        {
            if (waiting is not [var oldest, ..])
            {
                return null;
            }

            oldest.FirstTried ??= now;
            return oldest;
        }
    }

    public void Sent()
    {
        lock (gate)
        {
            waiting.RemoveAt(0);
        }
    }
}
