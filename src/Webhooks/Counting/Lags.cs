using System.Globalization;

namespace Webhooks.Counting;

/// <summary>
/// Times from arrival to Processed, in fixed buckets. The first ends at 1 ms, each next at 2^(1/5) of the one before, the last at some 50 days: a
/// percentile is at most 15 % too high and never too low. Stored rows name buckets by number, so a change of buckets is a new version of <see
/// cref="CountsJson" />.
/// </summary>
public sealed class Lags
{
    private const double First = 0.001;
    private const int PerDoubling = 5;
    private const int Doublings = 32;

    // Four digits: people see exactly the end of a bucket.
    private static readonly double[] Ends =
    [
        .. Enumerable.Range(0, (Doublings * PerDoubling) + 1)
            .Select(number => First * Math.Pow(2, number / (double)PerDoubling))
            .Select(end => double.Parse(end.ToString("G4", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)),
    ];

    // Most counts have none: deliveries and events are counted in different places, and a quiet minute has neither.
    private long[]? buckets;

    public static int Buckets => Ends.Length;

    /// <summary>Seconds, as the upper end of each bucket.</summary>
    public IEnumerable<(double Seconds, long Events)> UpTo => NonEmpty.Select(bucket => (Ends[bucket.Key], bucket.Value));

    public long Count { get; private set; }

    public IEnumerable<KeyValuePair<int, long>> NonEmpty =>
        (buckets ?? []).Select((count, number) => KeyValuePair.Create(number, count)).Where(bucket => bucket.Value > 0);

    /// <summary>Seconds, as the upper end of a bucket; 0 when nothing was counted.</summary>
    public double Percentile(double share)
    {
        var left = (long)Math.Ceiling(share * Count);
        for (var number = 0; buckets is not null && number < buckets.Length; number++)
        {
            left -= buckets[number];
            if (left <= 0)
            {
                return Ends[number];
            }
        }

        return 0;
    }

    public void Add(TimeSpan lag)
    {
        var found = Array.BinarySearch(Ends, lag.TotalSeconds);
        Add(Math.Min(found < 0 ? ~found : found, Ends.Length - 1), 1);
    }

    public void Add(int number, long count)
    {
        buckets ??= new long[Ends.Length];
        buckets[number] += count;
        Count += count;
    }

    public void Add(Lags other)
    {
        foreach (var (number, count) in other.NonEmpty)
        {
            Add(number, count);
        }
    }
}
