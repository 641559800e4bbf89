using System.Runtime.InteropServices;
using Webhooks.Events;

namespace Webhooks.Counting;

/// <summary>Not thread-safe.</summary>
public sealed class Counts
{
    private readonly Dictionary<string, long> refused = [];

    /// <summary>Includes dead letters redriven by a new delivery.</summary>
    public long Accepted { get; set; }
    public long Duplicates { get; set; }
    public long Replayed { get; set; }
    public long Probes { get; set; }
    public long Handshakes { get; set; }
    public long PassedOn { get; set; }
    public long Unavailable { get; set; }

    public IReadOnlyDictionary<string, long> Refused => refused;

    public long Processed => Lag.Count;

    public long Postponed { get; set; }
    public long DeadLettered { get; set; }
    public Lags Lag { get; } = new();
    public Skews Skew { get; } = new();

    public bool IsEmpty => Accepted + Duplicates + Replayed + Probes + Handshakes + PassedOn + Unavailable + Processed + Postponed + DeadLettered + Skew.Count == 0 && refused.Count == 0;

    public void Add(Admission admission) => _ = admission switch
    {
        Admission.Accepted => Accepted++,
        Admission.Duplicate => Duplicates++,
        Admission.Replayed => Replayed++,
        Admission.Probe => Probes++,
        Admission.Handshake => Handshakes++,
        Admission.PassedOn => PassedOn++,
        Admission.Refused { Why.Code: var code } => AddRefused(code, 1),
        _ => Unavailable++,
    };

    internal long AddRefused(string code, long count) => CollectionsMarshal.GetValueRefOrAddDefault(refused, code, out _) += count;

    public void Add(Counts other)
    {
        Accepted += other.Accepted;
        Duplicates += other.Duplicates;
        Replayed += other.Replayed;
        Probes += other.Probes;
        Handshakes += other.Handshakes;
        PassedOn += other.PassedOn;
        Unavailable += other.Unavailable;
        Postponed += other.Postponed;
        DeadLettered += other.DeadLettered;
        Lag.Add(other.Lag);
        Skew.Add(other.Skew);
        foreach (var (code, count) in other.refused)
        {
            AddRefused(code, count);
        }
    }
}
