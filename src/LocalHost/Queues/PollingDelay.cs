namespace LocalHost.Queues;

/// <summary>How long to leave an empty queue alone: 100 ms after a message was found, then doubling, with some jitter.</summary>
internal sealed class PollingDelay(TimeSpan longest)
{
    private static readonly TimeSpan Least = TimeSpan.FromMilliseconds(100);
    private TimeSpan current;
    private int misses;

    public TimeSpan Next(bool foundSince)
    {
        if (foundSince)
        {
            misses = 0;
        }

        if (misses == 0 || current < longest)
        {
            var growth = misses == 0 ? 0 : Math.Pow(2, misses - 1) * (0.8 + (0.4 * Random.Shared.NextDouble()));
            current = TimeSpan.FromTicks(Math.Min(longest.Ticks, (long)(Least.Ticks * (1 + growth))));
            misses++;
        }

        return current;
    }
}
