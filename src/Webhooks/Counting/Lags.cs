using System.Globalization;

namespace Webhooks.Counting;

/// <summary>
/// Times from arrival to Processed, counted in fixed classes. The first ends at 1 ms, each further one at 2^(1/5) of the one before, the
/// last at some 50 days: what is told of them is at most 15 % too much and never too little. Rows in storage name the classes by their
/// number, so a change of the classes is a new version of <see cref="CountsJson" />.
/// </summary>
public sealed class Lags
{
    private const double First = 0.001;
    private const int PerDoubling = 5;
    private const int Doublings = 32;

    // Four digits: what people read is the very end of the class.
    private static readonly double[] Ends =
    [
        .. Enumerable.Range(0, (Doublings * PerDoubling) + 1)
            .Select(number => First * Math.Pow(2, number / (double)PerDoubling))
            .Select(end => double.Parse(end.ToString("G4", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)),
    ];

    // Most counts have none: deliveries and events are counted in different places, and a quiet minute has nothing.
    private long[]? classes;

    /// <summary>How many classes there are.</summary>
    public static int Classes => Ends.Length;

    /// <summary>How many times were counted.</summary>
    public long Count { get; private set; }

    /// <summary>The classes that were met, and how often.</summary>
    public IEnumerable<KeyValuePair<int, long>> Met =>
        (classes ?? []).Select((count, number) => KeyValuePair.Create(number, count)).Where(one => one.Value > 0);

    /// <summary>Seconds that the given share of the times did not exceed, as the upper end of a class; 0 when nothing was counted.</summary>
    /// <param name="share">Above 0, up to 1: 0.95 for p95.</param>
    public double Percentile(double share)
    {
        var left = (long)Math.Ceiling(share * Count);
        for (var number = 0; classes is not null && number < classes.Length; number++)
        {
            left -= classes[number];
            if (left <= 0)
            {
                return Ends[number];
            }
        }

        return 0;
    }

    /// <summary>Counts one.</summary>
    public void Add(TimeSpan lag)
    {
        var found = Array.BinarySearch(Ends, lag.TotalSeconds);
        Add(Math.Min(found < 0 ? ~found : found, Ends.Length - 1), 1);
    }

    /// <summary>Counts some of one class.</summary>
    public void Add(int number, long count)
    {
        classes ??= new long[Ends.Length];
        classes[number] += count;
        Count += count;
    }

    /// <summary>Adds others to these.</summary>
    public void Add(Lags other)
    {
        foreach (var (number, count) in other.Met)
        {
            Add(number, count);
        }
    }
}
