namespace Webhooks.Counting;

/// <summary>Seconds between this clock and the sender's; positive when the sender's is behind.</summary>
public sealed class Skews
{
    public long Count { get; private set; }
    public double Sum { get; private set; }
    public double Lowest { get; private set; }
    public double Highest { get; private set; }

    public void Add(TimeSpan skew) => Add(1, skew.TotalSeconds, skew.TotalSeconds, skew.TotalSeconds);

    public void Add(Skews other) => Add(other.Count, other.Sum, other.Lowest, other.Highest);

    internal void Add(long count, double sum, double lowest, double highest)
    {
        if (count > 0)
        {
            (Lowest, Highest) = Count == 0 ? (lowest, highest) : (Math.Min(Lowest, lowest), Math.Max(Highest, highest));
            (Count, Sum) = (Count + count, Sum + sum);
        }
    }
}
