namespace Proof.Load;

/// <summary>What came of a load: latencies of the answers that were wanted, the number of all others, and how long it took.</summary>
internal sealed class Outcome
{
    private readonly Lock gate = new();
    private readonly List<double> milliseconds = [];

    public int Count => milliseconds.Count;

    public int Others { get; private set; }

    /// <summary>A status that was not wanted, or 0.</summary>
    public int Other { get; private set; }

    public TimeSpan Elapsed { get; set; }

    public TimeSpan Processor { get; set; }

    /// <summary>What storage used meanwhile.</summary>
    public TimeSpan Storage { get; set; }

    /// <summary>What this process used meanwhile, which plays the clients.</summary>
    public TimeSpan Clients { get; set; }

    public long? Allocated { get; set; }

    public double PerSecond => Count / Elapsed.TotalSeconds;

    public double ProcessorEach => Each(Processor);

    public double StorageEach => Each(Storage);

    public double ClientsEach => Each(Clients);

    public double? KilobytesEach => Allocated / 1024.0 / Math.Max(1, Count);

    public void Add(double latency, int status, int wanted)
    {
        lock (gate)
        {
            if (status == wanted)
            {
                milliseconds.Add(latency);
            }
            else
            {
                (Others, Other) = (Others + 1, status);
            }
        }
    }

    /// <summary>The latency, in milliseconds, that this share of the answers did not exceed.</summary>
    public double Percentile(double share)
    {
        lock (gate)
        {
            milliseconds.Sort();
            return Count == 0 ? double.NaN : milliseconds[Math.Min(Count - 1, (int)(share * Count))];
        }
    }

    public void Add(Outcome more)
    {
        milliseconds.AddRange(more.milliseconds);
        (Others, Other) = (Others + more.Others, more.Other == 0 ? Other : more.Other);
        (Elapsed, Processor, Allocated) = (Elapsed + more.Elapsed, Processor + more.Processor, (Allocated ?? 0) + more.Allocated);
        (Storage, Clients) = (Storage + more.Storage, Clients + more.Clients);
    }

    private double Each(TimeSpan used) => used.TotalMilliseconds / Math.Max(1, Count);
}
