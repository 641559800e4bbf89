namespace Webhooks.Counting;

/// <summary>Seconds between this clock and the sender's, as far as they can be added up; positive when the sender's is behind.</summary>
public sealed class Skews
{
    /// <summary>How many deliveries said a time.</summary>
    public long Count { get; private set; }

    /// <summary>The sum, for the mean.</summary>
    public double Sum { get; private set; }

    /// <summary>The lowest; 0 when there is none.</summary>
    public double Lowest { get; private set; }

    /// <summary>The highest; 0 when there is none.</summary>
    public double Highest { get; private set; }

    /// <summary>Counts one.</summary>
    public void Add(TimeSpan skew) => Add(1, skew.TotalSeconds, skew.TotalSeconds, skew.TotalSeconds);

    /// <summary>Adds others to these.</summary>
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
